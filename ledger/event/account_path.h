#pragma once
// AccountPath: an account path, class:owner:kind:object:line, split into its segments. The segments
// are views into the text; missing ones are empty, and the last one takes the rest of the text.

#include <string>
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

// The inverse of split_path() for a path of five segments.
[[nodiscard]] inline std::string path_text(const AccountPath& path) {
  std::string text(path.account_class);
  for (const auto segment : {path.owner, path.kind, path.object, path.line})
    text.append(":").append(segment);
  return text;
}

[[nodiscard]] constexpr std::string_view line_of_path(std::string_view path) {
  return path.substr(path.rfind(':') + 1);
}

// Whether the path begins with all segments of `stem`, which may end with a colon; every path does
// if the stem is empty.
[[nodiscard]] constexpr bool is_under(std::string_view path, std::string_view stem) {
  return stem.empty() || path == stem ||
         (path.starts_with(stem) && (stem.back() == ':' || path[stem.size()] == ':'));
}

}  // namespace setoff
