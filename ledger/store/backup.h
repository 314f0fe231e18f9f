#pragma once
// Backup: a consistent copy of a ledger, even while it is being written: one sealed file with
// complete tables. The copy is made under a temporary name in the same directory and renamed last,
// so that the backup is complete or absent. It never replaces another file. Errors: cannot_open,
// cannot_read, cannot_write, corrupt, not_a_ledger.

#include <filesystem>

#include "ledger/base/result.h"

namespace setoff {

class Backup {
 public:
  [[nodiscard]] static Result<Backup> make(const std::filesystem::path& ledger,
                                           const std::filesystem::path& file);
  ~Backup();  // removes a copy that was not kept
  Backup(Backup&& other) noexcept;
  Backup& operator=(Backup&&) = delete;

  // The temporary copy, to be checked before finish().
  [[nodiscard]] const std::filesystem::path& copy() const { return copy_; }
  // Renames the copy to its final name, durably.
  [[nodiscard]] Status finish();

 private:
  Backup(std::filesystem::path file, std::filesystem::path copy)
      : file_(std::move(file)), copy_(std::move(copy)) {}
  std::filesystem::path file_;
  std::filesystem::path copy_;  // empty after finish()
};

}  // namespace setoff
