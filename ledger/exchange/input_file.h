#pragma once
// InputFile: a file that a command reads, or standard input, as bytes. read() waits for the first
// byte and returns what is available, so that a live pipe is read as it flows. Errors: cannot_open
// for anything that is not a readable file; cannot_read with the system's error message.

#include <cstddef>
#include <span>
#include <string>

#include "ledger/base/result.h"

namespace setoff {

class InputFile {
 public:
  // `-` is standard input.
  [[nodiscard]] static Result<InputFile> open(const std::string& name);
  ~InputFile();
  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&&) = delete;

  // Reads into `out` and returns the number of bytes; 0 at the end.
  [[nodiscard]] Result<std::size_t> read(std::span<char> out);
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] std::size_t size() const;  // bytes; 0 if unknown

 private:
  InputFile(std::string name, int number) : name_(std::move(name)), number_(number) {}
  std::string name_;
  int number_;
};

}  // namespace setoff
