#pragma once
// KeyTable: finds the entries that may have an event key (source and id); 11 to 21 bytes per entry.
// A hit is only a candidate: the caller confirms it by reading the entry. That is expensive, so the
// hash has its own secret key, and no sender can choose ids that collide. A snapshot stores the
// secret with the table. It holds at most kEntriesMax entries.

#include <cstdint>

#include "ledger/base/hash_index.h"
#include "ledger/event/entry.h"

namespace setoff {

class KeyTable {
 public:
  static constexpr Sequence kEntriesMax = HashIndex::kNone;

  KeyTable() : KeyTable(KeyedHash::of_process().key()) {}
  explicit KeyTable(const HashKey& secret) : hash_(secret) {}

  [[nodiscard]] const HashKey& secret() const { return hash_.key(); }
  [[nodiscard]] std::uint64_t hash(const EventKey& key) const {
    return hash_.of(key.source, key.id);
  }
  void insert(std::uint64_t hash, Sequence sequence) {
    SETOFF_CHECK(sequence < kEntriesMax);
    index_.insert(hash, static_cast<std::uint32_t>(sequence));
  }
  // Calls visit(sequence) for each entry with that hash until it returns true; returns whether it
  // did.
  template <class Visit>
  bool any(std::uint64_t hash, Visit&& visit) const {
    return index_.find(hash, [&](std::uint32_t number) { return visit(Sequence{number}); }) !=
           HashIndex::kNone;
  }
  [[nodiscard]] std::size_t size() const { return index_.size(); }
  // For snapshots, see HashIndex; every sequence read must be below `entries`.
  void write(FlatWriter& out) const {
    out.raw(secret());
    index_.write(out);
  }
  void read(FlatReader& in, Sequence entries) {
    HashKey secret;
    in.raw(secret);
    hash_ = KeyedHash(secret);
    index_.read(in, entries);
  }

 private:
  KeyedHash hash_;
  HashIndex index_;
};

}  // namespace setoff
