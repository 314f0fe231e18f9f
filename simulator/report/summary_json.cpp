#include <boost/json.hpp>

#include "ledger/crypto/encoding.h"
#include "simulator/report/json_text.h"
#include "simulator/report/summary.h"

namespace setoff::sim {
namespace {

namespace json = boost::json;

json::object parts_json(const std::vector<Part>& parts) {
  json::object object;
  for (const Part& part : parts)
    object[part.name] = to_json(part.value);
  return object;
}

json::array goods_json(const Summary& summary) {
  json::array rows;
  for (const GoodRow& row : summary.goods) {
    json::object object;
    object["good"] = row.name;
    object["purpose"] = row.purpose;
    object["paid"] = to_json(row.paid);
    object["ordered"] = to_json(row.ordered);
    object["landed"] = to_json(row.landed);
    object["need"] = to_json(row.need);
    if (row.financed) object["financed"] = to_json(*row.financed);
    object["stock"] = to_json(row.stock);
    object["shortage_days"] = row.shortage_days;
    rows.push_back(std::move(object));
  }
  return rows;
}

json::array refusals_json(const Summary& summary) {
  json::array rows;
  for (const RefusalCount& row : summary.refusals)
    rows.push_back(json::object{{"event", facts_of(row.type).name},
                                {"rule", facts_of(row.code).name},
                                {"count", row.count},
                                {"first", row.first.text()},
                                {"last", row.last.text()}});
  return rows;
}

json::array expectations_json(const Summary& summary) {
  json::array rows;
  for (const ExpectationRow& row : summary.expectations) {
    const bool error = row.severity == ExpectationSeverity::error;
    json::object object;
    object["name"] = row.name;
    object["text"] = row.text;
    object["result"] = row.verdict == Verdict::ok       ? "ok"
                       : row.verdict == Verdict::failed ? "failed"
                                                        : "never_judged";
    object["severity"] = error ? "error" : "warning";
    object["kind"] = row.kind == ExpectationKind::mark ? "mark" : "check";
    object["expected"] = row.expected;
    if (row.observed) object["observed"] = to_json(*row.observed);
    if (row.residual) object["residual"] = to_json(*row.residual);
    if (row.day) object["day"] = row.day->text();
    if (!row.reason.empty()) object["reason"] = row.reason;
    if (!row.note.empty()) object["note"] = row.note;
    rows.push_back(std::move(object));
  }
  return rows;
}

json::array worst_json(const Summary& summary) {
  json::array rows;
  for (const WorstMonth& worst : summary.worst_months)
    rows.push_back(json::object{{"measure", worst.measure},
                                {"from", worst.from.text()},
                                {"to", worst.to.text()},
                                {"worst", to_json(worst.value)}});
  return rows;
}

}  // namespace

std::string summary_json(const RunRecord& record, const Summary& summary) {
  json::object root;
  root["scenario"] = summary.name;
  root["title"] = summary.title;
  root["from"] = summary.from.text();
  root["to"] = summary.to.text();
  root["book_currency"] = summary.book;
  root["revenue"] = to_json(summary.revenue_total);
  root["revenue_by_line"] = parts_json(summary.revenue);
  root["received"] = to_json(summary.received_total);
  root["received_by_line"] = parts_json(summary.received);
  root["claim"] = to_json(summary.claim_total);
  root["claim_by_state"] = parts_json(summary.claim);
  root["owed"] = to_json(summary.owed);
  root["trapped"] = to_json(summary.trapped);
  root["window_open_on_last_day"] = summary.window_open;
  root["days_without_window"] = summary.days_without_window;
  root["spent"] = to_json(summary.spent_total);
  root["goods"] = goods_json(summary);
  root["other_uses"] = parts_json(summary.other_uses);
  root["worst_months"] = worst_json(summary);
  root["refused"] = summary.refused;
  root["refusals"] = refusals_json(summary);
  root["expectations"] = expectations_json(summary);
  json::array notes;
  for (const RunNote& note : record.result.notes)
    notes.push_back(json::object{{"day", note.day.text()}, {"note", note.text}});
  root["notes"] = std::move(notes);
  json::object totals;
  for (const Total& total : record.result.totals)
    totals[total.name] = to_json(total.value);
  root["totals"] = std::move(totals);
  root["events"] = summary.events;
  root["ledger"] = json::object{{"entries", record.entries}, {"root", to_hex(record.root.view())}};
  return indented(root);
}

}  // namespace setoff::sim
