#pragma once
// FileId: identifies a file independently of its name. All names of one file have the same id.

#include <cstdint>
#include <filesystem>
#include <optional>

#include "ledger/base/error.h"

namespace setoff {

struct FileId {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  friend bool operator==(const FileId&, const FileId&) = default;
};

// Id of the file after following all links; nullopt if there is none.
[[nodiscard]] std::optional<FileId> file_id(const std::filesystem::path& path);
[[nodiscard]] std::optional<FileId> file_id(int descriptor);

// "'<path>': <what errno says>", for a system call on the file that has just failed.
[[nodiscard]] Error system_error(Code code, const std::filesystem::path& path);

// Number of names (hard links) of the file; 0 if there is none.
[[nodiscard]] std::uint64_t link_count(const std::filesystem::path& path);
// The target if `path` is a symbolic link, else `path`. The other files of a ledger are next to
// that name.
[[nodiscard]] std::filesystem::path resolve_link(const std::filesystem::path& path);

}  // namespace setoff
