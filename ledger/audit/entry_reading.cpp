#include "ledger/audit/entry_reading.h"

#include <algorithm>

namespace setoff {

void EntryReading::decode(EntryBatch& batch) {
  batch.entries.reserve(batch.size);
  batch.front_sizes.reserve(batch.size);
  bool readable = true;
  for (const auto& group : batch.groups) {
    for (std::size_t i = 0; i < group.size(); ++i) {
      const auto bytes = group.at(i);
      tree_.append(hash_leaf(std::as_bytes(bytes)));
      compare_head();
      if (!readable) continue;
      auto entry = decode_stored(bytes);
      const auto front = entry ? encodes_to(*entry, bytes) : std::nullopt;
      readable = front.has_value();  // the replay says what is wrong with the rest
      if (!readable) continue;
      batch.entries.push_back(std::move(*entry));
      batch.front_sizes.push_back(*front);
    }
  }
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
    const auto& [head, links, postings] = batch.entries[i];
    for (const auto& breach :
         laws_.take(ReplayedEntry{head.sequence, head.event, head.refusal, links, postings}))
      findings_.push_back({head.sequence, finding_text(breach)});
  }
}

void EntryReading::compare_head() {
  if (!expected_ || !expected_->size || *expected_->size != tree_.size()) return;
  compared_ = true;
  if (tree_.root() != expected_->root)
    findings_.push_back(
        {tree_.size() - 1, "the root over the entries so far is not the expected one"});
}

}  // namespace setoff
