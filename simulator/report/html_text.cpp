#include "simulator/report/html_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/base/check.h"
#include "ledger/crypto/encoding.h"
#include "ledger/crypto/sha256.h"

namespace setoff::simulator {
namespace {

std::string class_attribute(std::string_view css_class) {
  return css_class.empty() ? std::string() : fmt::format(" class=\"{}\"", css_class);
}

std::string table_row(const std::vector<HtmlColumn>& columns,
                      const std::vector<std::string>& cells) {
  if (cells.size() == 1)
    return fmt::format("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{}\">{}</th></tr>\n",
                       columns.size(), cells[0]);
  std::string out = "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i)
    out += fmt::format("<{0}{1}>{2}</{3}>", i == 0 ? "th scope=\"row\"" : "td",
                       class_attribute(columns[i].css_class), cells[i], i == 0 ? "th" : "td");
  return out + "</tr>\n";
}

}  // namespace

std::string html_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string paragraphs(const std::vector<std::string>& sentences) {
  std::string out;
  for (const std::string& sentence : sentences)
    out += "<p>" + html_text(sentence) + "</p>";
  return out;
}

std::string source_hash(std::string_view text) {
  return "'sha256-" + to_base64(sha256(bytes_of(text)).view()) + "'";
}

std::string filled(std::string_view page,
                   const std::vector<std::pair<std::string_view, std::string>>& values) {
  std::string out;
  std::size_t at = 0;
  while (at < page.size()) {
    const std::size_t begin = page.find('@', at);
    out += page.substr(at, begin - at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = page.find('@', begin + 1);
    SETOFF_CHECK(end != std::string_view::npos);
    const std::string_view name = page.substr(begin + 1, end - begin - 1);
    const auto value =
        std::ranges::find(values, name, &std::pair<std::string_view, std::string>::first);
    SETOFF_CHECK(value != values.end());
    out += value->second;
    at = end + 1;
  }
  return out;
}

std::string html_table(std::string_view caption, const std::vector<HtmlColumn>& columns,
                       const std::vector<std::vector<std::string>>& rows) {
  std::string out = fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table>\n"
      "<caption class=\"sr\">{0}</caption>\n<thead><tr>",
      html_text(caption));
  for (const HtmlColumn& column : columns)
    out += fmt::format("<th scope=\"col\"{}>{}</th>", class_attribute(column.css_class),
                       html_text(column.title));
  out += "</tr></thead>\n<tbody>\n";
  for (const auto& row : rows)
    out += table_row(columns, row);
  return out + "</tbody></table></div>\n";
}

std::string html_section(std::string_view id, std::string_view title, std::string_view lead,
                         std::string_view content) {
  std::string out = fmt::format("<section id=\"{}\"><h2>{}</h2>\n", id, html_text(title));
  if (!lead.empty()) out += fmt::format("<p class=\"lead\">{}</p>\n", lead);
  return out.append(content).append("</section>\n");
}

}  // namespace setoff::simulator
