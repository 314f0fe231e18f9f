#pragma once
// EntryReading: the part of an audit that asks no rule and so can run in a thread beside the
// replay: it decodes batches of entries, hashes them into the tree, and checks the laws of those
// that the replay has found right. One batch at a time, in order. Errors: none; what is wrong is a
// finding.

#include <optional>
#include <vector>

#include "ledger/audit/entry_laws.h"
#include "ledger/audit/verify.h"
#include "ledger/proof/frontier.h"

namespace setoff {

// An entry that was decoded and gives the same bytes again, with the size of its front.
struct ReadEntry {
  StoredEntry stored;
  std::size_t front_size = 0;
};

// Some hundred entries on their way through an audit.
struct EntryBatch {
  EntryGroup raw;
  // The first `decoded` are those of `raw`, as far as they can be decoded, and view into it; the
  // rest is memory for later.
  std::vector<ReadEntry> entries;
  std::size_t decoded = 0;
  std::size_t replayed = 0;  // entries that the rules gave again as they are stored

  // The one that follows those that are here.
  void add(Sequence sequence, ByteView bytes) {
    if (raw.ends.empty()) raw.first = sequence;
    raw.bytes.insert(raw.bytes.end(), bytes.begin(), bytes.end());
    raw.ends.push_back(static_cast<std::uint32_t>(raw.bytes.size()));
  }
  void clear() {
    raw.bytes.clear();
    raw.ends.clear();
    decoded = replayed = 0;
  }
};

class EntryReading {
 public:
  explicit EntryReading(const std::optional<ExpectedHead>& expected) : expected_(expected) {}

  void decode(EntryBatch& batch);
  void check_laws(const EntryBatch& batch);

  [[nodiscard]] const Frontier& tree() const { return tree_; }
  [[nodiscard]] bool compared() const { return compared_; }  // with the head that is expected
  [[nodiscard]] std::vector<AuditFinding> take_findings() { return std::move(findings_); }

 private:
  void hash(const EntryGroup& group);
  void append(std::span<const Digest> leaves);
  void compare_head();
  // The size of the front if the entry, encoded again, gives `bytes`.
  [[nodiscard]] std::optional<std::size_t> encodes_to(const StoredEntry& entry, ByteView bytes);

  std::optional<ExpectedHead> expected_;
  Frontier tree_;
  std::vector<Bytes> texts_;  // the memory of hash()
  std::vector<Digest> leaves_;
  ByteBuffer again_;
  EntryLaws laws_;
  std::vector<AuditFinding> findings_;
  bool compared_ = false;
};

}  // namespace setoff
