#pragma once
// Box<T>: a heap-allocated value that is copied and compared by content; for large or rare parts of
// otherwise small table rows. Empty only when default-constructed or moved from.

#include <memory>
#include <utility>

#include "ledger/base/check.h"

namespace setoff {

template <class T>
class Box {
 public:
  Box() = default;
  explicit Box(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Box(const Box& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Box(Box&&) noexcept = default;
  Box& operator=(const Box& other) { return *this = Box(other); }
  Box& operator=(Box&&) noexcept = default;
  ~Box() = default;

  [[nodiscard]] const T& operator*() const {
    CHECK(value_ != nullptr);
    return *value_;
  }
  [[nodiscard]] T& operator*() {
    CHECK(value_ != nullptr);
    return *value_;
  }
  friend bool operator==(const Box& a, const Box& b) {
    return a.value_ == b.value_ || (a.value_ && b.value_ && *a.value_ == *b.value_);
  }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace setoff
