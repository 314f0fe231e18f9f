#pragma once
// Name patterns: `*` matches any text, including the empty one; every other character matches
// itself. Never fails.

#include <string_view>

namespace setoff {

[[nodiscard]] bool matches_pattern(std::string_view pattern, std::string_view name);
[[nodiscard]] constexpr bool is_pattern(std::string_view text) {
  return text.find('*') != std::string_view::npos;
}

}  // namespace setoff
