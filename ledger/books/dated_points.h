#pragma once
// DatedPoints: the points of a dated series in day order. Most series of a lot have two or three
// points (opened, used, closed), which are stored in place; longer ones go to the heap. Points are
// added and never removed.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>

#include "ledger/base/date.h"

namespace setoff {

// A day and the total at its end. The total is stored in halves, so that a point takes 12 bytes:
// the books have millions of them.
class DatedPoint {
 public:
  DatedPoint() = default;
  DatedPoint(Day its_day, std::int64_t total)
      : day(its_day), halves_(std::bit_cast<Halves>(total)) {}
  Day day;
  [[nodiscard]] std::int64_t total() const { return std::bit_cast<std::int64_t>(halves_); }
  void set_total(std::int64_t total) { halves_ = std::bit_cast<Halves>(total); }
  friend bool operator==(const DatedPoint&, const DatedPoint&) = default;

 private:
  using Halves = std::array<std::uint32_t, 2>;
  Halves halves_{};
};
static_assert(sizeof(DatedPoint) == 12);

class DatedPoints {
 public:
  DatedPoints() = default;
  DatedPoints(const DatedPoints& other) {
    std::ranges::copy(other.view(), resize_for_overwrite(other.size_));
  }
  DatedPoints(DatedPoints&& other) noexcept
      : in_place_(other.in_place_), size_(std::exchange(other.size_, 0)) {}
  DatedPoints& operator=(const DatedPoints& other) { return *this = DatedPoints(other); }
  DatedPoints& operator=(DatedPoints&& other) noexcept {
    std::swap(in_place_, other.in_place_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~DatedPoints() {
    if (on_heap()) delete[] heap();
  }

  [[nodiscard]] std::span<const DatedPoint> view() const { return {data(), size_}; }
  [[nodiscard]] std::span<DatedPoint> view() { return {data(), size_}; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const DatedPoint& back() const { return data()[size_ - 1]; }

  // Allocates `size` points for the caller to fill in and returns the first. There must be none
  // yet.
  [[nodiscard]] DatedPoint* resize_for_overwrite(std::uint32_t size) {
    if (size > kInPlace) set_heap(new DatedPoint[room(size)]);
    size_ = size;
    return data();
  }
  void push_back(DatedPoint point) {
    if (size_ == room(size_)) move_to_larger();
    ++size_;
    data()[size_ - 1] = point;
  }
  void insert(std::size_t index, DatedPoint point) {
    push_back(point);
    auto* const points = data();
    std::copy_backward(points + index, points + size_ - 1, points + size_);
    points[index] = point;
  }

  friend bool operator==(const DatedPoints& a, const DatedPoints& b) {
    return std::ranges::equal(a.view(), b.view());
  }

 private:
  static constexpr std::uint32_t kInPlace = 3;
  static constexpr std::uint32_t kDoubled = 64;
  // The capacity for `size` points.
  static constexpr std::uint32_t room(std::uint32_t size) {
    if (size <= kInPlace) return kInPlace;
    if (size <= kDoubled) return std::bit_ceil(size);
    const auto step = std::bit_floor(size) / 8;  // grows by an eighth
    return (size + step - 1) & ~(step - 1);
  }
  [[nodiscard]] bool on_heap() const { return size_ > kInPlace; }
  // If the points are on the heap, in_place_ stores their address.
  [[nodiscard]] DatedPoint* heap() const {
    DatedPoint* points = nullptr;
    std::memcpy(&points, in_place_.data(), sizeof points);
    return points;
  }
  void set_heap(DatedPoint* points) {
    std::memcpy(static_cast<void*>(in_place_.data()), &points, sizeof points);
  }
  [[nodiscard]] DatedPoint* data() { return on_heap() ? heap() : in_place_.data(); }
  [[nodiscard]] const DatedPoint* data() const { return on_heap() ? heap() : in_place_.data(); }
  // Moves a full table to a larger one. The caller must add a point at once: capacity follows from
  // size_.
  void move_to_larger() {
    auto* const old = data();
    auto* const larger = new DatedPoint[room(size_ + 1)];
    std::copy_n(old, size_, larger);
    if (on_heap()) delete[] old;
    set_heap(larger);
  }

  std::array<DatedPoint, kInPlace> in_place_{};
  std::uint32_t size_ = 0;
};

}  // namespace setoff
