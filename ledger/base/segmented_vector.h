#pragma once
// SegmentedVector: a sequence in blocks of 256 elements that grows only at its end. Growing never
// moves an element, so references stay valid, and a table of millions grows without a second copy
// in memory. A copy is deep, and when it grows does not move its elements either.

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "ledger/base/check.h"

namespace setoff {

template <class T>
class SegmentedVector {
 public:
  SegmentedVector() = default;
  ~SegmentedVector() = default;
  SegmentedVector(SegmentedVector&&) noexcept = default;
  SegmentedVector& operator=(SegmentedVector&&) noexcept = default;
  SegmentedVector(const SegmentedVector& other) : blocks_(other.blocks_), size_(other.size_) {
    if (!blocks_.empty()) blocks_.back().reserve(kBlock);
  }
  SegmentedVector& operator=(const SegmentedVector& other) {
    if (this != &other) *this = SegmentedVector(other);
    return *this;
  }

  T& push_back(T value) { return emplace_back(std::move(value)); }
  template <class... Parts>
  T& emplace_back(Parts&&... parts) {
    if (size_ % kBlock == 0) blocks_.emplace_back();
    auto& last = blocks_.back();
    if (last.capacity() < kBlock) last.reserve(kBlock);
    ++size_;
    return last.emplace_back(std::forward<Parts>(parts)...);
  }
  [[nodiscard]] T& operator[](std::size_t index) {
    SETOFF_CHECK(index < size_);
    return blocks_.data()[index / kBlock].data()[index % kBlock];
  }
  [[nodiscard]] const T& operator[](std::size_t index) const {
    SETOFF_CHECK(index < size_);
    return blocks_.data()[index / kBlock].data()[index % kBlock];
  }
  [[nodiscard]] T& back() { return blocks_.back().back(); }
  [[nodiscard]] std::size_t size() const { return size_; }

  // Sizes an empty table for `size` values, which fill() then constructs run by run, in any order
  // and from several threads.
  void resize_for_overwrite(std::size_t size) {
    blocks_.resize((size + kBlock - 1) / kBlock);
    size_ = size;
  }
  // Constructs a run of `count` values from `first`, a multiple of kBlock: calls make(value) on
  // each default-constructed value.
  template <class Make>
  void fill(std::size_t first, std::size_t count, Make&& make) {
    for (auto block = first / kBlock; count > 0; ++block) {
      const auto here = std::min(count, kBlock);
      blocks_[block].reserve(kBlock);
      for (std::size_t i = 0; i < here; ++i)
        make(blocks_[block].emplace_back());
      count -= here;
    }
  }

  friend bool operator==(const SegmentedVector&, const SegmentedVector&) = default;

  static constexpr std::size_t kBlock = 256;

 private:
  std::vector<std::vector<T>> blocks_;
  std::size_t size_ = 0;
};

}  // namespace setoff
