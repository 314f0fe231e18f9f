#pragma once
// PrintableStream: the one way of the program to its terminal. While it lives, all that is written
// to the stream is escaped as ledger/text/printable.h says, wherever it came from; only
// write_own() passes escape sequences, which are the program's own colours and progress line.

#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace setoff::cli {

class PrintableBuffer final : public std::streambuf {
 public:
  explicit PrintableBuffer(std::streambuf& under) : under_(under) {}
  // As it is.
  bool pass(std::string_view own);

 protected:
  int_type overflow(int_type letter) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override;

 private:
  bool put(std::string_view text);
  bool put_rest();

  std::streambuf& under_;
  std::string rest_;  // the begin of a character whose end is still to come
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

// JSON in one piece, and the end of its line.
void print_json(std::ostream& out, std::string_view json);
// A text of the program that may act on the terminal; all foreign parts of it are escaped already.
void write_own(std::ostream& out, std::string_view text);

}  // namespace setoff::cli
