#pragma once
// Helpers to submit events to a LedgerWriter, and an in-memory journal that can be made to fail,
// for tests of LedgerWriter and of code that reads journals.

#include <memory>

#include "ledger/writer/ledger_writer.h"
#include "tests/support/worked_example.h"

namespace setoff::test {

// Fails to append as often as requested; a failed append has no effect.
class FailingJournal final : public JournalPort {
 public:
  void fail_next(int times) { failures_ = times; }

  [[nodiscard]] Sequence size() const override { return inner_.size(); }
  [[nodiscard]] Status append(const EntryGroup& group) override {
    if (failures_ == 0) return inner_.append(group);
    --failures_;
    return Error(Code::cannot_write, "the disk is full");
  }
  [[nodiscard]] Result<ByteBuffer> read(Sequence sequence) const override {
    return inner_.read(sequence);
  }
  [[nodiscard]] Status each_group(
      Sequence from, const std::function<Status(const EntryGroup&)>& visit) const override {
    return inner_.each_group(from, visit);
  }

 private:
  MemoryJournal inner_;
  int failures_ = 0;
};

inline std::unique_ptr<LedgerWriter> open_book(JournalPort& journal) {
  auto book = LedgerWriter::open(journal);
  if (!book) std::fprintf(stderr, "%s\n", book.error().text().c_str());
  SETOFF_CHECK(book.has_value());
  return std::move(*book);
}

// The event as its source would send it, without a booking time.
inline Event sent(std::string id, std::string_view value_date, EventData data) {
  Event event;
  event.key = {"/test", std::move(id)};
  event.value_date = day(value_date);
  event.time = Timestamp::at_midnight(event.value_date);
  event.data = std::move(data);
  return event;
}

inline Outcome submit(LedgerWriter& book, const Event& event) {
  auto outcome = book.submit(event, event.time);
  SETOFF_CHECK(outcome.has_value());
  return *outcome;
}

// Submits the events with ids "<prefix>1", "<prefix>2" ..., each at midnight of its value date.
inline std::vector<Outcome> submit_all(LedgerWriter& book, const std::vector<DatedEvent>& events,
                                       const std::string& prefix = "event-") {
  std::vector<Outcome> outcomes;
  for (const auto& [date, data] : events)
    outcomes.push_back(
        submit(book, sent(prefix + std::to_string(outcomes.size() + 1), date, data)));
  return outcomes;
}

inline std::vector<ByteBuffer> entries_of(const JournalPort& journal) {
  std::vector<ByteBuffer> entries;
  for (Sequence i = 0; i < journal.size(); ++i)
    entries.push_back(*journal.read(i));
  return entries;
}

}  // namespace setoff::test
