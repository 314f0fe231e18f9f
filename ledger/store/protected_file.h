#pragma once
// Files that nothing may write over, known by what is in them, by their inode, and by the name of
// the ledger that they belong to.

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace setoff {

// What it is: "a ledger", "the log of a database", "a socket", "a file that is read here"; nothing
// for a name that is free or an ordinary file.
[[nodiscard]] std::optional<std::string> protected_as(
    const std::filesystem::path& path, std::span<const std::filesystem::path> inputs,
    std::span<const std::filesystem::path> ledgers);

// What may stand beside a ledger and belongs to it: SQLite's log, index and rollback journal, the
// note of the writer, the snapshot, its key, and the one that is being written.
[[nodiscard]] std::vector<std::filesystem::path> files_beside(const std::filesystem::path& ledger);

}  // namespace setoff
