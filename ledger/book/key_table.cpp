#include "ledger/book/key_table.h"

#include <utility>

namespace setoff {
namespace {

constexpr std::size_t kSlotsMin = 64;

// FNV-1a over the bytes, then the finisher of SplitMix64, so that the low bits are well mixed.
std::uint64_t add(std::uint64_t hash, std::string_view text) {
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

std::uint64_t finish(std::uint64_t hash) {
  hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBULL;
  return hash ^ (hash >> 31U);
}

}  // namespace

std::uint64_t KeyTable::hash(const EventKey& key) {
  const auto source = add(0xCBF29CE484222325ULL, key.source);
  return finish(add(add(source, std::string_view("\0", 1)), key.id));
}

void KeyTable::place(Slot slot) {
  auto at = slot.hash & mask();
  while (slots_[at].next != 0)
    at = (at + 1) & mask();
  slots_[at] = slot;
}

void KeyTable::grow() {
  const auto old = std::exchange(slots_, {});
  slots_.resize(old.empty() ? kSlotsMin : old.size() * 2);
  for (const auto& slot : old)
    if (slot.next != 0) place(slot);
}

void KeyTable::insert(std::uint64_t hash, Sequence sequence) {
  if ((size_ + 1) * 8 > slots_.size() * 7) grow();
  place({hash, sequence + 1});
  ++size_;
}

}  // namespace setoff
