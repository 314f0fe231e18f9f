#pragma once
// DatedPoints: the points of a dated series in day order. Most series of a lot have two points (it
// came, it went): these stand in place, more go to the heap.

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <span>

#include "ledger/base/date.h"

namespace setoff {

struct DatedPoint {
  Day day;
  std::int64_t total;  // through the end of that day
  friend bool operator==(const DatedPoint&, const DatedPoint&) = default;
};

class DatedPoints {
 public:
  DatedPoints() = default;
  DatedPoints(const DatedPoints& other) { *this = other; }
  DatedPoints(DatedPoints&& other) noexcept { *this = std::move(other); }
  DatedPoints& operator=(const DatedPoints& other) {
    if (this == &other) return *this;
    size_ = 0;
    reserve(other.size_);
    std::copy_n(other.data(), other.size_, data());
    size_ = other.size_;
    return *this;
  }
  DatedPoints& operator=(DatedPoints&& other) noexcept {
    in_place_ = other.in_place_;
    heap_ = std::move(other.heap_);
    size_ = std::exchange(other.size_, 0);
    room_ = std::exchange(other.room_, kInPlace);
    return *this;
  }

  [[nodiscard]] std::span<const DatedPoint> view() const { return {data(), size_}; }
  [[nodiscard]] std::span<DatedPoint> view() { return {data(), size_}; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const DatedPoint& back() const { return data()[size_ - 1]; }

  // That many points, to be given their values; there were none before.
  [[nodiscard]] std::span<DatedPoint> lay_out(std::uint32_t size) {
    reserve(size);
    size_ = size;
    return view();
  }
  void insert(std::size_t index, DatedPoint point) {
    if (size_ == room_) reserve(room_ * 2);
    auto* const points = data();
    std::copy_backward(points + index, points + size_, points + size_ + 1);
    points[index] = point;
    ++size_;
  }

  friend bool operator==(const DatedPoints& a, const DatedPoints& b) {
    return std::ranges::equal(a.view(), b.view());
  }

 private:
  static constexpr std::uint32_t kInPlace = 2;
  [[nodiscard]] DatedPoint* data() { return heap_ ? heap_.get() : in_place_.data(); }
  [[nodiscard]] const DatedPoint* data() const { return heap_ ? heap_.get() : in_place_.data(); }
  void reserve(std::uint32_t room) {
    if (room <= room_) return;
    auto larger = std::make_unique<DatedPoint[]>(room);
    std::copy_n(data(), size_, larger.get());
    heap_ = std::move(larger);
    room_ = room;
  }

  std::array<DatedPoint, kInPlace> in_place_{};
  std::unique_ptr<DatedPoint[]> heap_;
  std::uint32_t size_ = 0;
  std::uint32_t room_ = kInPlace;
};

}  // namespace setoff
