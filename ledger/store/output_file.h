#pragma once
// The one way in which commands write files: whole or not at all, under a name beside the one it is
// to have, synced, then renamed. What is there already is replaced only if the caller was told to;
// and never a ledger or what belongs to one, a database, a socket, a device, or a file that the
// command reads. Files are compared by inode, whatever links lead to them. Errors: cannot_write,
// saying what is there and what to do.

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"

namespace setoff {

struct OutputRules {
  bool replace = false;                          // a file that is there
  std::vector<std::filesystem::path> inputs{};   // what the command reads
  std::vector<std::filesystem::path> ledgers{};  // with all that belongs to them
};

// Whether write_output() would write there, so that nothing is begun in vain.
[[nodiscard]] Status check_output(const std::filesystem::path& path, const OutputRules& rules);
[[nodiscard]] Status write_output(const std::filesystem::path& path, const OutputRules& rules,
                                  const std::function<Status(std::ostream&)>& write);
[[nodiscard]] Status write_output(const std::filesystem::path& path, const OutputRules& rules,
                                  std::string_view text);

// Whether a file may be written on at its end, as a log is: a new or an empty one, or one whose
// begin `is_own` knows.
[[nodiscard]] Status check_growing(const std::filesystem::path& path, const OutputRules& rules,
                                   const std::function<bool(std::string_view begin)>& is_own);

// Gives a file that is complete its name; refuses a name that is taken.
[[nodiscard]] Status rename_to_new(const std::filesystem::path& from,
                                   const std::filesystem::path& to);

}  // namespace setoff
