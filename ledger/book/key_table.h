#pragma once
// KeyTable: which entries may carry an event key (source and id). It keeps a 64-bit hash and the
// sequence of each, 18 to 37 bytes an entry, in an open-addressing table. A hit is only a
// candidate: the caller confirms it by reading the entry, so two keys of one hash do no harm.

#include <cstdint>
#include <vector>

#include "ledger/core/entry.h"

namespace setoff {

class KeyTable {
 public:
  [[nodiscard]] static std::uint64_t hash(const EventKey& key);

  void insert(std::uint64_t hash, Sequence sequence);
  // Calls visit(sequence) for each entry of that hash until it returns true; whether one did.
  template <class Visit>
  bool any(std::uint64_t hash, Visit&& visit) const {
    if (slots_.empty()) return false;
    for (auto at = hash & mask(); slots_[at].next != 0; at = (at + 1) & mask())
      if (slots_[at].hash == hash && visit(slots_[at].next - 1)) return true;
    return false;
  }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint64_t next = 0;  // sequence + 1; 0 for an empty slot
  };
  [[nodiscard]] std::uint64_t mask() const { return slots_.size() - 1; }
  void place(Slot slot);
  void grow();

  std::vector<Slot> slots_;  // a power of two of them
  std::size_t size_ = 0;
};

}  // namespace setoff
