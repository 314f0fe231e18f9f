#include <algorithm>

#include "ledger/base/characters.h"
#include "ledger/text/yaml_internal.h"
#include "ledger/text/yaml_scan.h"

// The library's messages name its own state ("end of map not found") at the token where it gave up.
// Here they become what a person would say, at the line where a person would look: that of the
// unclosed bracket, of the unclosed quote, or of the missing colon.

namespace setoff {
namespace {

std::string spaces(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " space" : " spaces");
}

class Explainer {
 public:
  Explainer(const SourceFile& file, Span part, const YamlFailure& failure, Diagnostics& diagnostics)
      : file_(file),
        part_(part),
        failure_(failure),
        diagnostics_(diagnostics),
        open_(open_at(part, failure.offset)),
        line_(line_of(part, failure.offset)) {}

  void explain() {
    const std::string_view what = failure_.library_message;
    if (what.starts_with("unknown escape character")) return unknown_escape();
    if (open_.quote) return unclosed_quote(*open_.quote, {});
    if (quote_ran_over()) return;
    if (what == "illegal flow end") return flow_end();
    if (!open_.brackets.empty()) return inside_brackets();
    if (what == "illegal map value") return map_value();
    if (what == "end of map not found" || what == "end of sequence not found")
      return end_of_block();
    if (what == "illegal block entry")
      return report("yaml_syntax", here(1), "a list item cannot begin behind a key", {},
                    "begin the list on the next line, or write it in brackets: [a, b]");
    if (what == "illegal map key")
      return report("yaml_syntax", here(1), "'?' has no meaning here", {}, quote_help());
    if (what == "unknown token") return unknown_token();
    if (what.find("anchor") != what.npos || what.find("alias") != what.npos) return anchor();
    report("yaml_syntax", here(1), "this is not well-formed YAML (" + std::string(what) + ")");
  }

 private:
  [[nodiscard]] Span here(std::size_t length) const {
    return span_at(file_, failure_.offset, length);
  }
  [[nodiscard]] Span whole(const TextLine& line) const {
    return span_at(file_, line.first, line.text.size());
  }
  [[nodiscard]] std::size_t end() const { return part_.offset + part_.length; }
  [[nodiscard]] std::string letter(std::size_t offset) const {
    if (offset >= end()) return {};
    auto length = std::size_t{1};
    while (offset + length < end() && is_continuation(file_.text()[offset + length]))
      ++length;
    return std::string(file_.text().substr(offset, length));
  }
  static std::string quote_help() { return "put the text in quotes if it is meant as text"; }

  void report(std::string code, Span span, std::string message, std::string suggestion = {},
              std::string help = {}, std::vector<Note> notes = {}) {
    diagnostics_.add({.code = std::move(code),
                      .severity = Severity::error,
                      .span = span,
                      .message = std::move(message),
                      .suggestion = std::move(suggestion),
                      .help = std::move(help),
                      .notes = std::move(notes)});
  }

  void unclosed_quote(std::size_t quote, std::vector<Note> notes) {
    report("yaml_unclosed", span_at(file_, quote, 1), "this quote is never closed", {},
           "close it with " + letter(quote) + " on the same line", std::move(notes));
  }

  // The library stops after the character that follows the backslash.
  void unknown_escape() {
    const auto escape = failure_.offset >= part_.offset + 2 ? failure_.offset - 2 : part_.offset;
    report("yaml_syntax", span_at(file_, escape, 2),
           "no such escape as '\\" + letter(escape + 1) + "' in double quotes", {},
           "write \\\\ for a backslash, or use single quotes");
  }

  // A quoted text over several lines, with more text directly after its end, was not meant to be
  // that long.
  bool quote_ran_over() {
    if (!open_.quoted_before) return false;
    const auto begin = *open_.quoted_before;
    const auto first = file_.place(begin).line;
    const auto last = file_.place(open_.quoted_before_end - 1).line;
    if (first == last || file_.place(failure_.offset).line != last) return false;
    unclosed_quote(begin,
                   {{span_at(file_, open_.quoted_before_end - 1, 1), "it is read up to this one"}});
    return true;
  }

