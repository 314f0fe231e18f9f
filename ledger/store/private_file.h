#pragma once
// PrivateFile: a private file that a daemon keeps next to its ledger. Opening accepts only a
// regular file with one name that belongs to this user alone, never a link, a pipe or a device that
// somebody put there. It is always created anew, never overwritten. Errors: cannot_open if there is
// none; cannot_read, saying why, for a file that is not acceptable; cannot_write.

#include <filesystem>

#include "ledger/event/codec.h"

namespace setoff {

class PrivateFile {
 public:
  // Opens a file for reading.
  [[nodiscard]] static Result<PrivateFile> open(const std::filesystem::path& path);
  // Creates an empty file for the owner alone, replacing whatever had that name.
  [[nodiscard]] static Result<PrivateFile> make(const std::filesystem::path& path);
  ~PrivateFile();
  PrivateFile(PrivateFile&& other) noexcept;
  PrivateFile& operator=(PrivateFile&&) = delete;

  [[nodiscard]] int descriptor() const { return file_; }
  [[nodiscard]] Status write(ByteView bytes) const;
  [[nodiscard]] Status sync() const;
  // Reads up to `size` bytes from the start of the file.
  [[nodiscard]] Result<ByteBuffer> read(std::size_t size) const;

 private:
  PrivateFile(std::filesystem::path path, int file) : path_(std::move(path)), file_(file) {}
  [[nodiscard]] Error failed(Code code) const;

  std::filesystem::path path_;
  int file_;
};

}  // namespace setoff
