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

// Some thousand entries on their way through an audit.
struct EntryBatch {
  std::vector<EntryGroup> groups;
  // As far as they can be decoded and give the same bytes again; they view into the groups.
  std::vector<StoredEntry> entries;
  std::vector<std::size_t> front_sizes;  // of the entries
  std::size_t size = 0;
  std::size_t replayed = 0;  // entries that the rules gave again as they are stored

  void add(const EntryGroup& group) {
    groups.push_back(group);
    size += group.size();
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
  void compare_head();
  // The size of the front if the entry, encoded again, gives `bytes`.
  [[nodiscard]] std::optional<std::size_t> encodes_to(const StoredEntry& entry, ByteView bytes);

  std::optional<ExpectedHead> expected_;
  Frontier tree_;
  ByteBuffer again_;
  EntryLaws laws_;
  std::vector<AuditFinding> findings_;
  bool compared_ = false;
};

}  // namespace setoff
