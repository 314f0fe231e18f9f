#pragma once
// HashIndex: maps the hash of a name to the dense numbers that may have that name, by open
// addressing; eight bytes per slot, three eighths to three quarters of the slots in use. It stores
// no names: the caller decides whether a candidate matches. Each candidate costs the caller a
// comparison, so hashes come from keyed_hash.h. It is never iterated, so its order has no effect.
// Numbers are 0 to 2^32 - 2.

#include <bit>
#include <cstdint>
#include <utility>
#include <vector>

#include "ledger/base/check.h"
#include "ledger/base/flat_reader.h"
#include "ledger/base/keyed_hash.h"

namespace setoff {

class HashIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

  // The first number with that hash for which same(number) is true; kNone if there is none.
  template <class Same>
  [[nodiscard]] std::uint32_t find(std::uint64_t hash, Same&& same) const {
    if (slots_.empty()) return kNone;
    const auto tag = static_cast<std::uint32_t>(hash);
    const Slot* const slots = slots_.data();  // masking keeps the index in range
    for (auto at = tag & mask(); slots[at].number != kNone; at = (at + 1) & mask())
      if (slots[at].tag == tag && same(slots[at].number)) return slots[at].number;
    return kNone;
  }
  void insert(std::uint64_t hash, std::uint32_t number) {
    SETOFF_CHECK(number != kNone);
    if ((size_ + 1) * 4 > slots_.size() * 3) grow();
    place({static_cast<std::uint32_t>(hash), number});
    ++size_;
  }
  [[nodiscard]] std::size_t size() const { return size_; }

  // Allocates slots for `numbers` numbers at once.
  void reserve(std::size_t numbers) {
    std::size_t slots = kSlotsMin;
    while (numbers * 4 > slots * 3)
      slots *= 2;
    if (slots > slots_.size()) move_to(slots);
  }

  // Write and read the memory representation; on reading, all numbers must be below `numbers`.
  void write(FlatWriter& out) const {
    out.count(size_);
    out.count(slots_.size());
    out.mark();
    out.bytes(slots_.data(), slots_.size() * sizeof(Slot));
    out.mark();
  }
  void read(FlatReader& in, std::size_t numbers) {
    size_ = in.count();
    const auto slots = in.count(sizeof(Slot));
    const bool sound = slots == 0 ? size_ == 0 : std::has_single_bit(slots) && size_ < slots;
    if (!sound) return in.fail("the size of an index is not possible");
    in.defer([this, slots, numbers](FlatReader& part) {
      slots_.resize(slots);
      if (!part.read_bytes(slots_.data(), slots * sizeof(Slot))) return;
      std::size_t taken = 0;
      for (const auto& slot : slots_) {
        taken += slot.number == kNone ? 0 : 1;
        if (slot.number != kNone && slot.number >= numbers) return part.fail("a number too large");
      }
      if (taken != size_) part.fail("an index that holds another count than it says");
    });
  }

 private:
  static constexpr std::size_t kSlotsMin = 64;
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t number = kNone;
  };
  [[nodiscard]] std::size_t mask() const { return slots_.size() - 1; }
  void place(Slot slot) {
    auto at = slot.tag & mask();
    while (slots_[at].number != kNone)
      at = (at + 1) & mask();
    slots_[at] = slot;
  }
  void grow() { move_to(slots_.empty() ? kSlotsMin : slots_.size() * 2); }
  void move_to(std::size_t slots) {
    const auto old = std::exchange(slots_, {});
    slots_.resize(slots);
    for (const auto& slot : old)
      if (slot.number != kNone) place(slot);
  }

  std::vector<Slot> slots_;  // the size is a power of two
  std::size_t size_ = 0;
};

}  // namespace setoff
