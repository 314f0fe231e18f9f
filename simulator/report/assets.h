#pragma once
// The files of simulator/report/assets, embedded in the program as arrays by the build
// (embed_assets.cmake), so that a report needs no other files.

#include <string_view>

namespace setoff::simulator {

// Looks up a file by name ("page.css"); empty if the build embedded no such file.
[[nodiscard]] std::string_view asset(std::string_view name);

}  // namespace setoff::simulator
