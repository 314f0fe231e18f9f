#pragma once
// Indirect<T>: a heap-allocated value that is copied and compared by content; for large or rare
// parts of otherwise small table rows. Empty only when default-constructed or moved from.

#include <memory>
#include <utility>

#include "ledger/base/check.h"

namespace setoff {

template <class T>
class Indirect {
 public:
  Indirect() = default;
  explicit Indirect(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Indirect(const Indirect& other)
      : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Indirect(Indirect&&) noexcept = default;
  Indirect& operator=(const Indirect& other) { return *this = Indirect(other); }
  Indirect& operator=(Indirect&&) noexcept = default;
  ~Indirect() = default;

  [[nodiscard]] const T& operator*() const {
    SETOFF_CHECK(value_ != nullptr);
    return *value_;
  }
  [[nodiscard]] T& operator*() {
    SETOFF_CHECK(value_ != nullptr);
    return *value_;
  }
  friend bool operator==(const Indirect& a, const Indirect& b) {
    return a.value_ == b.value_ || (a.value_ && b.value_ && *a.value_ == *b.value_);
  }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace setoff
