#include "ledger/exchange/jsonl.h"

#include <algorithm>
#include <string_view>

namespace setoff {

namespace {
constexpr std::size_t kListEventsMax = 100'000;  // more do not fit into a line
}

// Waits for one character and takes with it what came along.
bool EventLines::fill() {
  constexpr std::streamsize kChunkMax = 1 << 16;
  auto& buffer = *in_.rdbuf();
  at_ = 0;
  chunk_.clear();
  if (buffer.sgetc() == std::char_traits<char>::eof()) return false;
  const auto there = std::clamp<std::streamsize>(buffer.in_avail(), 1, kChunkMax);
  chunk_.resize(static_cast<std::size_t>(there));
  const auto taken = buffer.sgetn(chunk_.data(), there);
  chunk_.resize(static_cast<std::size_t>(taken));
  return taken > 0;
}

EventLines::Taken EventLines::take_line() {
  line_.clear();
  bool too_long = false;
  bool any = false;
  while (true) {
    if (at_ == chunk_.size() && !fill()) {
      if (!any) return in_.bad() ? Taken::failed : Taken::end;
      break;
    }
    any = true;
    const auto end = chunk_.find('\n', at_);
    const auto part = std::string_view(chunk_).substr(at_, end - at_);
    too_long = too_long || line_.size() + part.size() > kJsonSizeMax + 1;
    if (!too_long) line_ += part;
    at_ += part.size();
    if (end == std::string::npos) continue;
    ++at_;
    break;
  }
  ++number_;
  if (line_.ends_with('\r')) line_.pop_back();
  return too_long ? Taken::too_long : Taken::line;
}

void EventLines::read_line() {
  const auto first = line_.find_first_not_of(" \t");
  if (first == std::string::npos) return;
  if (line_[first] != '[') {
    ready_.push_back({number_, reader_.read(line_)});
    return;
  }
  const auto status =
      reader_.read_each(line_, kListEventsMax,
                        [this](ReadEvent&& read, std::size_t index, std::optional<std::size_t>) {
                          ready_.push_back({number_, std::move(read.event), index});
                        });
  if (!status) ready_.push_back({number_, status.error()});
}

std::optional<EventLine> EventLines::next() {
  while (ready_.empty()) {
    switch (take_line()) {
      case Taken::end:
        return std::nullopt;
      case Taken::failed:
        return EventLine{number_, Error(Code::cannot_read, "the input broke off")};
      case Taken::too_long:
        return EventLine{
            number_, Error(Code::too_large,
                           "the line is longer than " + std::to_string(kJsonSizeMax) + " bytes")};
      case Taken::line:
        break;
    }
    read_line();
  }
  auto line = std::move(ready_.front());
  ready_.pop_front();
  return line;
}

}  // namespace setoff
