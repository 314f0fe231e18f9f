#pragma once
// Recognises files that must never be overwritten: by content, by inode, and by the name of the
// ledger that they belong to.

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace setoff {

// Describes a protected file: "a ledger", "the log of a database", "a socket", "a file that is read
// here"; nullopt for an unused name or an ordinary file.
[[nodiscard]] std::optional<std::string> protected_as(
    const std::filesystem::path& path, std::span<const std::filesystem::path> inputs,
    std::span<const std::filesystem::path> ledgers);

// The files that may exist next to a ledger and belong to it: SQLite's log, index and rollback
// journal, the writer's note, the snapshot, its key, and the snapshot that is being written.
[[nodiscard]] std::vector<std::filesystem::path> companion_files(
    const std::filesystem::path& ledger);

}  // namespace setoff
