#include "ledger/text/yaml_scan.h"

#include <algorithm>

#include "ledger/base/characters.h"
#include "ledger/text/yaml_internal.h"

namespace setoff {
namespace {

// Walks the tokens of a text up to a place. Positions are relative to the part.
class Walker {
 public:
  Walker(std::string_view text, std::size_t until)
      : text_(text), until_(std::min(until, text.size())) {}

  OpenDelimiters walk() {
    while (at_ < until_)
      step();
    return std::move(open_);
  }

  std::optional<std::size_t> deeper_than(std::size_t depth_max) {
    while (at_ < until_) {
      step();
      if (open_.brackets.size() > depth_max) return open_.brackets.back().offset;
    }
    return std::nullopt;
  }

  // Continues until the bracket at `bracket` is closed.
  std::optional<std::size_t> close_of(std::size_t bracket) {
    while (at_ < until_) {
      step();
      const bool inside = std::ranges::any_of(
          open_.brackets, [&](const OpenBracket& open) { return open.offset == bracket; });
      if (at_ > bracket && !inside) return at_ - 1;
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\n';
  }
  [[nodiscard]] bool in_flow() const { return !open_.brackets.empty(); }

  void step() {
    const char c = peek();
    if (c == '\n' || is_separator(c)) {
      begins_value_ = true;
      ++at_;
    } else if (c == '#' && (at_ == 0 || is_one_of(text_[at_ - 1], " \n"))) {
      skip_line();
    } else if (in_flow() && is_one_of(c, "]}")) {
      open_.brackets.pop_back();
      begins_value_ = false;
      ++at_;
    } else if (begins_value_ && !is_one_of(c, " \r")) {
      value();
    } else {
      ++at_;
    }
  }

  [[nodiscard]] bool is_separator(char c) const {
    if (in_flow() && c == ',') return true;
    if (c == ':' && is_one_of(peek(1), " \r\n")) return true;
    return c == '-' && begins_value_ && is_one_of(peek(1), " \r\n");
  }

  void value() {
    begins_value_ = false;
    const char c = peek();
    if (is_one_of(c, "[{")) {
      open_.brackets.push_back({at_, c});
      begins_value_ = true;
      ++at_;
    } else if (is_one_of(c, "\"'")) {
      quoted();
    } else if (!in_flow() && is_one_of(c, "|>")) {
      block_text();
    } else {
      ++at_;
    }
  }

  void quoted() {
    const auto end = quoted_end(text_, at_, text_.size());
    if (!end || *end > until_) open_.quote = at_;
    if (end && *end <= until_) {
      open_.quoted_before = at_;
      open_.quoted_before_end = *end;
    }
    at_ = std::min(end.value_or(until_), until_);
  }

  void skip_line() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  // Skips lines that are indented deeper than the line with the | or >.
  void block_text() {
    const auto newline = text_.rfind('\n', at_);
    const auto begin = newline == std::string_view::npos ? 0 : newline + 1;
    const auto indent = text_.find_first_not_of(' ', begin) - begin;
    skip_line();
    while (at_ < until_) {
      const auto next = at_ + 1;
      const auto first = text_.find_first_not_of(' ', next);
      const bool blank = first == std::string_view::npos || is_one_of(text_[first], "\r\n");
      if (!blank && first - next <= indent) break;
      at_ = std::min(text_.find('\n', next), text_.size());
    }
  }

  std::string_view text_;
  std::size_t until_;
  std::size_t at_ = 0;
  bool begins_value_ = true;
  OpenDelimiters open_;
};

TextLine line_from(Span part, std::size_t begin) {
  const auto text = part.file->text();
  const auto end = std::min<std::size_t>(text.find('\n', begin), part.offset + part.length);
  auto line = text.substr(begin, end - begin);
  const auto indent = std::min(line.find_first_not_of(' '), line.size());
  line = line.substr(indent);
  if (const auto comment = line.find(" #"); comment != std::string_view::npos)
    line = line.substr(0, comment);
  if (line.starts_with('#')) line = {};
  while (!line.empty() && is_one_of(line.back(), " \r"))
    line.remove_suffix(1);
  return {begin, begin + indent, line};
}

std::size_t line_begin(Span part, std::size_t place) {
  const auto text = part.file->text();
  while (place > part.offset && text[place - 1] != '\n')
    --place;
  return place;
}

}  // namespace

OpenDelimiters open_at(Span part, std::size_t place) {
  auto open = Walker(part.text(), place - part.offset).walk();
  for (auto& bracket : open.brackets)
    bracket.offset += part.offset;
  if (open.quote) *open.quote += part.offset;
  if (open.quoted_before) *open.quoted_before += part.offset;
  open.quoted_before_end += part.offset;
  return open;
}

std::optional<std::size_t> closing_of(Span part, std::size_t bracket) {
  const auto end = Walker(part.text(), part.length).close_of(bracket - part.offset);
  return end ? std::optional(*end + part.offset) : std::nullopt;
}

std::optional<std::size_t> too_deep_at(Span part, std::size_t depth_max) {
  const auto bracket = Walker(part.text(), part.length).deeper_than(depth_max);
  return bracket ? std::optional(*bracket + part.offset) : std::nullopt;
}

TextLine line_of(Span part, std::size_t place) {
  return line_from(part, line_begin(part, place));
}

std::optional<TextLine> line_above(Span part, std::size_t place) {
  for (auto begin = line_begin(part, place); begin > part.offset;) {
    begin = line_begin(part, begin - 1);
    const auto line = line_from(part, begin);
    if (!line.text.empty()) return line;
  }
  return std::nullopt;
}

std::optional<std::size_t> colon_of(std::string_view text) {
  std::size_t from = 0;
  if (!text.empty() && is_one_of(text[0], "\"'"))
    from = quoted_end(text, 0, text.size()).value_or(text.size());
  for (auto colon = text.find(':', from); colon != std::string_view::npos;
       colon = text.find(':', colon + 1))
    if (colon + 1 == text.size() || text[colon + 1] == ' ') return colon;
  return std::nullopt;
}

std::vector<std::size_t> open_indents(Span part, std::size_t place) {
  std::vector<std::size_t> indents;
  const auto end = line_begin(part, place);
  for (std::size_t begin = part.offset; begin < end;) {
    const auto line = line_from(part, begin);
    if (!line.text.empty()) {
      while (!indents.empty() && indents.back() > line.indent())
        indents.pop_back();
      if (indents.empty() || indents.back() < line.indent()) indents.push_back(line.indent());
      const bool item =
          line.text.size() > 2 && line.text.starts_with("- ") && !is_one_of(line.text[2], "[{\"'");
      if (item && colon_of(line.text.substr(2))) indents.push_back(line.indent() + 2);
    }
    begin = std::min(part.file->text().find('\n', begin), end) + 1;
  }
  return indents;
}

}  // namespace setoff
