#include "ledger/text/printable.h"

#include <algorithm>

#include "ledger/text/utf8.h"

namespace setoff {
namespace {

// A character, or one byte that does not begin one.
struct Piece {
  char32_t point = 0;
  std::size_t size = 1;
  bool valid = false;
};

Piece piece_at(std::string_view text, std::size_t at) {
  const auto size = utf8_length(text, at);
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (size == 0) return {byte(0), 1, false};
  if (size == 1) return {byte(0), 1, true};
  constexpr unsigned kLead[] = {0, 0, 0x1F, 0x0F, 0x07};
  char32_t point = byte(0) & kLead[size];
  for (std::size_t i = 1; i < size; ++i)
    point = (point << 6U) | (byte(i) & 0x3FU);
  return {point, size, true};
}

// Characters that change the writing direction, end a line, or are invisible. The joiners U+200C
// and U+200D are kept: Persian is written with them.
bool is_direction_or_unseen(char32_t point) {
  return point == 0x061C || point == 0x200B || point == 0x200E || point == 0x200F ||
         (point >= 0x2028 && point <= 0x202E) || (point >= 0x2060 && point <= 0x206F) ||
         point == 0xFEFF;
}

bool stands(const Piece& piece, Escaping escaping) {
  if (!piece.valid) return false;
  const auto point = piece.point;
  if (point == '\n' || point == '\t') return escaping != Escaping::line;
  if (point < 0x20 || (point >= 0x7F && point <= 0x9F)) return false;
  return !is_direction_or_unseen(point);
}

void append_hex(char32_t value, std::size_t digits, std::string& out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  for (std::size_t i = digits; i > 0; --i)
    out += kHex[(value >> (4 * (i - 1))) & 0x0FU];
}

void append_escape(const Piece& piece, Escaping escaping, std::string& out) {
  if (escaping == Escaping::json) {
    out += "\\u";
    append_hex(piece.valid ? piece.point : 0xFFFD, 4, out);
  } else if (piece.valid && (piece.point == '\n' || piece.point == '\r' || piece.point == '\t')) {
    out += piece.point == '\n' ? "\\n" : piece.point == '\r' ? "\\r" : "\\t";
  } else if (!piece.valid || piece.point < 0x80) {
    out += "\\x";
    append_hex(piece.point, 2, out);
  } else {
    out += "\\u{";
    append_hex(piece.point, 4, out);
    out += '}';
  }
}

bool plain(char c) {
  return c >= 0x20 && c < 0x7F;
}

}  // namespace

std::size_t printable_begin(std::string_view text, Escaping escaping) {
  std::size_t at = 0;
  while (true) {
    const auto rest = text.substr(at);
    at += static_cast<std::size_t>(std::ranges::find_if_not(rest, plain) - rest.begin());
    if (at == text.size()) return at;
    const auto piece = piece_at(text, at);
    if (!stands(piece, escaping)) return at;
    at += piece.size;
  }
}

void append_printable(std::string_view text, Escaping escaping, std::string& out) {
  while (true) {
    const auto begin = printable_begin(text, escaping);
    out += text.substr(0, begin);
    if (begin == text.size()) return;
    const auto piece = piece_at(text, begin);
    append_escape(piece, escaping, out);
    text.remove_prefix(begin + piece.size);
  }
}

std::string printable(std::string_view text, Escaping escaping) {
  std::string out;
  append_printable(text, escaping, out);
  return out;
}

std::string printable_cells(std::string_view text) {
  std::string out;
  while (true) {
    const auto begin = printable_begin(text, Escaping::line);
    out += text.substr(0, begin);
    if (begin == text.size()) return out;
    const auto piece = piece_at(text, begin);
    out += piece.valid && piece.point == '\t' ? " " : "\xEF\xBF\xBD";
    text.remove_prefix(begin + piece.size);
  }
}

}  // namespace setoff
