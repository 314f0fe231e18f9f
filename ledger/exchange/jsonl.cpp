#include "ledger/exchange/jsonl.h"

namespace setoff {

EventLines::Taken EventLines::take_line() {
  line_.clear();
  auto& buffer = *in_.rdbuf();
  constexpr auto kEnd = std::char_traits<char>::eof();
  bool too_long = false;
  bool any = false;
  for (auto c = buffer.sbumpc();; c = buffer.sbumpc()) {
    if (c == kEnd) {
      if (!any) return in_.bad() ? Taken::failed : Taken::end;
      break;
    }
    any = true;
    if (c == '\n') break;
    if (line_.size() > kJsonSizeMax)
      too_long = true;
    else
      line_ += static_cast<char>(c);
  }
  ++number_;
  if (line_.ends_with('\r')) line_.pop_back();
  return too_long ? Taken::too_long : Taken::line;
}

std::optional<EventLine> EventLines::next() {
  while (true) {
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
    if (line_.find_first_not_of(" \t") == std::string::npos) continue;
    return EventLine{number_, reader_.read(line_)};
  }
}

}  // namespace setoff
