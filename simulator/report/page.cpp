#include "simulator/report/page.h"

#include <array>
#include <boost/json.hpp>
#include <utility>

#include "ledger/base/check.h"
#include "ledger/crypto/encoding.h"
#include "ledger/crypto/sha256.h"
#include "simulator/report/assets.h"
#include "simulator/report/json_text.h"
#include "simulator/report/page_data.h"

namespace setoff::simulator {
namespace {

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

// Replaces each "@NAME@" of the template; inserted text is not searched again.
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

}  // namespace

std::string report_page(const RunRecord& record, const Summary& summary) {
  std::string style(asset("uPlot.min.css"));
  style += asset("page.css");
  const std::string chart_script(asset("uPlot.iife.min.js"));
  std::string page_script = "\"use strict\";(() => {\n";
  for (const std::string_view part :
       {"text.js", "charts.js", "marks.js", "panels.js", "trade.js", "tables.js", "page.js"})
    page_script += asset(part);
  page_script += "})();\n";
  return filled(asset("page.html"),
                {{"TITLE", html_text(summary.title)},
                 {"SENTENCES", paragraphs(sentences_of(summary))},
                 {"STYLE_HASH", source_hash(style)},
                 {"SCRIPT_HASHES", source_hash(chart_script) + " " + source_hash(page_script)},
                 {"STYLE", style},
                 {"DATA", for_script(page_data(record, summary))},
                 {"CHART_SCRIPT", chart_script},
                 {"PAGE_SCRIPT", page_script}});
}

}  // namespace setoff::simulator
