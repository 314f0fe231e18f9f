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
                                 {"worth", line.unit.code() == "value"},
                                 {"seller", title_of(record.scenario().party(line.seller))},
                                 {"buyer", title_of(record.scenario().party(line.buyer))}});
  }
  return lines;
}

std::string_view name_of(AccountUse use) {
  switch (use) {
    case AccountUse::deposit:
      return "restricted";
    case AccountUse::reserve:
      return "reserve";
    case AccountUse::clearing:
      return "clearing";
  }
  return "";
}

json::array accounts_data(const RunRecord& record, const Summary& summary) {
  json::array accounts;
  for (std::size_t i = 0; i < summary.accounts.size(); ++i) {
    const AccountRow& row = summary.accounts[i];
    accounts.push_back(json::object{{"name", row.name},
                                    {"title", row.title},
                                    {"kind", name_of(record.scenario().accounts[i].use)},
                                    {"balance", grouped(row.balance)},
                                    {"value", grouped(row.value.value)},
                                    {"blocked", grouped(row.blocked.value)}});
  }
  return accounts;
}

// Limits of a balance that series_data() has; a swing has a column of the run.
json::array limits_data(const RunRecord& record) {
  json::array limits;
  for (const AccountLimit& limit : record.scenario().limits)
    if (drawn_limit(limit))
      limits.push_back(json::object{{"name", limit.name},
                                    {"title", with_spaces(limit.name)},
                                    {"kind", limit.kind == LimitKind::floor ? "floor" : "cap"},
                                    {"account", record.scenario().account(limit.account).name}});
  return limits;
}

json::array home_data(const RunRecord& record) {
  json::array rows;
  for (const Monetisation& issue : record.scenario().monetisation) {
    const Value issued = run_total(record.result.daily, "home_money." + issue.name,
                                   issue.currency.code(), issue.currency.scale());
    rows.push_back(json::object{{"name", issue.name},
                                {"title", with_spaces(issue.name)},
                                {"account", title_of(record.scenario().account(issue.account))},
                                {"issued", grouped(issued)}});
  }
  return rows;
}

// Of series that have one, by column.
json::object titles_data(const RunRecord& record) {
  json::object titles;
  for (const Series& series : record.scenario().series)
    if (!series.title.empty()) titles["series." + series.name] = series.title;
  return titles;
}

json::array clearings_data(const Summary& summary) {
  json::array rows;
  for (const ClearingRow& row : summary.clearings)
    rows.push_back(json::object{{"name", row.name},
                                {"title", row.title},
                                {"balance", grouped(row.balance)},
                                {"called", grouped(row.called)},
                                {"paid", grouped(row.paid())},
                                {"moved", row.moved.minor != 0 ? grouped(row.moved) : ""},
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
                                {"worth", contract.unit.code() == "value"},
                                {"seller", title_of(record.scenario().party(contract.seller))},
                                {"buyer", title_of(record.scenario().party(contract.buyer))},
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
                                {"purpose", with_spaces(row.purpose)},
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
                                {"purpose", with_spaces(row.purpose)},
                                {"spent", money(row.spent)},
                                {"drawn", size(row.spent)}});
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
  data["flows"] = scenario.flows == Flows::recorded ? "recorded" : "behavioural";
  data["variants"] = json::array(record.options.variants.begin(), record.options.variants.end());
  data["sets"] = json::array(record.options.sets.begin(), record.options.sets.end());
  data["cards"] = cards_data(record, summary);
  data["worst"] = worst_data(summary);
  data["parts"] = claim_parts(record);
  data["lines"] = lines_data(record, summary);
  data["accounts"] = accounts_data(record, summary);
  data["clearings"] = clearings_data(summary);
  data["limits"] = limits_data(record);
  data["home"] = home_data(record);
  data["titles"] = titles_data(record);
  data["purchases"] = purchases_data(record, summary);
  data["goods"] = goods_data(summary);
  data["guarded"] = scenario.waiver.needed;
  data["no_window_days"] = summary.days_without_window;
  data["windows"] = windows_data(record);
  data["events"] = events_data(record);
  data["quarters"] = quarters_data(summary);
  data["refusals"] = refusals_data(summary);
  data["refused"] = summary.refused;
  data["expectations"] = expectations_data(record, summary);
  data["sources"] = sources_data(record);
  data["references"] = references_data(record, summary);
  data["trial"] = trial_balance_data(record);
  data["notes"] = json::array();
  for (const RunNote& note : record.result.notes)
    data["notes"].as_array().push_back(json::array{note.day.text(), note.text});
  data["reproduce"] = reproduce_data(record);
  data["series"] = series_data(record);
  return data;
}

}  // namespace setoff::simulator
