#include "simulator/report/study_page.h"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "ledger/base/characters.h"
#include "ledger/base/check.h"
#include "ledger/base/grouped.h"
#include "simulator/report/assets.h"
#include "simulator/report/html_text.h"
#include "simulator/report/json_text.h"
#include "simulator/report/study_figures.h"
#include "simulator/report/study_page_parts.h"

namespace setoff::simulator {
namespace {

// With spaces that do not break behind a digit: "23 %", "412 MUSD", "31 Dec".
std::string kept_together(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == ' ' && i > 0 && is_digit(text[i - 1]))
      out += "\u00a0";
    else
      out += text[i];
  return out;
}

// The first sentence says what was run; what it shows stands out below.
std::string findings(const std::vector<std::string>& sentences) {
  std::string out = paragraphs({sentences.front()});
  if (sentences.size() < 2) return out;
  out += "\n<ul class=\"findings\">\n";
  for (std::size_t i = 1; i < sentences.size(); ++i)
    out += "<li>" + html_text(kept_together(sentences[i])) + "</li>\n";
  return out + "</ul>";
}

// Links to the sections of the page, in their order.
std::string contents_of(std::string_view sections) {
  constexpr std::string_view kBegin = "<section id=\"";
  std::string out = "<ul>";
  for (std::size_t at = sections.find(kBegin); at != std::string_view::npos;
       at = sections.find(kBegin, at + 1)) {
    const std::size_t id = at + kBegin.size();
    const std::size_t title = sections.find("<h2>", id) + 4;
    out += fmt::format("<li><a href=\"#{}\">{}</a></li>",
                       sections.substr(id, sections.find('"', id) - id),
                       sections.substr(title, sections.find("</h2>", title) - title));
  }
  return out + "</ul>";
}

std::string frame_text(const StudySummary& summary, const StudyPageFacts& facts) {
  const StudyShape& shape = summary.points.front().shape;
  std::string out = facts.file;
  if (!shape.periods.empty())
    out += fmt::format(" · {} to {}", shown_day(shape.periods.front()),
                       shown_day(shape.periods.back()));
  if (summary.points.size() > 1) out += fmt::format(" · {} points", summary.points.size());
  return out + fmt::format(" · {} paths · seed {}",
                           grouped(static_cast<std::int64_t>(facts.paths), 0), facts.seed);
}

}  // namespace

std::string study_page(const StudySummary& summary, const StudyPageFacts& facts) {
  SETOFF_CHECK(!summary.points.empty());
  std::string style(asset("uPlot.min.css"));
  style += asset("page.css");
  style += asset("study.css");
  const std::string chart_script(asset("uPlot.iife.min.js"));
  std::string page_script = "\"use strict\";(() => {\n";
  for (const std::string_view part : {"text.js", "charts.js", "fan.js", "study.js"})
    page_script += asset(part);
  page_script += "})();\n";
  const std::string sections = chances_section(summary) + answers_section(summary) +
                               differences_section(summary) + bands_section(summary) +
                               paths_section(summary, facts) + failures_section(summary) +
                               basis_section(summary, facts);
  return filled(asset("study.html"),
                {{"TITLE", html_text(facts.title)},
                 {"FRAME", html_text(frame_text(summary, facts))},
                 {"CONTENTS", contents_of(sections)},
                 {"FINDINGS", findings(study_sentences(summary, facts))},
                 {"SECTIONS", sections},
                 {"VERSION", html_text("setoff " + facts.version)},
                 {"STYLE_HASH", source_hash(style)},
                 {"SCRIPT_HASHES", source_hash(chart_script) + " " + source_hash(page_script)},
                 {"STYLE", style},
                 {"DATA", for_script(study_chart_data(summary))},
                 {"CHART_SCRIPT", chart_script},
                 {"PAGE_SCRIPT", page_script}});
}

}  // namespace setoff::simulator
