#pragma once
// Blocks: a growing table that never moves what it holds while it grows, so that growing to
// millions costs no copies and no second table. Grows at its end only. Copies are whole.

#include <cstddef>
#include <utility>
#include <vector>

namespace setoff {

template <class T>
class Blocks {
 public:
  T& push_back(T value) {
    if (size_ % kBlock == 0) blocks_.emplace_back();
    auto& last = blocks_.back();
    if (last.capacity() < kBlock) last.reserve(kBlock);
    ++size_;
    return last.emplace_back(std::move(value));
  }
  [[nodiscard]] T& operator[](std::size_t index) { return blocks_[index / kBlock][index % kBlock]; }
  [[nodiscard]] const T& operator[](std::size_t index) const {
    return blocks_[index / kBlock][index % kBlock];
  }
  [[nodiscard]] T& back() { return blocks_.back().back(); }
  [[nodiscard]] std::size_t size() const { return size_; }

  friend bool operator==(const Blocks&, const Blocks&) = default;

 private:
  static constexpr std::size_t kBlock = 256;
  std::vector<std::vector<T>> blocks_;
  std::size_t size_ = 0;
};

}  // namespace setoff
