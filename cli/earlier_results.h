#pragma once
// What an earlier `setoff run` left in a folder, and whether it is still just that: then a new run
// may be told to replace it. Errors: cannot_write, saying what is there that no run wrote, and what
// to do; in_use for a ledger that a program writes to.

#include <cstdint>
#include <filesystem>
#include <span>

#include "ledger/base/result.h"

namespace setoff::cli {

// Whose lock the ledger is under: of nobody here, or of the caller, whose note stands beside it.
enum class LedgerLock : std::uint8_t { none, held };

// Whether the manifest in the folder names every result that is there, each as the run wrote it:
// files by their hashes, the ledger by its root and number of entries, with nothing beside it that
// a program works with; and has no member that no run writes.
[[nodiscard]] Status check_earlier_results(const std::filesystem::path& folder,
                                           std::span<const char* const> results, LedgerLock lock);

}  // namespace setoff::cli
