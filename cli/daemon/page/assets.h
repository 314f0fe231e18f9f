#pragma once
// The files of cli/daemon/page/assets, uPlot and openapi.json, embedded in the program; the build
// turns them into arrays (setoff_assets in cmake_layers.cmake).

#include <string_view>

namespace setoff::cli {

// By file name, "page.css"; empty if the build embedded no such file.
[[nodiscard]] std::string_view asset(std::string_view name);

}  // namespace setoff::cli
