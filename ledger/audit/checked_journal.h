#pragma once
// CheckedJournal: a verified, read-only ledger for commands. open() decodes every entry, replays it
// through the rules, compares it with the stored bytes and hashes it into the tree; afterwards it
// serves exactly those entries and none appended later. Errors: corrupt, naming the first entry
// that differs from its replay, or the root if it is not the expected one; those of the journal.

#include <memory>
#include <optional>

#include "ledger/audit/verify.h"
#include "ledger/books/state.h"

namespace setoff {

class CheckedJournal final : public JournalPort {
 public:
  // `known`: state() returns the books as they were known at that time.
  [[nodiscard]] static Result<std::unique_ptr<CheckedJournal>> open(
      std::unique_ptr<JournalPort> journal, const std::optional<ExpectedHead>& expected = {},
      std::optional<Timestamp> known = {});

  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] const Digest& root() const { return root_; }

  [[nodiscard]] Sequence size() const override { return size_; }
  [[nodiscard]] Status append(const EntryGroup& group) override;
  [[nodiscard]] Result<ByteBuffer> read(Sequence sequence) const override;
  [[nodiscard]] Status each_group(
      Sequence from, const std::function<Status(const EntryGroup&)>& visit) const override;

 private:
  CheckedJournal(std::unique_ptr<JournalPort> journal, State state, Sequence size, Digest root)
      : journal_(std::move(journal)), state_(std::move(state)), size_(size), root_(root) {}

  std::unique_ptr<JournalPort> journal_;
  State state_;
  Sequence size_;
  Digest root_;
};

}  // namespace setoff
