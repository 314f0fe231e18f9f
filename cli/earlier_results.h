#pragma once
// Checks whether a folder still holds exactly what an earlier `setoff run` wrote, so that a new run
// may replace it. Errors: cannot_write, naming what no run wrote and what to do; in_use for a
// ledger that another program is writing.

#include <cstdint>
#include <filesystem>
#include <span>

#include "ledger/base/result.h"

namespace setoff::cli {

// Who holds the ledger's writer lock: nobody in this process, or the caller, whose lock file then
// is next to the ledger.
enum class LedgerLock : std::uint8_t { none, held };

// Succeeds if the manifest in the folder covers every result present, unchanged since the run:
// files by their hashes, the ledger by its root and number of entries. The manifest may have no
// member that no run writes, and the ledger no working file of another program next to it.
[[nodiscard]] Status check_earlier_results(const std::filesystem::path& folder,
                                           std::span<const char* const> results, LedgerLock lock);

}  // namespace setoff::cli
