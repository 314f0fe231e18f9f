#include <algorithm>

#include "ledger/base/characters.h"
#include "ledger/text/yaml_builder.h"

// Where values are in the text: the library marks only where a value begins.

namespace setoff {
namespace {}  // namespace

Node::Style TreeBuilder::style_at(std::size_t offset) const {
  switch (at(offset)) {
    case '"':
      return Node::Style::double_quoted;
    case '\'':
      return Node::Style::single_quoted;
    case '|':
    case '>':
      return Node::Style::block;
    default:
      return Node::Style::plain;
  }
}

// The word from `offset` to the next space, comma, bracket or end of line.
Span TreeBuilder::word_at(std::size_t offset) const {
  std::size_t behind = offset;
  while (behind < end() && !is_one_of(at(behind), " ,\r\n]}"))
    ++behind;
  return span_at(file_, offset, std::max<std::size_t>(behind - offset, 1));
}

Span TreeBuilder::scalar_span(std::size_t offset, const std::string& value,
                              Node::Style style) const {
  const auto text = file_.text();
  if (style == Node::Style::double_quoted || style == Node::Style::single_quoted)
    if (const auto behind = quoted_end(text, offset, end()))
      return span_at(file_, offset, *behind - offset);
  if (text.substr(offset, value.size()) == value) return span_at(file_, offset, value.size());
  const auto line_end = std::min(text.find_first_of("\r\n", offset), end());
  auto line = text.substr(offset, line_end - offset);
  if (const auto comment = line.find(" #"); comment != std::string_view::npos)
    line = line.substr(0, comment);
  while (!line.empty() && line.back() == ' ')
    line.remove_suffix(1);
  return span_at(file_, offset, line.size());
}

// Length of the word null or ~ at the offset; 0 if there is none.
std::size_t TreeBuilder::null_word(std::size_t offset) const {
  const auto rest = part_.text().substr(offset - part_.offset);
  for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
    if (!rest.starts_with(word)) continue;
    // The library marks what follows a missing value, which may be a key such as null_rate.
    const bool ends = rest.size() == word.size() || is_one_of(rest[word.size()], " ,\t\r\n]}");
    if (ends) return word.size();
  }
  return 0;
}

// Where to report a missing value: the key or the dash, since the library marks what follows.
Span TreeBuilder::place_of_nothing(std::size_t offset) const {
  if (!frames_.empty() && frames_.back().is_mapping) return frames_.back().key_span;
  std::size_t place = offset;
  while (place > part_.offset && is_one_of(at(place - 1), " \r\n"))
    --place;
  return span_at(file_, place > part_.offset ? place - 1 : place, 1);
}

// The library reads `foo bar` in a mapping, or {a:1}, as a key without a value; nobody means that.
void TreeBuilder::check_colon() {
  if (frames_.empty() || !frames_.back().is_mapping) return;
  const Frame& frame = frames_.back();
  std::size_t behind = frame.key_span.offset + frame.key_span.length;
  while (at(behind) == ' ' && behind < end())
    ++behind;
  if (at(behind) == ':') return;
  if (check_comma(frame) || check_path_key(frame, behind)) return;
  const auto tight = frame.key.find(':');
  const auto cut = std::min(frame.key.find_first_of(": "), frame.key.size());
  std::string mended = frame.key.substr(0, cut) + ":";
  if (cut < frame.key.size()) mended += " " + frame.key.substr(cut + 1);
  error("yaml_key", frame.key_span,
        tight == std::string::npos ? "this has no ':'" : "a space is missing behind the ':'",
        std::move(mended), "every entry of a mapping is `key: value`");
}

// Inside { } a bracket ends a key, even that of a path: { requests[0].share: 20 % }. False if it is
// no path.
bool TreeBuilder::check_path_key(const Frame& frame, std::size_t behind) {
  std::size_t digit = behind + 1;
  while (digit < end() && is_digit(at(digit)))
    ++digit;
  if (at(behind) != '[' || digit == behind + 1 || at(digit) != ']') return false;
  std::size_t last = digit + 1;
  while (last < end() && !is_one_of(at(last), " :,\r\n]}"))
    ++last;
  const auto begin = std::size_t{frame.key_span.offset};
  error("yaml_key", span_at(file_, begin, last - begin),
        "a bracket ends a key inside { }, so that this has no ':'",
        '"' + std::string(file_.text().substr(begin, last - begin)) + '"',
        "put a path with an index in quotes");
  return true;
}

// Inside { } a comma ends a value, even one that was meant as part of a number or in parentheses: {
// price: 250,50 EUR/t } and { then: billed(gas, 2020) == 1 BUSD }. False if it is neither.
bool TreeBuilder::check_comma(const Frame& frame) {
  std::size_t comma = frame.key_span.offset;
  while (comma > part_.offset && at(comma - 1) == ' ')
    --comma;
  if (comma == part_.offset || at(--comma) != ',') return false;
  std::size_t begin = comma;
  while (begin > part_.offset && (is_digit(at(begin - 1)) || at(begin - 1) == '_'))
    --begin;
  const bool number = begin < comma && frame.key_span.offset == comma + 1 && is_digit(frame.key[0]);
  if (number) {
    const auto places = std::min(frame.key.find_first_not_of("0123456789"), frame.key.size());
    const char sign = places == 3 ? '_' : '.';
    const auto whole = std::string(file_.text().substr(begin, comma - begin));
    error("bad_number", span_at(file_, begin, comma + 1 - begin + frame.key_span.length),
          "a comma inside { } ends a value, so that this is no number", whole + sign + frame.key,
          "'_' separates thousands, '.' begins the decimals");
    return true;
  }
  const bool closes = frame.key.find(')') < frame.key.find('(');
  if (!closes) return false;
  error("yaml_key", frame.key_span, "a comma inside { } ends a value, so that this has no ':'", {},
        "put a value that has a comma in quotes, or on a line of its own");
  return true;
}

// The --- line before the second document, if the text at `offset` follows one.
std::optional<Span> TreeBuilder::document_marker(std::size_t offset) const {
  for (auto line = file_.place(offset).line; line > 0 && file_.line_start(line) >= part_.offset;
       --line) {
    const auto text = file_.line(line);
    if (text.starts_with("---")) return span_at(file_, file_.line_start(line), 3);
    const bool quiet = text.empty() || text.starts_with('#') || file_.line_start(line) == offset;
    if (!quiet) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace setoff
