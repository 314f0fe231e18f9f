#include "simulator/report/page_data.h"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "ledger/crypto/encoding.h"
#include "simulator/report/amount_text.h"
#include "simulator/report/columns.h"
#include "simulator/report/json_text.h"

namespace setoff::sim {
namespace {

namespace json = boost::json;

json::object card(std::string_view label, const Value& value, std::string note,
                  std::string_view tone) {
  return {{"label", label},          {"value", brief({value.minor, value.scale, ""})},
          {"unit", value.unit},      {"exact", grouped(value)},
          {"note", std::move(note)}, {"tone", tone}};
}

std::string share_note(const Value& part, const Value& whole, std::string_view of) {
  if (whole.minor <= 0) return {};
  const double share = 100.0 * static_cast<double>(part.minor) / static_cast<double>(whole.minor);
  return fmt::format("{:.0f} % of {}", share, of);
}

json::array cards(const Summary& summary) {
  std::string lines;
  for (const Part& part : summary.revenue)
    lines += (lines.empty() ? "" : ", ") + part.name + " " +
             brief({part.value.minor, part.value.scale, ""});
  const std::string_view billed = "what was billed";
  const std::string trapped_note =
      summary.window_open ? "at the banks, not released" : "at the banks, and no window is open";
  return {card("billed", summary.revenue_total, lines, "plain"),
          card("paid by the buyer", summary.received_total,
               share_note(summary.received_total, summary.revenue_total, billed), "plain"),
          card("still owed", summary.owed, "with late fees", "owed"),
          card("trapped", summary.trapped, trapped_note, "bank"),
          card("spent", summary.spent_total, "on goods and other purposes", "spent")};
}

json::array claim_parts(const RunRecord& record) {
  json::array parts;
  for (const ClaimPart& part : kClaimParts) {
    json::array columns;
    for (const ExportLine& line : record.scenario().exports) {
      std::string name = part.column(line.name);
      const bool there = find_column(record.result.daily, name) != nullptr;
      columns.push_back(there ? json::value(std::move(name)) : json::value(nullptr));
    }
    parts.push_back(
        json::object{{"name", part.name}, {"about", part.about}, {"columns", std::move(columns)}});
  }
  return parts;
}

json::array lines_data(const RunRecord& record) {
  json::array lines;
  for (const ExportLine& line : record.scenario().exports)
    lines.push_back(json::object{{"name", line.name},
                                 {"unit", line.unit.code()},
                                 {"seller", record.scenario().party(line.seller).title},
                                 {"buyer", record.scenario().party(line.buyer).title}});
  return lines;
}

json::array goods_data(const Summary& summary) {
  json::array rows;
  for (const GoodRow& row : summary.goods)
    rows.push_back(json::object{{"name", row.name},
                                {"purpose", row.purpose},
                                {"paid", grouped(row.paid.minor, row.paid.scale)},
                                {"drawn", std::llround(drawn(row.paid.minor, row.paid.scale))},
                                {"ordered", grouped(row.ordered)},
                                {"landed", grouped(row.landed)},
                                {"financed", row.financed ? grouped(*row.financed) : std::string()},
                                {"stock", grouped(row.stock)},
                                {"shortage_days", row.shortage_days}});
  for (const Part& use : summary.other_uses)
    rows.push_back(json::object{{"name", "other uses"},
                                {"purpose", use.name},
                                {"paid", grouped(use.value.minor, use.value.scale)},
                                {"drawn", std::llround(drawn(use.value.minor, use.value.scale))}});
  return rows;
}

json::array expectations_data(const Summary& summary) {
  json::array rows;
  for (const ExpectationRow& row : summary.expectations) {
    const bool never = row.verdict == Verdict::never_judged;
    const std::string_view shown = never                       ? "never judged"
                                   : row.mark == Mark::ok      ? "ok"
                                   : row.mark == Mark::warning ? "warning"
                                                               : "failed";
    rows.push_back(json::object{{"mark", shown},
                                {"name", row.name},
                                {"text", row.text},
                                {"observed", row.observed ? grouped(*row.observed) : std::string()},
                                {"residual", row.residual ? grouped(*row.residual) : std::string()},
                                {"day", row.day ? row.day->text() : std::string()},
                                {"reason", row.reason},
                                {"note", row.note}});
  }
  return rows;
}

json::array worst_data(const Summary& summary) {
  json::array rows;
  for (const WorstMonth& worst : summary.worst_months)
    rows.push_back(json::object{{"measure", worst.measure},
                                {"from", worst.from.text()},
                                {"to", worst.to.text()},
                                {"value", brief(worst.value)}});
  return rows;
}

json::object reproduce_data(const RunRecord& record) {
  json::array files;
  for (const InputFile& file : record.loaded.files)
    files.push_back(json::array{file.name, to_hex(file.sha256.view())});
  return {{"command", command_of(record)},
          {"program", "setoff " + record.version},
          {"seed", std::to_string(record.scenario().seed)},
          {"root", to_hex(record.root.view())},
          {"entries", record.entries},
          {"model", to_hex(model_digest(record).view())},
          {"files", std::move(files)}};
}

}  // namespace

json::object page_data(const RunRecord& record, const Summary& summary) {
  const Scenario& scenario = record.scenario();
  json::object data;
  data["name"] = summary.name;
  data["title"] = summary.title;
  data["from"] = summary.from.since_epoch();
  data["days"] = record.result.daily.days.size();
  data["book"] = summary.book;
  data["flows"] = scenario.flows == Flows::recorded ? "recorded" : "behavioural";
  data["variants"] = json::array(record.options.variants.begin(), record.options.variants.end());
  data["sets"] = json::array(record.options.sets.begin(), record.options.sets.end());
  data["cards"] = cards(summary);
  data["worst"] = worst_data(summary);
  data["parts"] = claim_parts(record);
  data["lines"] = lines_data(record);
  data["accounts"] = json::array();
  for (const BankAccount& account : scenario.accounts)
    data["accounts"].as_array().push_back(json::string(account.name));
  data["goods"] = goods_data(summary);
  data["guarded"] = scenario.waiver.needed;
  data["no_window_days"] = summary.days_without_window;
  data["windows"] = windows_data(record);
  data["events"] = events_data(record);
  data["marks"] = marks_data(record);
  data["quarters"] = quarters_data(record);
  data["refusals"] = refusals_data(record);
  data["refused"] = summary.refused;
  data["expectations"] = expectations_data(summary);
  data["sources"] = sources_data(record);
  data["trial"] = trial_balance_data(record);
  data["notes"] = json::array();
  for (const RunNote& note : record.result.notes)
    data["notes"].as_array().push_back(json::array{note.day.text(), note.text});
  data["reproduce"] = reproduce_data(record);
  data["series"] = series_data(record);
  return data;
}

}  // namespace setoff::sim
