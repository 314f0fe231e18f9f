#include <boost/json.hpp>

#include "ledger/crypto/encoding.h"
#include "simulator/report/json_text.h"
#include "simulator/report/summary.h"

namespace setoff::simulator {
namespace {

namespace json = boost::json;

// {"value": "12.50", "unit": "USD", "book": {"value": ..., "unit": "EUR"}}; `book` only if it
// differs.
json::object to_json(const Reported& amount) {
  json::object object = simulator::to_json(amount.value);
  if (amount.book.unit != amount.value.unit) object["book"] = simulator::to_json(amount.book);
  return object;
}

template <NamedEnum E, std::size_t N>
json::object named_json(const std::array<Reported, N>& values) {
  json::object object;
  for (std::size_t i = 0; i < N; ++i)
    object[enum_name(static_cast<E>(i))] = to_json(values[i]);
  return object;
}

json::object lines_json(const Summary& summary) {
  json::object lines;
  for (const LineRow& row : summary.lines)
    lines[row.name] = json::object{{"title", row.title},
                                   {"delivered", simulator::to_json(row.delivered)},
                                   {"billed", to_json(row.billed)},
                                   {"paid", to_json(row.paid)}};
  return lines;
}

json::object accounts_json(const Summary& summary) {
  json::object accounts;
  for (const AccountRow& row : summary.accounts)
    accounts[row.name] = json::object{{"title", row.title},
                                      {"balance", simulator::to_json(row.balance)},
                                      {"value", to_json(row.value)},
                                      {"blocked", to_json(row.blocked)}};
  return accounts;
}

json::array goods_json(const Summary& summary) {
  json::array rows;
  for (const GoodRow& row : summary.goods) {
    json::object object;
    object["good"] = row.name;
    object["title"] = row.title;
    object["purpose"] = row.purpose;
    object["spent"] = to_json(row.spent);
    object["ordered"] = simulator::to_json(row.ordered);
    object["landed"] = simulator::to_json(row.landed);
    object["need"] = simulator::to_json(row.need);
    object["asked_of_the_scheme"] = simulator::to_json(row.asked);
    if (row.financed) object["financed"] = simulator::to_json(*row.financed);
    object["stock"] = simulator::to_json(row.stock);
    object["shortage_days"] = row.shortage_days;
    rows.push_back(std::move(object));
  }
  return rows;
}

json::array purchases_json(const Summary& summary) {
  json::array rows;
  for (const PurchaseRow& row : summary.purchases)
    rows.push_back(json::object{{"purchase", row.name},
                                {"title", row.title},
                                {"billed", to_json(row.billed)},
                                {"paid", to_json(row.paid)},
                                {"supplied", simulator::to_json(row.supplied)}});
  return rows;
}

json::array clearings_json(const Summary& summary) {
  json::array rows;
  for (const ClearingRow& row : summary.clearings) {
    rows.push_back(json::object{{"account", row.name},
                                {"title", row.title},
                                {"balance", simulator::to_json(row.balance)},
                                {"called", simulator::to_json(row.called)},
                                {"settled", simulator::to_json(row.settled)},
                                {"consultations", row.consultations}});
    if (row.moved.minor != 0) rows.back().as_object()["moved"] = simulator::to_json(row.moved);
    if (row.swing.minor != 0) rows.back().as_object()["swing"] = simulator::to_json(row.swing);
  }
  return rows;
}

json::array clearing_quarters_json(const Summary& summary, const QuarterRow& quarter) {
  json::array rows;
  for (std::size_t i = 0; i < quarter.clearings.size(); ++i) {
    const ClearingQuarter& of = quarter.clearings[i];
    json::object row{{"account", summary.clearings[i].name},
                     {"balance", simulator::to_json(of.balance)},
                     {"called", simulator::to_json(of.called)},
                     {"settled", simulator::to_json(of.settled)}};
    if (summary.clearings[i].moved.minor != 0) row["moved"] = simulator::to_json(of.moved);
    rows.push_back(std::move(row));
  }
  return rows;
}

json::array quarters_json(const Summary& summary) {
  json::array rows;
  for (const QuarterRow& row : summary.quarters) {
    json::object quarter{{"quarter", row.name},
                         {"from", row.from.text()},
                         {"to", row.to.text()},
                         {"billed", to_json(row.billed)},
                         {"paid", to_json(row.paid)},
                         {"released", to_json(row.released)},
                         {"spent", to_json(row.spent)},
                         {"overdue", to_json(row.overdue)},
                         {"blocked", to_json(row.blocked)}};
    if (!summary.purchases.empty()) {
      quarter["purchased"] = to_json(row.purchased);
      quarter["paid_for"] = to_json(row.paid_for);
    }
    if (!row.clearings.empty()) quarter["clearing"] = clearing_quarters_json(summary, row);
    rows.push_back(std::move(quarter));
  }
  return rows;
}

json::array refusals_json(const Summary& summary) {
  json::array rows;
  for (const RefusalRow& row : summary.refusals) {
    json::object object{{"event", info_of(row.type).name}, {"rule", info_of(row.code).name}};
    if (!row.limit.empty()) object["limit"] = row.limit;
    if (!row.account.empty()) object["account"] = row.account;
    object["count"] = row.count;
    object["first"] = row.first.text();
    object["last"] = row.last.text();
    rows.push_back(std::move(object));
  }
  return rows;
}

json::array expectations_json(const Summary& summary) {
  json::array rows;
  for (const ExpectationRow& row : summary.expectations) {
    const bool error = row.severity == ExpectationSeverity::error;
    json::object object;
    object["name"] = row.name;
    object["text"] = row.text;
    object["result"] = row.verdict == ExpectationVerdict::ok       ? "ok"
                       : row.verdict == ExpectationVerdict::failed ? "failed"
                                                                   : "never_judged";
    object["severity"] = error ? "error" : "warning";
    object["kind"] = row.kind == ExpectationKind::benchmark ? "mark" : "check";
    object["expected"] = row.expected;
    if (row.observed) object["observed"] = simulator::to_json(*row.observed);
    if (row.residual) object["residual"] = simulator::to_json(*row.residual);
    if (row.day) object["day"] = row.day->text();
    if (!row.reason.empty()) object["reason"] = row.reason;
    if (!row.source.empty()) object["source"] = row.source;
    if (!row.tag.empty()) object["tag"] = row.tag;
    if (!row.note.empty()) object["note"] = row.note;
    rows.push_back(std::move(object));
  }
  return rows;
}

json::array worst_json(const Summary& summary) {
  json::array rows;
  for (const WorstRow& worst : summary.worst_months)
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
  root["currency"] = summary.currency;
  root["book_currency"] = summary.book;
  if (summary.rate) root["rate_on_last_day"] = summary.rate->text();
  root["valued"] = "flows at the newest rate of each day, levels at that of the last day";
  const std::vector<std::string> sentences = sentences_of(summary);
  root["in_short"] = json::array(sentences.begin(), sentences.end());
  root["billed"] = to_json(summary.billed);
  root["paid"] = to_json(summary.paid);
  root["lines"] = lines_json(summary);
  root["claims_by_state"] = named_json<ClaimPart>(summary.states);
  root["figures"] = named_json<Figure>(summary.figures);
  root["accounts"] = accounts_json(summary);
  root["purchases"] = purchases_json(summary);
  root["clearing"] = clearings_json(summary);
  root["window_open_on_last_day"] = summary.window_open;
  root["days_without_window"] = summary.days_without_window;
  root["paid_out"] = to_json(summary.paid_out);
  root["goods"] = goods_json(summary);
  json::object other_uses;
  for (const UseRow& row : summary.other_uses)
    other_uses[row.purpose] = to_json(row.spent);
  root["other_uses"] = std::move(other_uses);
  root["quarters"] = quarters_json(summary);
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
    totals[total.name] = simulator::to_json(total.value);
  root["totals"] = std::move(totals);
  root["events"] = summary.events;
  root["ledger"] = json::object{{"entries", record.entries}, {"root", to_hex(record.root.view())}};
  return indented(root);
}

}  // namespace setoff::simulator
