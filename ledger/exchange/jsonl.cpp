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
      case At::open_line:
      case At::open:
        bytes = take_open(bytes);
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

// Consumes what precedes an event: blanks, newlines, brackets of lists.
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
    at_ = At::item;
    begin_brackets();
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
  if (!text_.empty() && !too_long_) text_ += part;
  end_line(text_.empty() ? part : text_);
  return bytes.substr(end + 1);
}

void EventLines::end_line(std::string_view line) {
  ++number_;
  at_ = At::line_begin;
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (too_long_) {
    add({});
  } else if (auto read = reader_.read(line);
             read || read.error().code != Code::bad_syntax || !leaves_open(line)) {
    read_.push_back({first_, std::move(read)});
  } else {
    at_ = At::open_line;
    if (text_.empty()) text_ = line;
    text_ += '\n';
    return;
  }
  text_.clear();
}

// Whether the line begins an object but does not complete it; a string cannot span lines.
bool EventLines::leaves_open(std::string_view line) {
  if (!line.starts_with('{')) return false;
  begin_brackets();
  for (const char c : line)
    follow_brackets(c);
  return depth_ > 0 && !in_string_;
}

std::string_view EventLines::take_open(std::string_view bytes) {
  if (at_ == At::open_line && (bytes.front() == '{' || bytes.front() == '[')) {
    end_item(At::line_begin);
    return bytes;
  }
  const auto end = bytes.find('\n');
  const bool whole = end != std::string_view::npos;
  const auto part = whole ? bytes.substr(0, end + 1) : bytes;
  too_long_ = too_long_ || text_.size() + part.size() > kJsonSizeMax;
  if (!too_long_) text_ += part;
  for (const char c : part)
    follow_brackets(c);
  at_ = whole ? At::open_line : At::open;
  if (whole) ++number_;
  if (whole && (depth_ <= 0 || in_string_)) end_item(At::line_begin);
  return bytes.substr(part.size());
}

void EventLines::begin_brackets() {
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

// Tracks which brackets and quotes are open after the character.
void EventLines::follow_brackets(char c) {
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
bool EventLines::item_goes_on(char c) {
  if (c == '\n') ++number_;
  if (!in_string_ && depth_ == 0 && (c == ',' || c == ']')) return false;
  follow_brackets(c);
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
  if (at_ == At::line || at_ == At::open_line || at_ == At::open) add(text_);
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
