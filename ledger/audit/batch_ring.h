#pragma once
// BatchRing: batches of entries that move through the stages together, each at a different stage,
// so that one thread decodes a batch while another replays the previous one. Batches reuse their
// buffers, and the thread that allocates a buffer also frees it.

#include <array>
#include <cstdint>

#include "ledger/audit/entry_auditor.h"

namespace setoff {

enum class BatchStage : std::uint8_t { filled, decoded, replayed, judged };

template <std::size_t kStages>
class BatchRing {
 public:
  [[nodiscard]] EntryBatch& at(BatchStage stage) {
    return batches_[(advances_ + static_cast<std::size_t>(stage)) % kStages];
  }
  // Moves every batch to its next stage; the one at the last stage is filled next.
  void advance() { advances_ += kStages - 1; }

  // Adds the group's entries to the batch at the first stage; calls full() whenever it holds
  // enough.
  template <class Full>
  Status fill(const EntryGroup& group, Full&& full) {
    for (std::size_t i = 0; i < group.size(); ++i) {
      at(BatchStage::filled).add(group.first + i, group.at(i));
      if (at(BatchStage::filled).raw.size() >= kBatch) SETOFF_TRY_STATUS(full());
    }
    return Ok{};
  }

 private:
  // Enough to make the hand-over cheap, few enough to stay in cache.
  static constexpr std::size_t kBatch = 500;

  std::array<EntryBatch, kStages> batches_;
  std::size_t advances_ = 0;
};

}  // namespace setoff
