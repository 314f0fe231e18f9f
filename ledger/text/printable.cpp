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

struct Points {
  char32_t first;
  char32_t last;
};

// Characters that change the writing direction, end a line, or are invisible (those with
// Default_Ignorable_Code_Point in Unicode). The joiners U+200C and U+200D are kept: Persian is
// written with them; so are the variation selectors U+FE00 to U+FE0F, which choose a glyph.
constexpr Points kDirectionOrUnseen[] = {
    {0x00AD, 0x00AD},   {0x034F, 0x034F},  {0x061C, 0x061C}, {0x115F, 0x1160}, {0x17B4, 0x17B5},
    {0x180B, 0x180F},   {0x200B, 0x200B},  {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},
    {0x3164, 0x3164},   {0xFEFF, 0xFEFF},  {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};

bool is_direction_or_unseen(char32_t point) {
  return std::ranges::any_of(kDirectionOrUnseen, [point](const Points& some) {
    return some.first <= point && point <= some.last;
  });
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

// A point above U+FFFF takes two escapes, a surrogate pair.
void append_json_escape(char32_t point, std::string& out) {
  if (point > 0xFFFF) {
    append_json_escape(0xD7C0 + (point >> 10U), out);
    point = 0xDC00 + (point & 0x3FFU);
  }
  out += "\\u";
  append_hex(point, 4, out);
}

void append_escape(const Piece& piece, Escaping escaping, std::string& out) {
  if (escaping == Escaping::json) {
    append_json_escape(piece.valid ? piece.point : 0xFFFD, out);
  } else if (piece.valid && (piece.point == '\n' || piece.point == '\r' || piece.point == '\t')) {
    out += piece.point == '\n' ? "\\n" : piece.point == '\r' ? "\\r" : "\\t";
  } else if (!piece.valid || piece.point < 0x80) {
    out += "\\x";
    append_hex(piece.point, 2, out);
  } else {
    out += "\\u{";
    append_hex(piece.point, piece.point > 0xFFFF ? (piece.point > 0xFFFFF ? 6 : 5) : 4, out);
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
