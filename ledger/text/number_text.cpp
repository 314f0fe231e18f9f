#include "ledger/text/number_text.h"

#include <algorithm>

#include "ledger/base/characters.h"
#include "ledger/base/check.h"
#include "ledger/text/utf8.h"

namespace setoff {
namespace {

constexpr std::size_t kDigitsMax = 18;

Fault bad(std::string message, std::size_t offset, std::size_t length, std::string suggestion = {},
          std::string help = {}) {
  return {.code = "bad_number",
          .message = std::move(message),
          .offset = offset,
          .length = length,
          .suggestion = std::move(suggestion),
          .help = std::move(help)};
}

// Everything up to a space, comma, semicolon or bracket: what a person would call "the number".
std::string_view word_of(std::string_view text) {
  return text.substr(0, std::min(text.find_first_of(" ,;()[]{}"), text.size()));
}

// Arabic-Indic and Persian digits and the typographic minus sign as ASCII; empty if there are none.
std::string as_ascii(std::string_view word) {
  std::string out;
  bool changed = false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto byte = [&](std::size_t k) {
      return static_cast<unsigned char>(byte_at(word, i + k));
    };
    if (byte(0) == 0xD9U && byte(1) >= 0xA0U && byte(1) <= 0xA9U)
      out += static_cast<char>('0' + (byte(1) - 0xA0U)), changed = true, i += 1;
    else if (byte(0) == 0xDBU && byte(1) >= 0xB0U && byte(1) <= 0xB9U)
      out += static_cast<char>('0' + (byte(1) - 0xB0U)), changed = true, i += 1;
    else if (byte(0) == 0xE2U && byte(1) == 0x88U && byte(2) == 0x92U)
      out += '-', changed = true, i += 2;
    else
      out += word[i];
  }
  return changed ? out : std::string{};
}

Fault not_a_number(std::string_view text) {
  const auto word = word_of(text);
  if (word.empty()) {
    if (text.empty()) return bad("expected a number, found nothing", 0, 0);
    const auto letter = first_letter(text);
    return bad("expected a number, found " + quoted(letter), 0, letter.size());
  }
  if (auto ascii = as_ascii(word); !ascii.empty())
    return bad(quoted(word) + " is not written with the digits 0 to 9 and '-'", 0, word.size(),
               std::move(ascii));
  if (word[0] == '.' && is_digit(byte_at(word, 1)))
    return bad(quoted(word) + " begins with a point", 0, word.size(), "0" + std::string(word));
  return bad("expected a number, found " + quoted(word), 0, word.size(), {},
             "numbers are written like 1_250.50");
}

// Suggests 1_310 for "1,310" and 1.5 for "1,5".
Fault comma_fault(std::string_view text, std::size_t comma) {
  const auto word = text.substr(0, std::min(text.find(' '), text.size()));
  std::string mended(word);
  bool groups = true;
  for (std::size_t i = comma; i < word.size(); ++i)
    if (word[i] == ',') {
      std::size_t digits = 0;
      while (is_digit(byte_at(word, i + 1 + digits)))
        ++digits;
      groups = groups && digits == 3;
    }
  std::ranges::replace(mended, ',', groups ? '_' : '.');
  return bad("a comma in a number can be read in two ways", comma, 1,
             std::ranges::count(mended, '.') > 1 ? std::string{} : std::move(mended),
             "'_' separates thousands, '.' begins the decimals");
}

struct Digits {
  std::string text;     // without _
  std::size_t end = 0;  // after the last
};

// Digits with single _ between them.
Parsed<Digits> scan_digits(std::string_view text, std::size_t from) {
  Digits out{.text = {}, .end = from};
  while (is_digit(byte_at(text, out.end)) || byte_at(text, out.end) == '_') {
    const char c = text[out.end];
    const bool between =
        is_digit(byte_at(text, out.end + 1)) && !out.text.empty() && text[out.end - 1] != '_';
    if (c == '_' && !between) return bad("'_' may only stand between two digits", out.end, 1);
    if (c != '_') out.text += c;
    ++out.end;
  }
  return out;
}

// Rejects what must not follow a number directly.
Parsed<Ok> check_behind(std::string_view text, std::size_t end, Extent extent) {
  const char next = byte_at(text, end);
  if (next == ',' && extent == Extent::whole_text && is_digit(byte_at(text, end + 1)))
    return comma_fault(text, end);
  const bool exponent = (next == 'e' || next == 'E') &&
                        (is_digit(byte_at(text, end + 1)) || byte_at(text, end + 1) == '-' ||
                         byte_at(text, end + 1) == '+');
  if (exponent)
    return bad("the exponent form is not read", 0, word_of(text).size(), {},
               "write the digits out, such as 1_000_000, or use a larger unit such as MUSD");
  if (text[0] == '0' && (next == 'x' || next == 'b' || next == 'o') &&
      is_digit(byte_at(text, end + 1)))
    return bad("only decimal numbers are read", 0, word_of(text).size());
  if (is_letter(next)) {
    const auto word = word_of(text);
    return Fault{
        .code = "bad_unit",
        .message = "a space belongs between the number and its unit",
        .offset = 0,
        .length = word.size(),
        .suggestion = std::string(text.substr(0, end)) + " " + std::string(word.substr(end)),
        .help = {}};
  }
  return Ok{};
}

}  // namespace

Parsed<Prefix<Decimal>> scan_number(std::string_view text, Extent extent) {
  const bool negative = text.starts_with('-');
  const std::size_t sign = negative || text.starts_with('+') ? 1 : 0;
  if (!is_digit(byte_at(text, sign))) return not_a_number(text);
  SETOFF_TRY_PARSED(whole, scan_digits(text, sign));
  std::size_t end = whole.end;
  std::string places;
  if (byte_at(text, end) == '.' && byte_at(text, end + 1) != '.') {
    SETOFF_TRY_PARSED(decimals, scan_digits(text, end + 1));
    if (decimals.text.empty())
      return bad("digits are missing behind the point", 0, end + 1,
                 std::string(text.substr(0, end)));
    places = decimals.text;
    end = decimals.end;
  }
  SETOFF_TRY_PARSED(good, check_behind(text, end, extent));
  static_cast<void>(good);
  if (whole.text.size() > 1 && whole.text[0] == '0') {
    auto trimmed =
        whole.text.substr(std::min(whole.text.find_first_not_of('0'), whole.text.size() - 1));
    return bad("a number has no zeros in front", 0, end,
               std::string(text.substr(0, sign)) + trimmed + (places.empty() ? "" : "." + places));
  }
  const auto all = whole.text + places;
  const auto first = std::min(all.find_first_not_of('0'), all.size());
  if (all.size() - first > kDigitsMax || places.size() > kDigitsMax)
    return Fault{.code = "number_too_long",
                 .message = "more than 18 digits cannot be held exactly",
                 .offset = 0,
                 .length = end,
                 .suggestion = {},
                 .help = "use at most 18 digits, or a larger unit"};
  std::int64_t mantissa = 0;
  for (const char c : all)
    mantissa = mantissa * 10 + (c - '0');
  return Prefix<Decimal>{Decimal(negative ? -mantissa : mantissa, -static_cast<int>(places.size())),
                         end};
}

}  // namespace setoff
