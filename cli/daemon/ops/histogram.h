#pragma once
// Counters for the daemon's own metrics. Any thread may update and read them. A Histogram has
// buckets of powers of two from 1 on; `sum` is in the unit of the values. A concurrent read may see
// a count without its sum; no more is guaranteed.

#include <array>
#include <atomic>
#include <bit>
#include <cstdint>

namespace setoff::cli {

class Counter {
 public:
  void add(std::uint64_t more = 1) { value_.fetch_add(more, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

class Gauge {
 public:
  void set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }
  void add(std::int64_t more) { value_.fetch_add(more, std::memory_order_relaxed); }
  [[nodiscard]] std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_{0};
};

class Histogram {
 public:
  static constexpr std::size_t kBuckets = 24;

  // Bucket i holds values up to 2^i; the last one holds everything above.
  void record(std::uint64_t value) {
    const auto width = value <= 1 ? 0U : static_cast<unsigned>(std::bit_width(value - 1));
    buckets_[width < kBuckets ? width : kBuckets - 1].add();
    sum_.add(value);
  }
  [[nodiscard]] std::uint64_t bucket(std::size_t index) const { return buckets_[index].value(); }
  [[nodiscard]] std::uint64_t sum() const { return sum_.value(); }

 private:
  std::array<Counter, kBuckets> buckets_;
  Counter sum_;
};

}  // namespace setoff::cli
