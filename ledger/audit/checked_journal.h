#pragma once
// CheckedJournal: a ledger as commands read it. Before anything of it is shown, every entry is
// decoded, played through the rules again, compared with the stored bytes and hashed into the tree;
// afterwards it offers those entries, and not one that came later. Errors: corrupt, naming the
// first entry that is not what the rules give, or the root that is not the expected one; those of
// the journal.

#include <memory>
#include <optional>

#include "ledger/audit/verify.h"
#include "ledger/core/state.h"

namespace setoff {

class CheckedJournal final : public JournalPort {
 public:
  // `known`: the books are kept as they were known at that moment.
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
