#pragma once
// Streams of events: one event per line, an event over several lines, or a list of events. Accepts
// LF and CRLF line endings, skips a byte order mark at the start and blank lines, and counts lines
// (from 1). An event that is incomplete at the end of its line continues until its braces are
// closed, or until a line has a bracket in its first column: there another event begins, and the
// incomplete one is bad_syntax. An event is at most kJsonSizeMax bytes; a longer one is refused
// without keeping it in memory. Errors: those of EventReader; too_large; bad_syntax for a malformed
// list, which ends reading, since the start of the next event is unknown.

#include <deque>
#include <functional>
#include <istream>
#include <optional>
#include <span>
#include <string>

#include "ledger/exchange/event_json.h"

namespace setoff {

struct EventLine {
  std::uint64_t number = 0;  // of the line where it begins
  Result<ExchangedEvent> event;
};

class EventStream {
 public:
  // Puts the next bytes into the span and returns their number; 0 at the end.
  using Source = std::function<Result<std::size_t>(std::span<char>)>;
  explicit EventStream(Source source) : source_(std::move(source)) {}
  explicit EventStream(std::istream& in);

  // Returns the next event, or why its text is not one; nullopt at the end or if the source failed.
  // A text that cannot be read does not stop the next one from being read.
  [[nodiscard]] std::optional<EventLine> next();
  // Whether next() has an event without asking the source for more.
  [[nodiscard]] bool has_read() const { return !read_.empty(); }
  // The source's error, if it failed.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

 private:
  enum class ParseState : std::uint8_t {
    line_begin,
    line,
    open_line,   // at the start of a line within a multi-line event
    open,        // within such a line
    list_begin,  // after its opening bracket
    item_begin,  // after a comma
    item,
    list_end,  // after its closing bracket, on the same line
    lost,      // the start of the next event is unknown
  };

  bool fill();
  void finish();
  void consume(std::string_view bytes);
  std::string_view consume_begin(std::string_view bytes);
  std::string_view consume_line(std::string_view bytes);
  std::string_view consume_open(std::string_view bytes);
  std::string_view consume_item(std::string_view bytes);
  std::string_view consume_list_end(std::string_view bytes);
  void end_line(std::string_view line);
  [[nodiscard]] bool leaves_open(std::string_view line);
  void begin_brackets();
  void follow_brackets(char c);
  bool item_goes_on(char c);
  void end_item(ParseState next);
  void add(std::string_view text);
  void skip_with_error(const std::string& why);

  Source source_;
  std::optional<Error> failure_;
  std::deque<EventLine> read_;
  bool begun_ = false;
  bool ended_ = false;
  ParseState parse_state_ = ParseState::line_begin;
  std::string text_;  // of the event so far
  bool too_long_ = false;
  bool in_string_ = false;
  bool escaped_ = false;
  int depth_ = 0;
  std::uint64_t number_ = 1;  // of the current line
  std::uint64_t first_ = 1;   // of the line where the event began
  EventReader reader_;
};

}  // namespace setoff
