#pragma once
// Patterns of names: `*` stands for any text, the empty one too; all else for itself. Never fails.

#include <string_view>

namespace setoff {

[[nodiscard]] bool matches_pattern(std::string_view pattern, std::string_view name);
[[nodiscard]] constexpr bool is_pattern(std::string_view text) {
  return text.find('*') != std::string_view::npos;
}

}  // namespace setoff
