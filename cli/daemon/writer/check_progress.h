#pragma once
// CheckProgress: how far the check is that the books of a snapshot follow from its entries. Also
// sets the metrics of the check. Thread-safe.

#include <atomic>
#include <cstdint>

#include "cli/daemon/ops/metrics.h"

namespace setoff::cli {

class CheckProgress {
 public:
  enum class State : std::uint8_t { none, good, differs };

  explicit CheckProgress(Metrics& metrics) : metrics_(metrics) {}

  void begin(Sequence entries) {
    entries_ = entries;
    metrics_.check_entries.set(static_cast<std::int64_t>(entries));
  }
  void reached(Sequence entries) {
    reached_ = entries;
    metrics_.checked_entries.set(static_cast<std::int64_t>(entries));
  }
  void end(State state) {
    state_ = state;
    metrics_.books_differ.set(state == State::differs ? 1 : 0);
  }

  // Number of entries to replay: those of the snapshot that the books started from; 0 if none.
  [[nodiscard]] Sequence entries() const { return entries_; }
  [[nodiscard]] Sequence reached() const { return reached_; }
  [[nodiscard]] bool good() const { return state_ == State::good; }
  [[nodiscard]] bool differs() const { return state_ == State::differs; }

 private:
  Metrics& metrics_;
  std::atomic<Sequence> entries_{0};
  std::atomic<Sequence> reached_{0};
  std::atomic<State> state_{State::none};
};

}  // namespace setoff::cli
