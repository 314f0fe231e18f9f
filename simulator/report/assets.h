#pragma once
// The files of simulator/report/assets as they stand in the program: the build turns them into
// arrays (embed_assets.cmake), so that a report needs nothing beside the program.

#include <string_view>

namespace setoff::sim {

// By file name, "page.css"; empty if the build embedded no such file.
[[nodiscard]] std::string_view asset(std::string_view name);

}  // namespace setoff::sim
