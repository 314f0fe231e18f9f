#pragma once
// LineSplitter: splits incoming bytes into lines that end in LF or CRLF. It buffers an incomplete
// line; a line above the limit is not kept, and is reported once, at its end.

#include <string>
#include <string_view>

namespace setoff::cli {

class LineSplitter {
 public:
  explicit LineSplitter(std::size_t line_bytes_max) : max_(line_bytes_max) {}

  // Calls line(text) for each line that ends in `bytes`, too_long() for each above the limit. Skips
  // blank lines. The text is valid until the next call.
  template <class Line, class TooLong>
  void take(std::string_view bytes, Line&& line, TooLong&& too_long) {
    while (!bytes.empty()) {
      const auto end = bytes.find('\n');
      if (end == std::string_view::npos) return keep(bytes);
      finish(bytes.substr(0, end), line, too_long);
      bytes.remove_prefix(end + 1);
    }
  }
  // The input has ended: an incomplete line counts as a line.
  template <class Line, class TooLong>
  void end(Line&& line, TooLong&& too_long) {
    if (!partial_.empty() || over_) finish({}, line, too_long);
  }

  // Bytes of memory allocated, not only those in use.
  [[nodiscard]] std::size_t held() const { return partial_.capacity(); }
  [[nodiscard]] bool within_line() const { return over_ || !partial_.empty(); }

 private:
  template <class Line, class TooLong>
  void finish(std::string_view tail, Line& line, TooLong& too_long) {
    if (over_ || partial_.size() + tail.size() > max_) {
      too_long();
    } else if (partial_.empty()) {
      give(tail, line);
    } else {
      partial_ += tail;
      give(partial_, line);
    }
    forget();
  }
  template <class Line>
  static void give(std::string_view text, Line& line) {
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.find_first_not_of(" \t") != std::string_view::npos) line(text);
  }
  void keep(std::string_view bytes);
  void forget();

  std::size_t max_;
  std::string partial_;
  bool over_ = false;  // the current line is above the limit
};

}  // namespace setoff::cli
