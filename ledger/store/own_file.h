#pragma once
// OwnFile: a file that a daemon keeps beside its ledger for itself. It is opened only as what it
// should be: a plain file of this user alone with one name, never a link, a pipe or a device that
// somebody put there; and it is made anew, never written over. Errors: cannot_open if there is
// none; cannot_read, saying why, for what is not as it should be; cannot_write.

#include <filesystem>

#include "ledger/core/codec.h"

namespace setoff {

class OwnFile {
 public:
  // To be read.
  [[nodiscard]] static Result<OwnFile> open(const std::filesystem::path& path);
  // Empty, for the owner alone, in the place of whatever had the name.
  [[nodiscard]] static Result<OwnFile> make(const std::filesystem::path& path);
  ~OwnFile();
  OwnFile(OwnFile&& other) noexcept;
  OwnFile& operator=(OwnFile&&) = delete;

  [[nodiscard]] int descriptor() const { return file_; }
  [[nodiscard]] Status write(ByteView bytes) const;
  [[nodiscard]] Status sync() const;
  // Up to `size` bytes from the front.
  [[nodiscard]] Result<ByteBuffer> read(std::size_t size) const;

 private:
  OwnFile(std::filesystem::path path, int file) : path_(std::move(path)), file_(file) {}
  [[nodiscard]] Error failed(Code code) const;

  std::filesystem::path path_;
  int file_;
};

}  // namespace setoff
