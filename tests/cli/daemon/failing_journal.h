#pragma once
// FailingJournal: a journal in memory whose appends fail when told to, as a full disk does.

#include <atomic>

#include "ledger/book/journal.h"

namespace setoff::test {

class FailingJournal final : public JournalPort {
 public:
  std::atomic<int> failures = 0;  // how many of the next appends fail
  std::atomic<int> appends = 0;   // groups that were written

  [[nodiscard]] Sequence size() const override { return inner_.size(); }
  [[nodiscard]] Status append(const EntryGroup& group) override {
    if (failures > 0) {
      --failures;
      return Error(Code::cannot_write, "no space left on device");
    }
    ++appends;
    return inner_.append(group);
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
};

}  // namespace setoff::test
