#pragma once
// Building blocks of the offline pages: escaped text, hashes for a content security policy, and
// templates in which "@NAME@" is a place.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace setoff::simulator {

// The text as the content of an element or of an attribute in double quotes.
[[nodiscard]] std::string html_text(std::string_view text);
// One <p> per sentence.
[[nodiscard]] std::string paragraphs(const std::vector<std::string>& sentences);
// 'sha256-…', for a content security policy.
[[nodiscard]] std::string source_hash(std::string_view text);
// Replaces each "@NAME@" of the template; inserted text is not searched again. It is a bug if the
// template has a place without a value.
[[nodiscard]] std::string filled(
    std::string_view page, const std::vector<std::pair<std::string_view, std::string>>& values);

struct HtmlColumn {
  std::string title;           // plain text
  std::string_view css_class;  // "n" for numbers; empty for none
};
// A table that scrolls sideways if it must. Cells are HTML; the first of a row heads it. A row of
// one cell heads the rows that follow it.
[[nodiscard]] std::string html_table(std::string_view caption,
                                     const std::vector<HtmlColumn>& columns,
                                     const std::vector<std::vector<std::string>>& rows);
// A section of a page; `lead` and `content` are HTML.
[[nodiscard]] std::string html_section(std::string_view id, std::string_view title,
                                       std::string_view lead, std::string_view content);

}  // namespace setoff::simulator
