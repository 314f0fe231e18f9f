#pragma once
// MemoryBudget: the memory that connections use together: the bytes that they hold, and those of
// answers on their way to them. Also sets the metrics of both. Reserving is thread-safe.

#include <atomic>
#include <cstddef>

#include "cli/daemon/ops/metrics.h"
#include "cli/daemon/ops/thread_roles.h"

namespace setoff::cli {

class MemoryBudget {
 public:
  MemoryBudget(std::size_t bytes_max, Metrics& metrics) : max_(bytes_max), metrics_(metrics) {}

  // A connection that held `before` bytes now holds `after`.
  void change_held(std::size_t before, std::size_t after) SETOFF_ON_NETWORK_THREAD {
    const auto held = held_.load(std::memory_order_relaxed) - before + after;
    held_.store(held, std::memory_order_relaxed);
    metrics_.held_bytes.set(static_cast<std::int64_t>(held));
  }
  // Thread-safe.
  void add_answer(std::size_t bytes) {
    answers_.fetch_add(bytes, std::memory_order_relaxed);
    metrics_.answer_bytes.add(static_cast<std::int64_t>(bytes));
  }
  void remove_answer(std::size_t bytes) {
    answers_.fetch_sub(bytes, std::memory_order_relaxed);
    metrics_.answer_bytes.add(-static_cast<std::int64_t>(bytes));
  }
  // Whether the connections and the answers use all that they may.
  [[nodiscard]] bool full() const {
    return held_.load(std::memory_order_relaxed) + answers_.load(std::memory_order_relaxed) >= max_;
  }

 private:
  const std::size_t max_;
  Metrics& metrics_;
  std::atomic<std::size_t> held_{0};  // changed by the network thread only
  std::atomic<std::size_t> answers_{0};
};

}  // namespace setoff::cli
