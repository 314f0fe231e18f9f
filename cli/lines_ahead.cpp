#include "cli/lines_ahead.h"

namespace setoff::cli {

std::vector<EventLine>& LinesAhead::next() {
  worker_.wait();
  lines_.clear();
  lines_.swap(ahead_);
  if (!lines_.empty()) read_on();
  return lines_;
}

void LinesAhead::read_on() {
  worker_.begin([this] {
    do {
      auto line = stream_.next();
      if (!line) return;
      ahead_.push_back(std::move(*line));
    } while (stream_.has_read());
  });
}

}  // namespace setoff::cli
