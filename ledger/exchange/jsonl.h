#pragma once
// Texts of events: one event a line, an event over several lines, or a list of events. Reads LF and
// CRLF ends, skips a byte order mark at the start and blank lines, knows the number of each line
// (from 1). An event that its line leaves open goes on until its braces are closed, or until a line
// has a bracket in its first column: there another event begins, and the open one is bad_syntax. An
// event is at most kJsonSizeMax bytes; a longer one is refused without keeping it in memory.
// Errors: those of EventReader, too_large; bad_syntax for a list that does not hold together, with
// which reading ends, since nothing says where the next event begins.

#include <deque>
#include <functional>
#include <istream>
#include <optional>
#include <span>
#include <string>

#include "ledger/exchange/event_json.h"

namespace setoff {

struct EventLine {
  std::uint64_t number = 0;  // of the line on which it begins
  Result<ExchangedEvent> event;
};

class EventLines {
 public:
  // Puts the next bytes into the span and says how many; 0 at the end.
  using Source = std::function<Result<std::size_t>(std::span<char>)>;
  explicit EventLines(Source source) : source_(std::move(source)) {}
  explicit EventLines(std::istream& in);

  // The next event, or why its text is none; nothing at the end, or where the source failed. A text
  // that cannot be read does not stop the next one from being read.
  [[nodiscard]] std::optional<EventLine> next();
  // What the source failed with.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

 private:
  enum class At : std::uint8_t {
    line_begin,
    line,
    open_line,   // at the start of a line of an event over several
    open,        // within such a line
    list_begin,  // behind its bracket
    item_begin,  // behind a comma
    item,
    list_end,  // behind its bracket, on the same line
    lost,      // nothing says where the next event begins
  };

  bool fill();
  void finish();
  void take(std::string_view bytes);
  std::string_view take_begin(std::string_view bytes);
  std::string_view take_line(std::string_view bytes);
  std::string_view take_open(std::string_view bytes);
  std::string_view take_item(std::string_view bytes);
  std::string_view take_list_end(std::string_view bytes);
  void end_line(std::string_view line);
  [[nodiscard]] bool leaves_open(std::string_view line);
  void begin_brackets();
  void follow_brackets(char c);
  bool item_goes_on(char c);
  void end_item(At next);
  void add(std::string_view text);
  void lose(const std::string& why);

  Source source_;
  std::optional<Error> failure_;
  std::deque<EventLine> read_;
  bool begun_ = false;
  bool ended_ = false;
  At at_ = At::line_begin;
  std::string text_;  // of the event so far
  bool too_long_ = false;
  bool in_string_ = false;
  bool escaped_ = false;
  int depth_ = 0;
  std::uint64_t number_ = 1;  // of the line
  std::uint64_t first_ = 1;   // on which the event began
  EventReader reader_;
};

}  // namespace setoff
