#include "simulator/report/page_data.h"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "ledger/crypto/encoding.h"
#include "simulator/report/amount_text.h"
#include "simulator/report/columns.h"
#include "simulator/report/json_text.h"

namespace setoff::simulator {
namespace {

namespace json = boost::json;

json::object card(std::string_view label, const Reported& amount, std::string note,
                  std::string_view tone) {
  std::string exact = grouped(amount.value);
  if (amount.book.unit != amount.value.unit) exact += ", in the books " + grouped(amount.book);
  return {{"label", label},
          {"value", brief({amount.value.minor, amount.value.scale, ""})},
          {"unit", amount.value.unit},
          {"exact", std::move(exact)},
          {"note", std::move(note)},
          {"tone", tone}};
}

json::array cards(const Summary& summary) {
  std::string lines;
  for (const LineRow& row : summary.lines)
    lines += (lines.empty() ? "" : ", ") + row.title + " " +
             brief({row.billed.value.minor, row.billed.value.scale, ""});
  const Reported& released = summary.figure(Figure::released);
  const std::string blocked_note =
      summary.window_open || released.value.minor == 0
          ? "at the banks, not released"
          : "and " + brief(released.value) + " released, but no window is open";
  return {card("billed", summary.billed, lines, "plain"),
          card("paid by the buyer", summary.paid, "for bills and for what was owed at the start",
               "plain"),
          card("still owed", summary.figure(Figure::owed), "on the last day", "owed"),
          card("blocked", summary.figure(Figure::blocked), blocked_note, "bank"),
          card("spent", summary.figure(Figure::spent), "on goods and other purposes", "spent")};
}

// One band of the stacked chart: a claim part, or all parts of a group under the group's name.
struct Band {
  std::string_view name;
  std::string_view about;
  std::vector<ClaimPart> parts;
};

std::vector<Band> bands() {
  std::vector<Band> bands;
  const std::pair<ClaimGroup, Figure> together[] = {{ClaimGroup::cost, Figure::costs},
                                                    {ClaimGroup::exchange, Figure::exchange},
                                                    {ClaimGroup::liability, Figure::liabilities}};
  for (std::size_t i = 0; i < kClaimParts; ++i) {
    const auto part = static_cast<ClaimPart>(i);
    const auto group =
        std::ranges::find(together, group_of(part), &std::pair<ClaimGroup, Figure>::first);
    if (group == std::end(together))
      bands.push_back({enum_name(part), about(part), {part}});
    else if (bands.back().name == enum_name(group->second))
      bands.back().parts.push_back(part);
    else
      bands.push_back({enum_name(group->second), about(group->second), {part}});
  }
  return bands;
}

json::array claim_parts(const RunRecord& record) {
  json::array parts;
  for (const Band& band : bands()) {
    json::array columns;  // one per line of trade
    for (const Contract& line : record.scenario().exports) {
      json::array of_line;
      for (const ClaimPart part : band.parts)
        of_line.push_back(json::string(claims_column(line.name, part)));
      columns.push_back(std::move(of_line));
    }
    parts.push_back(
        json::object{{"name", band.name}, {"about", band.about}, {"columns", std::move(columns)}});
  }
  return parts;
}

json::array lines_data(const RunRecord& record, const Summary& summary) {
  json::array lines;
  for (std::size_t i = 0; i < summary.lines.size(); ++i) {
    const Contract& line = record.scenario().exports[i];
    lines.push_back(json::object{{"name", line.name},
                                 {"title", summary.lines[i].title},
                                 {"unit", line.unit.code()},
                                 {"seller", record.scenario().party(line.seller).title},
                                 {"buyer", record.scenario().party(line.buyer).title}});
  }
  return lines;
}

json::array accounts_data(const Summary& summary) {
  json::array accounts;
  for (const AccountRow& row : summary.accounts)
    accounts.push_back(json::object{{"name", row.name},
                                    {"title", row.title},
                                    {"balance", grouped(row.balance)},
                                    {"value", grouped(row.value.value)},
                                    {"blocked", grouped(row.blocked.value)}});
  return accounts;
}

json::array clearings_data(const Summary& summary) {
  json::array rows;
  for (const ClearingRow& row : summary.clearings)
    rows.push_back(json::object{{"name", row.name},
                                {"title", row.title},
                                {"balance", grouped(row.balance)},
                                {"called", grouped(row.called)},
                                {"settled", grouped(row.settled)},
                                {"consultations", row.consultations}});
  return rows;
}

json::array purchases_data(const RunRecord& record, const Summary& summary) {
  json::array rows;
  for (std::size_t i = 0; i < summary.purchases.size(); ++i) {
    const Contract& contract = record.scenario().purchases[i].contract;
    const PurchaseRow& row = summary.purchases[i];
    rows.push_back(json::object{{"name", row.name},
                                {"title", row.title},
                                {"seller", title_of(record.scenario().party(contract.seller))},
                                {"billed", grouped(row.billed.value)},
                                {"paid", grouped(row.paid.value)}});
  }
  return rows;
}

json::array goods_data(const Summary& summary) {
  json::array rows;
  const auto money = [](const Reported& spent) {
    return grouped(spent.value.minor, spent.value.scale);
  };
  const auto size = [](const Reported& spent) {
    return std::llround(chart_value(spent.value.minor, spent.value.scale));
  };
  for (const GoodRow& row : summary.goods)
    rows.push_back(json::object{{"name", row.name},
                                {"title", row.title},
                                {"purpose", row.purpose},
                                {"spent", money(row.spent)},
                                {"drawn", size(row.spent)},
                                {"ordered", grouped(row.ordered)},
                                {"landed", grouped(row.landed)},
                                {"asked", grouped(row.asked)},
                                {"financed", row.financed ? grouped(*row.financed) : std::string()},
                                {"stock", grouped(row.stock)},
                                {"shortage_days", row.shortage_days}});
  for (const UseRow& row : summary.other_uses)
    rows.push_back(json::object{{"name", ""},
                                {"title", "other uses"},
                                {"purpose", row.purpose},
                                {"spent", money(row.spent)},
                                {"drawn", size(row.spent)}});
  return rows;
}

json::array expectations_data(const Summary& summary) {
  json::array rows;
  for (const ExpectationRow& row : summary.expectations) {
    const bool never = row.verdict == ExpectationVerdict::never_judged;
    const std::string_view shown = never                                    ? "never judged"
                                   : row.mark == ExpectationStatus::ok      ? "ok"
                                   : row.mark == ExpectationStatus::warning ? "warning"
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
  for (const WorstRow& worst : summary.worst_months)
    rows.push_back(json::object{{"measure", worst.measure},
                                {"from", worst.from.text()},
                                {"to", worst.to.text()},
                                {"value", brief(worst.value.value)}});
  return rows;
}

json::object reproduce_data(const RunRecord& record) {
  json::array files;
  for (const LoadedFile& file : record.loaded.files)
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
  data["currency"] = summary.currency;
  data["book"] = summary.book;
  if (summary.rate) data["rate"] = rate_text(*summary.rate);
  const std::vector<std::string> sentences = sentences_of(summary);
  data["sentences"] = json::array(sentences.begin(), sentences.end());
  data["flows"] = scenario.flows == Flows::recorded ? "recorded" : "behavioural";
  data["variants"] = json::array(record.options.variants.begin(), record.options.variants.end());
  data["sets"] = json::array(record.options.sets.begin(), record.options.sets.end());
  data["cards"] = cards(summary);
  data["worst"] = worst_data(summary);
  data["parts"] = claim_parts(record);
  data["lines"] = lines_data(record, summary);
  data["accounts"] = accounts_data(summary);
  data["clearings"] = clearings_data(summary);
  data["purchases"] = purchases_data(record, summary);
  data["goods"] = goods_data(summary);
  data["guarded"] = scenario.waiver.needed;
  data["no_window_days"] = summary.days_without_window;
  data["windows"] = windows_data(record);
  data["events"] = events_data(record);
  data["marks"] = marks_data(record);
  data["quarters"] = quarters_data(summary);
  data["refusals"] = refusals_data(record);
  data["refused"] = summary.refused;
  data["expectations"] = expectations_data(summary);
  data["sources"] = sources_data(record);
  data["references"] = references_data(record);
  data["trial"] = trial_balance_data(record);
  data["notes"] = json::array();
  for (const RunNote& note : record.result.notes)
    data["notes"].as_array().push_back(json::array{note.day.text(), note.text});
  data["reproduce"] = reproduce_data(record);
  data["series"] = series_data(record);
  return data;
}

}  // namespace setoff::simulator
