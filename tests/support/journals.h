#pragma once
// Journals in memory: one that fails when told to, the entries of Books as one, and events
// submitted to a LedgerWriter on one. For tests of LedgerWriter and of code that reads journals.

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "ledger/writer/ledger_writer.h"
#include "tests/support/worked_example.h"

namespace setoff::tests {

// Fails as a full disk or a lost file does; a failed append has no effect.
class FailingJournal final : public JournalPort {
 public:
  std::atomic<int> failures = 0;   // how many of the next appends fail
  std::atomic<int> appends = 0;    // groups that were written
  std::atomic<bool> lost = false;  // probes fail

  [[nodiscard]] Sequence size() const override { return inner_.size(); }
  [[nodiscard]] Status append(const EntryGroup& group) override;
  [[nodiscard]] Status probe() override;
  [[nodiscard]] Result<ByteBuffer> read(Sequence sequence) const override;
  [[nodiscard]] Status each_group(
      Sequence from, const std::function<Status(const EntryGroup&)>& visit) const override;

 private:
  MemoryJournal inner_;
};

[[nodiscard]] MemoryJournal journal_of(const Books& books);
[[nodiscard]] std::vector<ByteBuffer> entries_of(const JournalPort& journal);

// The journal must be in order.
[[nodiscard]] std::unique_ptr<LedgerWriter> open_book(JournalPort& journal);
// Submits an event at its own time; the writer must answer.
Outcome submit(LedgerWriter& book, const Event& event);
// Submits the events with ids "<prefix>1", "<prefix>2" ..., each at midnight of its value date.
std::vector<Outcome> submit_all(LedgerWriter& book, const std::vector<DatedEvent>& events,
                                const std::string& prefix = "event-");

}  // namespace setoff::tests