  void flow_end() {
    const auto sign = letter(failure_.offset);
    if (open_.brackets.empty())
      return report("yaml_syntax", here(1), "'" + sign + "' closes nothing", {}, quote_help());
    const auto& open = open_.brackets.back();
    report("yaml_unclosed", span_at(file_, open.offset, 1),
           "'" + std::string(1, open.sign) + "' is not closed before '" + sign + "'", {},
           close_help(open.sign), {{here(1), "'" + sign + "' stands here"}});
  }

  static std::string close_help(char sign) {
    return sign == '[' ? "close it with ]" : "close it with }";
  }

  // Inside [ ] or { }: either the bracket is never closed, or a comma is missing before this place.
  void inside_brackets() {
    const auto& open = open_.brackets.back();
    const std::string sign(1, open.sign);
    const auto close = closing_of(part_, open.offset);
    if (failure_.offset >= end() || !close) {
      std::vector<Note> notes;
      if (failure_.offset < end() &&
          file_.place(failure_.offset).line != file_.place(open.offset).line)
        notes.push_back({whole(line_), "this line is still inside of it"});
      return report("yaml_unclosed", span_at(file_, open.offset, 1),
                    "'" + sign + "' is never closed", {}, close_help(open.sign), std::move(notes));
    }
    if (failure_.library_message.find("anchor") != std::string::npos ||
        failure_.library_message.find("alias") != std::string::npos)
      return anchor();
    if (failure_.library_message == "unknown token") return unknown_token();
    auto word = failure_.offset;  // before a ':', its word is what lacks the comma
    const bool colon = letter(failure_.offset) == ":";
    while (colon && word > open.offset + 1 && !is_one_of(file_.text()[word - 1], " ,[]{}\n"))
      --word;
    report("yaml_syntax", span_at(file_, word, std::max<std::size_t>(failure_.offset - word, 1)),
           "a ',' is missing before this", {},
           open.sign == '[' ? "items of [ ] are separated by ', '"
                            : "entries of { } are separated by ', '",
           {{span_at(file_, open.offset, 1), "in this '" + sign + "'"}});
  }

  // A ': ' where no key can be.
  void map_value() {
    const auto head = line_.text.substr(0, failure_.offset - line_.first);
    const auto first_colon = colon_of(line_.text);
    if (first_colon && line_.first + *first_colon < failure_.offset) return second_colon();
    if (head.size() > 1000)
      return report("yaml_key", span_at(file_, line_.first, 1),
                    "a key has at most 1_024 characters");
    const auto above = line_above(part_, failure_.offset);
    if (above && !colon_of(above->text) && !above->text.starts_with("- ")) return no_colon(*above);
    if (above && line_.indent() > above->indent())
      return report("yaml_indent", span_at(file_, line_.first, head.size()),
                    "this line is indented by " + spaces(line_.indent()) +
                        ", deeper than the line above, which already has a value",
                    {}, "give it the indent of its block, " + spaces(above->indent()) + "",
                    {{whole(*above), "the line above"}});
    report("yaml_syntax", here(1), "no ':' can stand here", {}, quote_help());
  }

  void second_colon() {
    report("yaml_syntax", here(1), "a second ': ' in one value", {},
           "put the value in quotes, or begin the inner mapping on the next line");
  }

  // `exports`, `quantity 25 MCM/day` or `b:2` where `key: value` is expected.
  void no_colon(const TextLine& line) {
    const auto tight = line.text.find(':');
    if (tight != std::string_view::npos && tight > 0)
      return report("yaml_key", whole(line), "a space is missing behind the ':'",
                    std::string(line.text.substr(0, tight)) + ": " +
                        std::string(line.text.substr(tight + 1)));
    const auto space = line.text.find(' ');
    std::string mended(line.text.substr(0, space));
    mended +=
        space == std::string_view::npos ? ":" : ": " + std::string(line.text.substr(space + 1));
    report("yaml_key", whole(line), "this line has no ':'", std::move(mended),
           "every line of a mapping is `key: value`");
  }

  // The first item of the list that this line ends: its `- ` may be the slip.
  [[nodiscard]] std::vector<Note> list_begin() const {
    std::vector<Note> out;
    auto above = line_above(part_, line_.begin);
    for (; above && above->indent() >= line_.indent(); above = line_above(part_, above->begin))
      if (above->indent() == line_.indent() && above->text.starts_with('-'))
        out = {{whole(*above), "the list begins here"}};
    return out;
  }

