#pragma once
// Files that the daemon serves and that stand in the program: the build embeds every file of
// cli/daemon/assets (embed_assets.cmake).

#include <string_view>

namespace setoff::cli {

struct Asset {
  std::string_view path;  // "/openapi.json"; index.html is "/"
  std::string_view content_type;
  std::string_view bytes;
};

// Null if there is no such file.
[[nodiscard]] const Asset* find_asset(std::string_view path);

}  // namespace setoff::cli
