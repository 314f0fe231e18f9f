#pragma once
// SendWindow: the lines of an input that have no receipt yet, sent or not, and the input they come
// from. Skips blank lines and a byte order mark. A line is at most 16 MiB.

#include <deque>
#include <optional>
#include <string>

#include "cli/daemon/client/send.h"
#include "ledger/exchange/input_file.h"

namespace setoff::cli {

struct SendLine {
  std::uint64_t number = 0;
  std::string text;  // with the line end
};

class SendWindow {
 public:
  SendWindow(InputFile& in, const SendSettings& settings) : in_(in), settings_(settings) {}

  // Whether the window has room for more input, and the input has not ended.
  [[nodiscard]] bool takes_input() const {
    return !ended_ && lines_.size() < settings_.window_lines && bytes_ < settings_.window_bytes;
  }
  [[nodiscard]] int input() const { return in_.number(); }
  // Reads what the input has; blocks if there is nothing yet.
  void read_input();
  void wait_for_line() {
    while (lines_.empty() && !ended_)
      read_input();
  }
  // The error that ended the input, if any.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
  [[nodiscard]] bool empty() const { return lines_.empty(); }
  // Everything is answered and no more input follows.
  [[nodiscard]] bool done() const { return lines_.empty() && ended_; }
  [[nodiscard]] const SendLine& front() const { return lines_.front(); }
  [[nodiscard]] bool none_taken() const { return taken_ == 0; }
  [[nodiscard]] bool all_taken() const { return taken_ == lines_.size(); }
  // Appends the lines not taken since the last rewind(), one after another.
  void take(std::string& out) {
    for (; taken_ < lines_.size(); ++taken_)
      out += lines_[taken_].text;
  }
  void rewind() { taken_ = 0; }
  void pop() {
    bytes_ -= lines_.front().text.size();
    lines_.pop_front();
    --taken_;
  }

 private:
  void take(std::string_view bytes);
  void end_line();

  InputFile& in_;
  const SendSettings& settings_;
  std::optional<Error> failure_;
  bool ended_ = false;
  std::string text_;  // the incomplete line
  std::deque<SendLine> lines_;
  std::size_t taken_ = 0;
  std::size_t bytes_ = 0;
  std::uint64_t number_ = 0;
};

}  // namespace setoff::cli
