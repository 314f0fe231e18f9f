#include "ledger/audit/entry_reading.h"

namespace setoff {

void EntryReading::decode(EntryBatch& batch) {
  batch.entries.reserve(batch.size);
  bool readable = true;
  for (const auto& group : batch.groups) {
    for (std::size_t i = 0; i < group.size(); ++i) {
      const auto bytes = group.at(i);
      tree_.append(hash_leaf(std::as_bytes(bytes)));
      compare_head();
      if (!readable) continue;
      auto entry = decode_stored(bytes);
      readable = entry.has_value();
      if (readable) batch.entries.push_back(std::move(*entry));
    }
  }
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
