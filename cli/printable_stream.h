#pragma once
// PrintableStream: the program's only way to write to its terminal. While it lives, everything
// written to the stream is escaped as ledger/text/printable.h describes, whatever its origin; only
// write_own() passes escape sequences: the program's own colours and progress line.

#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace setoff::cli {

class PrintableBuffer final : public std::streambuf {
 public:
  explicit PrintableBuffer(std::streambuf& under) : under_(under) {}
  // Writes without escaping; false if that failed.
  bool pass(std::string_view own);

 protected:
  int_type overflow(int_type letter) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override;

 private:
  bool put(std::string_view text);
  bool flush_rest();

  std::streambuf& under_;
  std::string rest_;  // the first bytes of a character that is not complete yet
};

class PrintableStream {
 public:
  explicit PrintableStream(std::ostream& stream);
  ~PrintableStream();
  PrintableStream(const PrintableStream&) = delete;
  PrintableStream& operator=(const PrintableStream&) = delete;

 private:
  std::ostream& stream_;
  std::streambuf* before_;
  PrintableBuffer buffer_;
};

// Prints JSON and ends the line.
void print_json(std::ostream& out, std::string_view json);
// Writes text of the program that may control the terminal; its foreign parts must be escaped
// already.
void write_own(std::ostream& out, std::string_view text);

}  // namespace setoff::cli
