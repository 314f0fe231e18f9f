#include "ledger/audit/entry_auditor.h"

#include <algorithm>

namespace setoff {

void EntryAuditor::decode(EntryBatch& batch) {
  const auto& raw = batch.raw;
  hash(raw);
  if (batch.entries.size() < raw.size()) batch.entries.resize(raw.size());
  for (; batch.decoded < raw.size(); ++batch.decoded) {
    const auto bytes = raw.at(batch.decoded);
    auto& [stored, front_size] = batch.entries[batch.decoded];
    if (!decode_stored(bytes, stored)) return;  // the replay reports what is wrong
    const auto front = encodes_to(stored, bytes);
    if (!front) return;
    front_size = *front;
  }
}

void EntryAuditor::hash(const EntryGroup& group) {
  texts_.clear();
  for (std::size_t i = 0; i < group.size(); ++i)
    texts_.push_back(std::as_bytes(group.at(i)));
  leaves_.resize(texts_.size());
  hash_leaves(texts_, leaves_);
  append(leaves_);
}

// Appends in two parts if the expected head lies in between.
void EntryAuditor::append(std::span<const Digest> leaves) {
  if (expected_ && expected_->size && *expected_->size > tree_.size()) {
    const auto before = std::min<std::uint64_t>(*expected_->size - tree_.size(), leaves.size());
    tree_.append(leaves.first(before));
    leaves = leaves.subspan(before);
    compare_head();
  }
  tree_.append(leaves);
}

std::optional<std::size_t> EntryAuditor::encodes_to(const StoredEntry& entry, ByteView bytes) {
  const auto& [head, links, postings] = entry;
  encoded_again_.clear();
  const EntryHeader header{head.sequence, head.rules_version, head.refusal};
  if (!encode_front(header, head.event, encoded_again_)) return std::nullopt;
  const auto front = encoded_again_.size();
  if (!encode_back(links, postings, encoded_again_) || !std::ranges::equal(encoded_again_, bytes))
    return std::nullopt;
  return front;
}

void EntryAuditor::check_laws(const EntryBatch& batch) {
  for (std::size_t i = 0; i < batch.replayed; ++i) {
    const auto& [head, links, postings] = batch.entries[i].stored;
    for (const auto& breach :
         laws_.check_entry(ReplayedEntry{head.sequence, head.event, head.refusal, links, postings}))
      findings_.push_back({head.sequence, finding_text(breach)});
  }
}

void EntryAuditor::compare_head() {
  if (*expected_->size != tree_.size()) return;
  compared_ = true;
  if (tree_.root() != expected_->root)
    findings_.push_back(
        {tree_.size() - 1, "the root over the entries so far is not the expected one"});
}

}  // namespace setoff
