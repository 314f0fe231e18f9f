#pragma once
// EntryAuditor: the part of an audit that needs no rules and so can run concurrently with the
// replay: it decodes batches of entries, hashes them into the tree, and checks the laws of those
// that the replay has confirmed. One batch at a time, in order. Returns no errors; anything wrong
// is a finding.

#include <optional>
#include <vector>

#include "ledger/audit/entry_laws.h"
#include "ledger/audit/verify.h"
#include "ledger/proof/frontier.h"

namespace setoff {

// An entry that was decoded and re-encodes to the same bytes, with the size of its front.
struct ReadEntry {
  StoredEntry stored;
  std::size_t front_size = 0;
};

// A few hundred entries on their way through an audit.
struct EntryBatch {
  EntryGroup raw;
  // The first `decoded` elements are the entries of `raw`, as far as they could be decoded, and
  // view into it; the rest is kept for reuse.
  std::vector<ReadEntry> entries;
  std::size_t decoded = 0;
  std::size_t replayed = 0;  // entries whose replay matches their stored bytes

  // Appends the next entry.
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

class EntryAuditor {
 public:
  explicit EntryAuditor(const std::optional<ExpectedHead>& expected) : expected_(expected) {}

  void decode(EntryBatch& batch);
  void check_laws(const EntryBatch& batch);

  [[nodiscard]] const Frontier& tree() const { return tree_; }
  [[nodiscard]] bool compared() const { return compared_; }  // with the expected head
  [[nodiscard]] std::vector<AuditFinding> take_findings() { return std::move(findings_); }

 private:
  void hash(const EntryGroup& group);
  void append(std::span<const Digest> leaves);
  void compare_head();
  // Returns the size of the front if the entry re-encodes to `bytes`, else nullopt.
  [[nodiscard]] std::optional<std::size_t> encodes_to(const StoredEntry& entry, ByteView bytes);

  std::optional<ExpectedHead> expected_;
  Frontier tree_;
  std::vector<Bytes> texts_;  // scratch buffer of hash()
  std::vector<Digest> leaves_;
  ByteBuffer encoded_again_;
  EntryLaws laws_;
  std::vector<AuditFinding> findings_;
  bool compared_ = false;
};

}  // namespace setoff
