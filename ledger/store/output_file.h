#pragma once
// The only way in which commands write files: completely or not at all, under a temporary name in
// the same directory, synced, then renamed. An existing file that is not empty is replaced only if
// the caller allows it, and never if it is a ledger or belongs to one, a database, a socket, a
// device, or a file that the command reads. A file that is replaced keeps its permissions. Files
// are compared by inode, whatever links refer to them. Errors: cannot_write, saying what is there
// and what to do.

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"

namespace setoff {

struct OutputRules {
  bool replace = false;                          // an existing file may be replaced
  std::vector<std::filesystem::path> inputs{};   // files that the command reads
  std::vector<std::filesystem::path> ledgers{};  // with all files that belong to them
};

// Whether write_output() would write there; for a command to ask before it starts its work.
[[nodiscard]] Status check_output(const std::filesystem::path& path, const OutputRules& rules);
[[nodiscard]] Status write_output(const std::filesystem::path& path, const OutputRules& rules,
                                  const std::function<Status(std::ostream&)>& write);
[[nodiscard]] Status write_output(const std::filesystem::path& path, const OutputRules& rules,
                                  std::string_view text);

// Whether a file may be appended to, as a log is: it is new or empty, or `is_own` recognises its
// first bytes (at most 64). `rules.replace` has no effect.
[[nodiscard]] Status check_append_target(const std::filesystem::path& path,
                                         const OutputRules& rules,
                                         const std::function<bool(std::string_view begin)>& is_own);

// Renames a complete file; fails if the new name exists.
[[nodiscard]] Status rename_to_new(const std::filesystem::path& from,
                                   const std::filesystem::path& to);

}  // namespace setoff
