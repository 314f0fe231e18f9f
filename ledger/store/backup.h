#pragma once
// Backup: a copy of a ledger as it is at one moment, whoever writes it meanwhile: one sealed file
// with complete tables. It is made beside the name it is to have and gets the name last, so that
// there is a whole copy or none; never over another file. Errors: cannot_open, cannot_read,
// cannot_write, corrupt, not_a_ledger.

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

  // The copy, to be checked before it is kept.
  [[nodiscard]] const std::filesystem::path& copy() const { return copy_; }
  // Gives it its name, durably.
  [[nodiscard]] Status keep();

 private:
  Backup(std::filesystem::path file, std::filesystem::path copy)
      : file_(std::move(file)), copy_(std::move(copy)) {}
  std::filesystem::path file_;
  std::filesystem::path copy_;  // empty once it is kept
};

}  // namespace setoff
