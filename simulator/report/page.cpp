#include "simulator/report/page.h"

#include <boost/json.hpp>

#include "simulator/report/assets.h"
#include "simulator/report/html_text.h"
#include "simulator/report/json_text.h"
#include "simulator/report/page_data.h"

namespace setoff::simulator {
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
