#include "ledger/exchange/jsonl.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "ledger/text/utf8.h"

namespace setoff {
namespace {

constexpr std::string_view kBlanks = " \t\r";

Error too_long() {
  return {Code::too_large, "the line is longer than " + std::to_string(kJsonSizeMax) + " bytes"};
}

}  // namespace

EventLines::EventLines(std::istream& in)
    : source_([&in](std::span<char> out) -> Result<std::size_t> {
        in.read(out.data(), static_cast<std::streamsize>(out.size()));
        if (in.bad()) return Error(Code::cannot_read, "the input broke off");
        return static_cast<std::size_t>(in.gcount());
      }) {}

std::optional<EventLine> EventLines::next() {
  while (read_.empty())
    if (!fill()) return std::nullopt;
  auto line = std::move(read_.front());
  read_.pop_front();
  return line;
}

bool EventLines::fill() {
  if (ended_) return false;
  std::array<char, 65'536> buffer;
  std::size_t size = 0;
  // A byte order mark is known when all of it is there.
  do {
    const auto got = source_(std::span(buffer).subspan(size));
    if (!got) failure_ = got.error();
    ended_ = !got || *got == 0;
    size += got ? *got : 0;
  } while (!begun_ && !ended_ && size < kByteOrderMark.size());
  std::string_view bytes(buffer.data(), size);
  if (!begun_ && bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  begun_ = true;
  take(bytes);
  if (ended_ && !failure_) finish();
  return true;
}

void EventLines::take(std::string_view bytes) {
  while (!bytes.empty())
    switch (at_) {
      case At::line_begin:
      case At::list_begin:
      case At::item_begin:
        bytes = take_begin(bytes);
        break;
      case At::line:
        bytes = take_line(bytes);
        break;
      case At::item:
        bytes = take_item(bytes);
        break;
      case At::list_end:
        bytes = take_list_end(bytes);
        break;
      case At::lost:
        return;
    }
}

// What stands in front of an event: blanks, line ends, brackets of lists.
std::string_view EventLines::take_begin(std::string_view bytes) {
  const char c = bytes.front();
  if (c == '\n') ++number_;
  if (c == '\n' || kBlanks.find(c) != std::string_view::npos) return bytes.substr(1);
  first_ = number_;
  if (at_ == At::line_begin) {
    at_ = c == '[' ? At::list_begin : At::line;
    return bytes.substr(c == '[' ? 1 : 0);
  }
  if (c != ']') {
    begin_item();
    return bytes;
  }
  if (at_ == At::item_begin) {
    lose("an event is missing between the last comma and the end of the list");
  } else {
    read_.push_back({number_, Error(Code::bad_field, "the list holds no event")});
    at_ = At::list_end;
  }
  return bytes.substr(1);
}

std::string_view EventLines::take_line(std::string_view bytes) {
  const auto end = bytes.find('\n');
  const auto part = bytes.substr(0, end);
  too_long_ = too_long_ || text_.size() + part.size() > kJsonSizeMax + 1;
  if (end == std::string_view::npos) {
    if (!too_long_) text_ += part;
    return {};
  }
  if (text_.empty()) {
    add(part);
  } else {
    if (!too_long_) text_ += part;
    add(text_);
  }
  text_.clear();
  ++number_;
  at_ = At::line_begin;
  return bytes.substr(end + 1);
}

void EventLines::begin_item() {
  at_ = At::item;
  depth_ = 0;
  in_string_ = escaped_ = false;
}

std::string_view EventLines::take_item(std::string_view bytes) {
  const auto end = std::ranges::find_if(bytes, [&](char c) { return !item_goes_on(c); });
  const auto size = static_cast<std::size_t>(end - bytes.begin());
  too_long_ = too_long_ || text_.size() + size > kJsonSizeMax;
  if (!too_long_) text_ += bytes.substr(0, size);
  if (size == bytes.size()) return {};
  end_item(*end == ',' ? At::item_begin : At::list_end);
  return bytes.substr(size + 1);
}

// False for the comma or the bracket behind the event.
bool EventLines::item_goes_on(char c) {
  if (c == '\n') ++number_;
  if (in_string_) {
    in_string_ = escaped_ || c != '"';
    escaped_ = !escaped_ && c == '\\';
    return true;
  }
  in_string_ = c == '"';
  if (c == '{' || c == '[') ++depth_;
  if (depth_ == 0 && (c == ',' || c == ']')) return false;
  if (c == '}' || c == ']') --depth_;
  return true;
}

void EventLines::end_item(At next) {
  add(text_);
  text_.clear();
  at_ = next;
}

std::string_view EventLines::take_list_end(std::string_view bytes) {
  if (bytes.front() == '\n') {
    ++number_;
    at_ = At::line_begin;
  } else if (kBlanks.find(bytes.front()) == std::string_view::npos) {
    lose("something follows the list on its line; each list or event stands on lines of its own");
  }
  return bytes.substr(1);
}

void EventLines::finish() {
  if (at_ == At::line) add(text_);
  if (at_ == At::list_begin || at_ == At::item_begin || at_ == At::item)
    lose("the list that begins or goes on here has no end: its ']' is missing");
}

void EventLines::add(std::string_view text) {
  if (text.ends_with('\r')) text.remove_suffix(1);
  if (std::exchange(too_long_, false))
    read_.push_back({first_, too_long()});
  else
    read_.push_back({first_, reader_.read(text)});
}

void EventLines::lose(const std::string& why) {
  at_ = At::lost;
  read_.push_back({first_, Error(Code::bad_syntax, why)});
}

}  // namespace setoff
