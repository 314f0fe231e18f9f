#pragma once
// FileId: which file a name leads to, whatever its name. Two names of one file have one id.

#include <cstdint>
#include <filesystem>
#include <optional>

namespace setoff {

struct FileId {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  friend bool operator==(const FileId&, const FileId&) = default;
};

// Of the file at the end of all links; nothing if there is none.
[[nodiscard]] std::optional<FileId> id_of(const std::filesystem::path& path);
[[nodiscard]] std::optional<FileId> id_of(int descriptor);

// How many names (hard links) the file has; 0 if there is none.
[[nodiscard]] std::uint64_t names_of(const std::filesystem::path& path);
// The file's own name, where `path` is a symbolic link to it: what belongs to a ledger is beside
// that name.
[[nodiscard]] std::filesystem::path own_name(const std::filesystem::path& path);

}  // namespace setoff
