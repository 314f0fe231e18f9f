#pragma once
// BatchRing: batches of entries that go from stage to stage together, each on another, so that one
// thread decodes a batch while another replays the one before it. Their memory serves again, and is
// given back by the thread that took it.

#include <array>
#include <cstdint>

#include "ledger/audit/entry_reading.h"

namespace setoff {

enum class Stage : std::uint8_t { filled, decoded, replayed, judged };

template <std::size_t kStages>
class BatchRing {
 public:
  [[nodiscard]] EntryBatch& at(Stage stage) {
    return batches_[(turns_ + static_cast<std::size_t>(stage)) % kStages];
  }
  // Every batch is at its next stage; that of the last stage is the next to be filled.
  void turn() { turns_ += kStages - 1; }

  // Fills a batch with the group's entries; calls full() whenever one holds enough.
  template <class Full>
  Status fill(const EntryGroup& group, Full&& full) {
    for (std::size_t i = 0; i < group.size(); ++i) {
      at(Stage::filled).add(group.first + i, group.at(i));
      if (at(Stage::filled).raw.size() >= kBatch) TRY_STATUS(full());
    }
    return Ok{};
  }

 private:
  // Enough to make the hand-over cheap, few enough to stay in the caches.
  static constexpr std::size_t kBatch = 500;

  std::array<EntryBatch, kStages> batches_;
  std::size_t turns_ = 0;
};

}  // namespace setoff
