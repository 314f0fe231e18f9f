#include "ledger/audit/entry_reading.h"

#include <algorithm>

namespace setoff {

void EntryReading::decode(EntryBatch& batch) {
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

void EntryReading::hash(const EntryGroup& group) {
  texts_.clear();
  for (std::size_t i = 0; i < group.size(); ++i)
    texts_.push_back(std::as_bytes(group.at(i)));
  leaves_.resize(texts_.size());
  hash_leaves(texts_, leaves_);
  append(leaves_);
}

// Appends in two parts if the expected head lies in between.
void EntryReading::append(std::span<const Digest> leaves) {
  if (expected_ && expected_->size && *expected_->size > tree_.size()) {
    const auto before = std::min<std::uint64_t>(*expected_->size - tree_.size(), leaves.size());
    tree_.append(leaves.first(before));
    leaves = leaves.subspan(before);
    compare_head();
  }
  tree_.append(leaves);
}

std::optional<std::size_t> EntryReading::encodes_to(const StoredEntry& entry, ByteView bytes) {
  const auto& [head, links, postings] = entry;
  again_.clear();
  const EntryPlace place{head.sequence, head.rules_version, head.refusal};
  if (!encode_front(place, head.event, again_)) return std::nullopt;
  const auto front = again_.size();
  if (!encode_back(links, postings, again_) || !std::ranges::equal(again_, bytes))
    return std::nullopt;
  return front;
}

void EntryReading::check_laws(const EntryBatch& batch) {
  for (std::size_t i = 0; i < batch.replayed; ++i) {
    const auto& [head, links, postings] = batch.entries[i].stored;
    for (const auto& breach :
         laws_.take(ReplayedEntry{head.sequence, head.event, head.refusal, links, postings}))
      findings_.push_back({head.sequence, finding_text(breach)});
  }
}

void EntryReading::compare_head() {
  if (*expected_->size != tree_.size()) return;
  compared_ = true;
  if (tree_.root() != expected_->root)
    findings_.push_back(
        {tree_.size() - 1, "the root over the entries so far is not the expected one"});
}

}  // namespace setoff
