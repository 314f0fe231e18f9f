#include "tests/support/journals.h"

#include <cstdio>

namespace setoff::tests {

Status FailingJournal::append(const EntryGroup& group) {
  if (failures > 0) {
    --failures;
    return Error(Code::cannot_write, "no space left on device");
  }
  ++appends;
  return inner_.append(group);
}

Status FailingJournal::probe() {
  if (lost) return Error(Code::cannot_write, "the file is gone");
  return Ok{};
}

Result<ByteBuffer> FailingJournal::read(Sequence sequence) const {
  return inner_.read(sequence);
}

Status FailingJournal::each_group(Sequence from,
                                  const std::function<Status(const EntryGroup&)>& visit) const {
  return inner_.each_group(from, visit);
}

MemoryJournal journal_of(const Books& books) {
  MemoryJournal journal;
  EntryGroup group;
  for (const auto& entry : books.entries()) {
    SETOFF_CHECK(encode_entry(entry, group.bytes).has_value());
    group.ends.push_back(static_cast<std::uint32_t>(group.bytes.size()));
  }
  SETOFF_CHECK(journal.append(group).has_value());
  return journal;
}

std::vector<ByteBuffer> entries_of(const JournalPort& journal) {
  std::vector<ByteBuffer> entries;
  for (Sequence i = 0; i < journal.size(); ++i)
    entries.push_back(*journal.read(i));
  return entries;
}

std::unique_ptr<LedgerWriter> open_book(JournalPort& journal) {
  auto book = LedgerWriter::open(journal);
  if (!book) std::fprintf(stderr, "%s\n", book.error().text().c_str());
  SETOFF_CHECK(book.has_value());
  return std::move(*book);
}

Outcome submit(LedgerWriter& book, const Event& event) {
  auto outcome = book.submit(event, event.time);
  SETOFF_CHECK(outcome.has_value());
  return *outcome;
}

std::vector<Outcome> submit_all(LedgerWriter& book, const std::vector<DatedEvent>& events,
                                const std::string& prefix) {
  std::vector<Outcome> outcomes;
  for (const auto& [date, data] : events)
    outcomes.push_back(
        submit(book, event_on(prefix + std::to_string(outcomes.size() + 1), date, data)));
  return outcomes;
}

}  // namespace setoff::tests
