#pragma once
// JSON Lines of events: one event a line, or a list of them. Reads LF and CRLF ends, skips lines of
// blanks, knows the number of each line (from 1). A line is at most kJsonSizeMax bytes; a longer
// one is refused without keeping it in memory. Errors: those of EventReader, too_large, cannot_read
// if the stream fails.

#include <deque>
#include <istream>
#include <optional>
#include <ostream>
#include <string>

#include "ledger/exchange/event_json.h"

namespace setoff {

struct EventLine {
  std::uint64_t number = 0;  // of the line
  Result<ExchangedEvent> event;
  std::optional<std::size_t> item{};  // its place in the list, from 0; none for an event alone
};

class EventLines {
 public:
  explicit EventLines(std::istream& in) : in_(in) {}
  // The next event, or why its line is none; nothing at the end. A line that cannot be read does
  // not stop the next one from being read.
  [[nodiscard]] std::optional<EventLine> next();

 private:
  enum class Taken : std::uint8_t { line, too_long, end, failed };
  Taken take_line();
  // The events of the line, or why it holds none, into ready_.
  void read_line();
  bool fill();

  std::istream& in_;
  std::string chunk_;  // what was there to be read, without waiting for more
  std::size_t at_ = 0;
  EventReader reader_;
  std::string line_;
  std::deque<EventLine> ready_;  // read and not given out
  std::uint64_t number_ = 0;
};

}  // namespace setoff
