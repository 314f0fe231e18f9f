#include "ledger/exchange/json_write.h"

#include <algorithm>

#include "ledger/text/printable.h"

namespace setoff {

namespace {

bool stands_as_it_is(char c) {
  return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

void append_escaped(char c, std::string& out) {
  if (c == '"' || c == '\\') {
    out += '\\';
    out += c;
    return;
  }
  constexpr std::string_view kHex = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  out += "\\u00";
  out += kHex[byte >> 4U];
  out += kHex[byte & 0x0FU];
}

}  // namespace

void append_json_string(std::string_view text, std::string& out) {
  out += '"';
  while (true) {
    const auto* const stop = std::ranges::find_if_not(text, stands_as_it_is);
    const auto plain = static_cast<std::size_t>(stop - text.begin());
    out += text.substr(0, plain);
    if (plain == text.size()) break;
    text.remove_prefix(plain);
    if (is_ascii(text.front())) {
      append_escaped(text.front(), out);
      text.remove_prefix(1);
      continue;
    }
    const auto foreign =
        static_cast<std::size_t>(std::ranges::find_if(text, is_ascii) - text.begin());
    append_printable(text.substr(0, foreign), Escaping::json, out);
    text.remove_prefix(foreign);
  }
  out += '"';
}

std::string indented_json(std::string_view compact, std::size_t step) {
  std::string out;
  std::size_t depth = 0;
  bool in_string = false;
  bool escaped = false;
  const auto new_line = [&] { out.append("\n").append(depth * step, ' '); };
  for (std::size_t i = 0; i < compact.size(); ++i) {
    const char c = compact[i];
    const bool opens = !in_string && (c == '{' || c == '[');
    const bool closes = !in_string && (c == '}' || c == ']');
    const bool empty = closes && (compact[i - 1] == '{' || compact[i - 1] == '[');
    if (closes) --depth;
    if (closes && !empty) new_line();
    out += c;
    if (in_string) {
      in_string = escaped || c != '"';
      escaped = !escaped && c == '\\';
      continue;
    }
    in_string = c == '"';
    if (opens) ++depth;
    const bool fills =
        opens && i + 1 < compact.size() && compact[i + 1] != '}' && compact[i + 1] != ']';
    if (fills || c == ',') new_line();
    if (c == ':') out += ' ';
  }
  return out;
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
