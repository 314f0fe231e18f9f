#pragma once
// FailingJournal: a journal in memory whose appends and probes fail when told to, as a full disk
// does.

#include <atomic>

#include "ledger/writer/journal.h"

namespace setoff::test {

class FailingJournal final : public JournalPort {
 public:
  std::atomic<int> failures = 0;   // how many of the next appends fail
  std::atomic<int> appends = 0;    // groups that were written
  std::atomic<bool> lost = false;  // probes fail

  [[nodiscard]] Sequence size() const override { return inner_.size(); }
  [[nodiscard]] Status append(const EntryGroup& group) override {
    if (failures > 0) {
      --failures;
      return Error(Code::cannot_write, "no space left on device");
    }
    ++appends;
    return inner_.append(group);
  }
  [[nodiscard]] Status probe() override {
    if (lost) return Error(Code::cannot_write, "the file is gone");
    return Ok{};
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
