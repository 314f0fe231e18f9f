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

EventStream::EventStream(std::istream& in)
    : source_([&in](std::span<char> out) -> Result<std::size_t> {
        in.read(out.data(), static_cast<std::streamsize>(out.size()));
        if (in.bad()) return Error(Code::cannot_read, "the input broke off");
        return static_cast<std::size_t>(in.gcount());
      }) {}

std::optional<EventLine> EventStream::next() {
  while (read_.empty())
    if (!fill()) return std::nullopt;
  auto line = std::move(read_.front());
  read_.pop_front();
  return line;
}

bool EventStream::fill() {
  if (ended_) return false;
  std::array<char, 65'536> buffer;
  std::size_t size = 0;
  // A byte order mark can be recognised only once all of it has arrived.
  do {
    const auto got = source_(std::span(buffer).subspan(size));
    if (!got) failure_ = got.error();
    ended_ = !got || *got == 0;
    size += got ? *got : 0;
  } while (!begun_ && !ended_ && size < kByteOrderMark.size());
  std::string_view bytes(buffer.data(), size);
  if (!begun_ && bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  begun_ = true;
  consume(bytes);
  if (ended_ && !failure_) finish();
  return true;
}

void EventStream::consume(std::string_view bytes) {
  while (!bytes.empty())
    switch (parse_state_) {
      case ParseState::line_begin:
      case ParseState::list_begin:
      case ParseState::item_begin:
        bytes = consume_begin(bytes);
        break;
      case ParseState::line:
        bytes = consume_line(bytes);
        break;
      case ParseState::open_line:
      case ParseState::open:
        bytes = consume_open(bytes);
        break;
      case ParseState::item:
        bytes = consume_item(bytes);
        break;
      case ParseState::list_end:
        bytes = consume_list_end(bytes);
        break;
      case ParseState::lost:
        return;
    }
}

// Consumes what precedes an event: blanks, newlines, brackets of lists.
std::string_view EventStream::consume_begin(std::string_view bytes) {
  const char c = bytes.front();
  if (c == '\n') ++number_;
  if (c == '\n' || kBlanks.find(c) != std::string_view::npos) return bytes.substr(1);
  first_ = number_;
  if (parse_state_ == ParseState::line_begin) {
    parse_state_ = c == '[' ? ParseState::list_begin : ParseState::line;
    return bytes.substr(c == '[' ? 1 : 0);
  }
  if (c != ']') {
    parse_state_ = ParseState::item;
    begin_brackets();
    return bytes;
  }
  if (parse_state_ == ParseState::item_begin) {
    skip_with_error("an event is missing between the last comma and the end of the list");
  } else {
    read_.push_back({number_, Error(Code::bad_field, "the list holds no event")});
    parse_state_ = ParseState::list_end;
  }
  return bytes.substr(1);
}

std::string_view EventStream::consume_line(std::string_view bytes) {
  const auto end = bytes.find('\n');
  const auto part = bytes.substr(0, end);
  too_long_ = too_long_ || text_.size() + part.size() > kJsonSizeMax + 1;
  if (end == std::string_view::npos) {
    if (!too_long_) text_ += part;
    return {};
  }
  if (!text_.empty() && !too_long_) text_ += part;
  end_line(text_.empty() ? part : text_);
  return bytes.substr(end + 1);
}

void EventStream::end_line(std::string_view line) {
  ++number_;
  parse_state_ = ParseState::line_begin;
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (too_long_) {
    add({});
  } else if (auto read = reader_.read(line);
             read || read.error().code != Code::bad_syntax || !leaves_open(line)) {
    read_.push_back({first_, std::move(read)});
  } else {
    parse_state_ = ParseState::open_line;
    if (text_.empty()) text_ = line;
    text_ += '\n';
    return;
  }
  text_.clear();
}

// Whether the line begins an object but does not complete it; a string cannot span lines.
bool EventStream::leaves_open(std::string_view line) {
  if (!line.starts_with('{')) return false;
  begin_brackets();
  for (const char c : line)
    follow_brackets(c);
  return depth_ > 0 && !in_string_;
}

std::string_view EventStream::consume_open(std::string_view bytes) {
  if (parse_state_ == ParseState::open_line && (bytes.front() == '{' || bytes.front() == '[')) {
    end_item(ParseState::line_begin);
    return bytes;
  }
  const auto end = bytes.find('\n');
  const bool whole = end != std::string_view::npos;
  const auto part = whole ? bytes.substr(0, end + 1) : bytes;
  too_long_ = too_long_ || text_.size() + part.size() > kJsonSizeMax;
  if (!too_long_) text_ += part;
  for (const char c : part)
    follow_brackets(c);
  parse_state_ = whole ? ParseState::open_line : ParseState::open;
  if (whole) ++number_;
  if (whole && (depth_ <= 0 || in_string_)) end_item(ParseState::line_begin);
  return bytes.substr(part.size());
}

void EventStream::begin_brackets() {
  depth_ = 0;
  in_string_ = escaped_ = false;
}

std::string_view EventStream::consume_item(std::string_view bytes) {
  const auto end = std::ranges::find_if(bytes, [&](char c) { return !item_goes_on(c); });
  const auto size = static_cast<std::size_t>(end - bytes.begin());
  too_long_ = too_long_ || text_.size() + size > kJsonSizeMax;
  if (!too_long_) text_ += bytes.substr(0, size);
  if (size == bytes.size()) return {};
  end_item(*end == ',' ? ParseState::item_begin : ParseState::list_end);
  return bytes.substr(size + 1);
}

// Tracks which brackets and quotes are open after the character.
void EventStream::follow_brackets(char c) {
  if (in_string_) {
    in_string_ = escaped_ || c != '"';
    escaped_ = !escaped_ && c == '\\';
    return;
  }
  in_string_ = c == '"';
  if (c == '{' || c == '[') ++depth_;
  if (c == '}' || c == ']') --depth_;
}

// False for the comma or bracket after the event.
bool EventStream::item_goes_on(char c) {
  if (c == '\n') ++number_;
  if (!in_string_ && depth_ == 0 && (c == ',' || c == ']')) return false;
  follow_brackets(c);
  return true;
}

void EventStream::end_item(ParseState next) {
  add(text_);
  text_.clear();
  parse_state_ = next;
}

std::string_view EventStream::consume_list_end(std::string_view bytes) {
  if (bytes.front() == '\n') {
    ++number_;
    parse_state_ = ParseState::line_begin;
  } else if (kBlanks.find(bytes.front()) == std::string_view::npos) {
    skip_with_error(
        "something follows the list on its line; each list or event stands on lines of its own");
  }
  return bytes.substr(1);
}

void EventStream::finish() {
  if (parse_state_ == ParseState::line || parse_state_ == ParseState::open_line ||
      parse_state_ == ParseState::open)
    add(text_);
  if (parse_state_ == ParseState::list_begin || parse_state_ == ParseState::item_begin ||
      parse_state_ == ParseState::item)
    skip_with_error("the list that begins or goes on here has no end: its ']' is missing");
}

void EventStream::add(std::string_view text) {
  if (text.ends_with('\r')) text.remove_suffix(1);
  if (std::exchange(too_long_, false))
    read_.push_back({first_, too_long()});
  else
    read_.push_back({first_, reader_.read(text)});
}

void EventStream::skip_with_error(const std::string& why) {
  parse_state_ = ParseState::lost;
  read_.push_back({first_, Error(Code::bad_syntax, why)});
}

}  // namespace setoff
