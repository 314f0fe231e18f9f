#pragma once
// AccountPath: an account path, class:owner:kind:object:line, split into its segments. The segments
// are views into the text; missing ones are empty, and the last one takes the rest of the text.

#include <string_view>

namespace setoff {

struct AccountPath {
  std::string_view account_class;
  std::string_view owner;
  std::string_view kind;
  std::string_view object;
  std::string_view line;
};

[[nodiscard]] constexpr AccountPath split_path(std::string_view path) {
  AccountPath out;
  for (auto* segment : {&out.account_class, &out.owner, &out.kind, &out.object}) {
    const auto colon = path.find(':');
    *segment = path.substr(0, colon);
    path = colon == std::string_view::npos ? std::string_view() : path.substr(colon + 1);
  }
  out.line = path;
  return out;
}

}  // namespace setoff
