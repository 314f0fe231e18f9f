#pragma once
// KeyTable: which entries may carry an event key (source and id), 11 to 21 bytes an entry. A hit is
// only a candidate: the caller confirms it by reading the entry. That is dear, so the hash has a
// secret key of its own, and no sender can choose ids that fall together. A snapshot keeps the key
// with the table. It holds at most kEntriesMax entries.

#include <cstdint>

#include "ledger/base/hash_index.h"
#include "ledger/core/entry.h"

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
    CHECK(sequence < kEntriesMax);
    index_.insert(hash, static_cast<std::uint32_t>(sequence));
  }
  // Calls visit(sequence) for each entry of that hash until it returns true; whether one did.
  template <class Visit>
  bool any(std::uint64_t hash, Visit&& visit) const {
    return index_.find(hash, [&](std::uint32_t number) { return visit(Sequence{number}); }) !=
           HashIndex::kNone;
  }
  void prefetch(std::uint64_t hash) const { index_.prefetch(hash); }
  [[nodiscard]] std::size_t size() const { return index_.size(); }
  // For snapshots, see HashIndex; of `entries` entries.
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
