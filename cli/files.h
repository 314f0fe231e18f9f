#pragma once
// Files written whole or not at all: beside the name they are to have, then renamed. Errors:
// cannot_write.

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string_view>

#include "ledger/base/result.h"

namespace setoff::cli {

[[nodiscard]] Status write_file(const std::filesystem::path& path, std::string_view text);
[[nodiscard]] Status write_file(const std::filesystem::path& path,
                                const std::function<Status(std::ostream&)>& write);

}  // namespace setoff::cli
