#pragma once
// JoinedName: names joined by slashes, "delivery/gas/border", without heap allocation; the key of a
// span or a sum. Each part is a name of at most 64 characters.

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "ledger/base/check.h"

namespace setoff {

class JoinedName {
 public:
  JoinedName(std::initializer_list<std::string_view> parts) {
    for (const auto part : parts) {
      SETOFF_CHECK(size_ + part.size() + 1 <= text_.size());
      if (size_ > 0) text_[size_++] = '/';
      std::ranges::copy(part, text_.begin() + static_cast<std::ptrdiff_t>(size_));
      size_ += part.size();
    }
  }
  operator std::string_view() const { return {text_.data(), size_}; }  // NOLINT: implicit as text

 private:
  std::array<char, 208> text_;
  std::size_t size_ = 0;
};

}  // namespace setoff
