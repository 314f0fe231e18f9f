#include "cli/lines_ahead.h"

namespace setoff::cli {

std::vector<EventLine>& LinesAhead::next() {
  if (never_waits_)
    worker_.wait();
  else
    read();
  lines_.clear();
  lines_.swap(ahead_);
  if (never_waits_ && !lines_.empty()) worker_.begin([this] { read(); });
  return lines_;
}

void LinesAhead::read() {
  do {
    auto line = stream_.next();
    if (!line) return;
    ahead_.push_back(std::move(*line));
  } while (stream_.has_read());
}

}  // namespace setoff::cli
