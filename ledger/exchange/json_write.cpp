#include "ledger/exchange/json_write.h"

#include <algorithm>

namespace setoff {

namespace {

constexpr std::string_view kHex = "0123456789abcdef";

// Most text by far.
bool stands_as_it_is(char c) {
  return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

void append_code(std::uint32_t point, std::string& out) {
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4)
    out += kHex[(point >> static_cast<unsigned>(shift)) & 0x0FU];
}

struct Character {
  std::uint32_t point = 0;
  std::size_t size = 0;  // in bytes; 0 if the text begins with none
};

// The character that the text, which is not empty, begins with in UTF-8 (RFC 3629, section 4).
Character first_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return {};
  std::uint32_t point = lead & (0x7FU >> size);
  for (const char next : text.substr(1, size - 1)) {
    const auto byte = static_cast<unsigned char>(next);
    if ((byte & 0xC0U) != 0x80U) return {};
    point = (point << 6U) | (byte & 0x3FU);
  }
  const bool overlong = (size == 3 && point < 0x800) || (size == 4 && point < 0x10000);
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  return overlong || surrogate || point > 0x10FFFF ? Character{} : Character{point, size};
}

// Controls, and what turns the direction of the text around it or ends a line: a terminal, a log or
// a page that shows the JSON as it is must not obey a peer.
bool is_unseen(std::uint32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x61C ||
         (point >= 0x200B && point <= 0x200F) || (point >= 0x2028 && point <= 0x202E) ||
         (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF;
}

// Appends the first character of the text, which does not stand as it is; its bytes.
std::size_t append_special(std::string_view text, std::string& out) {
  const auto [point, size] = first_character(text);
  if (size == 0) {
    append_code(0xFFFD, out);  // a byte that is no character
    return 1;
  }
  if (point == '"' || point == '\\')
    (out += '\\') += static_cast<char>(point);
  else if (is_unseen(point))
    append_code(point, out);
  else
    out += text.substr(0, size);
  return size;
}

}  // namespace

void append_json_string(std::string_view text, std::string& out) {
  out += '"';
  while (true) {
    const auto* const stop = std::ranges::find_if_not(text, stands_as_it_is);
    const auto plain = static_cast<std::size_t>(stop - text.begin());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    text.remove_prefix(append_special(text, out));
  }
  out += '"';
}

void JsonWriter::separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  out_ += bracket;
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_json_string(name, out_);
  out_ += ':';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  separate();
  append_json_string(text, out_);
  return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
  separate();
  out_ += std::to_string(value);
  return *this;
}

JsonWriter& JsonWriter::count(std::uint64_t value) {
  separate();
  out_ += std::to_string(value);
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  separate();
  out_ += "null";
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

}  // namespace setoff