  void end_of_block() {
    if (failure_.offset != line_.first) return behind_value();
    const bool item = line_.text == "-" || line_.text.starts_with("- ");
    if (!item && !colon_of(line_.text)) return no_colon(line_);
    const auto indents = open_indents(part_, failure_.offset);
    if (std::ranges::find(indents, line_.indent()) != indents.end()) {
      return report("yaml_syntax", whole(line_),
                    item ? "a list item stands where a key is expected"
                         : "a key stands where a list item is expected",
                    {}, "a block is either a list (- item) or a mapping (key: value)",
                    item ? std::vector<Note>() : list_begin());
    }
    std::string above;
    for (const auto indent : indents)
      above += (above.empty() ? "" : ", ") + std::to_string(indent);
    report("yaml_indent", span_at(file_, line_.first, item ? 1 : *colon_of(line_.text)),
           "this line is indented by " + spaces(line_.indent()) + ", which fits no block above (" +
               above + ")",
           {}, "give all lines of one block the same number of spaces");
  }

  void behind_value() {
    const bool quoted = open_.quoted_before && open_.quoted_before_end <= failure_.offset &&
                        *open_.quoted_before >= line_.begin;
    if (quoted) {
      const auto quote = letter(*open_.quoted_before);
      return report("yaml_syntax", here(1), "unexpected text behind the closing quote", {},
                    quote == "'" ? "inside single quotes write '' for one '"
                                 : "inside double quotes write \\\" for a quote",
                    {{span_at(file_, *open_.quoted_before, 1), "the quote opens here"}});
    }
    report("yaml_syntax", here(1), "unexpected text behind the value", {}, quote_help());
  }

  // The rest of the value from a place on, for a suggestion in quotes.
  [[nodiscard]] std::string_view value_from(std::size_t offset) const {
    const auto rest = file_.text().substr(offset, end() - offset);
    auto value = rest.substr(0, rest.find_first_of(open_.brackets.empty() ? "\r\n" : ",]}\r\n"));
    if (const auto comment = value.find(" #"); comment != std::string_view::npos)
      value = value.substr(0, comment);
    while (!value.empty() && value.back() == ' ')
      value.remove_suffix(1);
    return value;
  }

  static std::string in_quotes(std::string_view value) {
    const bool simple = value.find_first_of("\"\\") == std::string_view::npos;
    return simple ? "\"" + std::string(value) + "\"" : std::string{};
  }

  void unknown_token() {
    const auto value = value_from(failure_.offset);
    const bool percent = value.starts_with('%') && value.size() > 1 && is_digit(value[1]);
    report("yaml_syntax", span_at(file_, failure_.offset, std::max<std::size_t>(value.size(), 1)),
           "text cannot begin with '" + letter(failure_.offset) + "'",
           percent ? std::string(value.substr(1)) + " %" : in_quotes(value),
           percent ? "the sign stands behind the number" : "put it in quotes");
  }

  void anchor() {
    auto sign = failure_.offset;
    if (!is_one_of(letter(sign)[0], "*&") && sign > part_.offset) --sign;
    const auto value = value_from(sign);
    const bool spaced = value.size() > 1 && value[1] == ' ';
    const Span span = span_at(file_, sign, std::max<std::size_t>(value.size(), 1));
    if (spaced)
      return report("yaml_anchor", span, "text that begins with '" + letter(sign) + "' is not read",
                    in_quotes(value), "put it in quotes");
    report(
        "yaml_anchor", span, "anchors (&name) and aliases (*name) are not part of the format", {},
        "write the value out, or use `extends` and `variants`; quote text that begins with & or *");
  }

  const SourceFile& file_;
  Span part_;
  const YamlFailure& failure_;
  Diagnostics& diagnostics_;
  OpenDelimiters open_;
  TextLine line_;
};

}  // namespace

void explain_yaml_error(const SourceFile& file, Span part, const YamlFailure& failure,
                        Diagnostics& diagnostics) {
  Explainer(file, part, failure, diagnostics).explain();
}

}  // namespace setoff
