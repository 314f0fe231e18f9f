// Reads accounts, openings and data: what exists before the first day.

#include "simulator/scenario/read_path.h"
#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

constexpr Choice<AccountUse> kAccountKinds[] = {{"restricted", AccountUse::deposit},
                                                {"reserve", AccountUse::reserve},
                                                {"clearing", AccountUse::clearing}};
constexpr Choice<GapPolicy> kRateGaps[] = {{"hold", GapPolicy::hold},
                                           {"refuse_days", GapPolicy::refuse_days},
                                           {"refuse_months", GapPolicy::refuse_months}};

std::optional<int> read_months(const Node& node, const ReadContext& reading) {
  const auto duration = read_measured(node, reading, "number of months", "12 months",
                                      [](const Measure& m) { return expect_duration(m); });
  if (!duration) return std::nullopt;
  if (duration->unit == TimeUnit::month && duration->count > 0) return duration->count;
  reading.error("wrong_unit", node.span(), "expected a number of months, found " + duration->text(),
                {}, "write it like 12 months");
  return std::nullopt;
}

std::optional<std::vector<LineOpening>> read_opening(const Node& node, const ReadContext& reading,
                                                     const Context& context) {
  std::vector<LineOpening> out;
  if (!node.is_mapping()) {
    const auto amount = read_money(node, reading);
    if (!amount) return std::nullopt;
    if (context.lines.names.size() == 1) return std::vector<LineOpening>{{LineRef(0), *amount}};
    reading.error("missing_line", node.span(),
                  "the file has more than one export line, so an opening must say of which", {},
                  "write opening: { line: " + node.text() + " }");
    return std::nullopt;
  }
  MapReader map(node, reading);
  std::vector<std::pair<std::string, LineOpening>> pairs;
  map.each(
      "line",
      [&](const Node& value, const ReadContext& at) -> std::optional<LineOpening> {
        const Node key = Node::scalar(std::string(key_text(at)), at.key_span());
        const auto line = reference<LineRef>(context.lines)(key, at);
        const auto amount = read_money(value, at);
        if (!line || !amount) return std::nullopt;
        return LineOpening{*line, *amount};
      },
      pairs);
  append_sorted(pairs, out);
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

void check_account(MapReader& map, const ScenarioAccount& account, Day first) {
  if (map.has("consult_after") && account.use != AccountUse::clearing)
    map.error_at("consult_after", "conflicting_keys",
                 "only the balance of a clearing account can have either sign");
  for (const LineOpening& opening : account.openings) {
    if (!opening.amount.is_negative() || account.use == AccountUse::clearing) continue;
    map.error_at("opening", "out_of_range", "an opening balance is not below zero");
    break;
  }
  if (account.open_from && *account.open_from > first && !account.openings.empty())
    map.error_at("opening", "conflicting_keys",
                 "the account opens on " + account.open_from->text() +
                     ", after time.from, and can have no balance then");
}

std::optional<ScenarioAccount> read_account(const Node& node, const ReadContext& reading,
                                            const Context& context) {
  const bool named = check_name(key_text(reading), reading);
  MapReader map(node, reading);
  ScenarioAccount out;
  out.name = std::string(key_text(reading));
  map.required({"bank", "the party that holds it", "trade_bank"},
               reference<PartyRef>(context.parties), out.bank);
  map.required({"owner", "the party whose money it is", "gas_company"},
               reference<PartyRef>(context.parties), out.owner);
  map.required({"currency", "of its balance", "IQD"}, read_currency, out.currency);
  map.optional({"title", "what readers see", "Dinars at the trade bank"}, read_text, out.title);
  map.with_default({"kind", "restricted: debits need an authority", "restricted", "restricted"},
                   one_of(kAccountKinds), out.use);
  map.optional({"place", "where the bank is, for windows that name places", "iraq"}, read_own_name,
               out.place);
  map.optional({"consult_after", "month ends with a balance of one sign until the sides consult",
                "12 months"},
               read_months, out.consult_after_months);
  map.optional({"open_from", "no movement before", "2020-12-30"}, read_day, out.open_from);
  map.optional(
      {"opening", "balance at time.from, by line", "{ gas: 300 MUSD }"},
      [&](const Node& value, const ReadContext& at) { return read_opening(value, at, context); },
      out.openings);
  if (map.finish()) check_account(map, out, context.time.from);
  return map.finish() && named ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<OpeningClaim> read_claim(const Node& node, const ReadContext& reading,
                                       const Context& context) {
  MapReader map(node, reading);
  OpeningClaim out;
  map.required({"line", "export line", "gas"}, reference<LineRef>(context.lines), out.line);
  map.required({"amount", "open amount", "600 MUSD"}, read_money, out.amount);
  map.required({"due", "when it was or falls due", "2019-11-30"}, read_day, out.due);
  if (map.finish() && !out.amount.is_positive())
    map.error_at("amount", "out_of_range", "an open claim is above zero");
  return map.finish() ? std::optional(out) : std::nullopt;
}

// One entry of `data`.
struct ReadSeries {
  Steps<Decimal> values;
  std::string unit;
  Dimension dimension;
  std::string title;
};

// `unit` is empty if it could not be read: then nothing is read from the file.
std::optional<Steps<Decimal>> from_file(MapReader& map, const Node& file, CsvFiles& files,
                                        const std::string& unit) {
  CsvColumns columns;
  columns.unit = unit;
  std::optional<Node> sha256;
  map.optional({"sha256", "hash that pins the file", "9f2c41d0..."}, read_node, sha256);
  map.required({"date", "column of the dates", "month"}, read_text, columns.date);
  map.required({"column", "column of the values", "usd_bbl"}, read_text, columns.value);
  map.optional({"gaps", "what a missing row means, at the end too", "refuse_months"},
               one_of(kRateGaps), columns.gaps);
  map.with_default({"calendar", "of the dates in the file", "gregorian", "gregorian"},
                   one_of<Calendar>(), columns.calendar);
  if (columns.date.empty() || columns.value.empty() || unit.empty()) return std::nullopt;
  const ReadContext& reading = map.reading();
  const SourceFile* loaded = files.load(file, sha256 ? &*sha256 : nullptr, reading);
  if (loaded == nullptr) return std::nullopt;
  return read_csv_series(*loaded, columns, map.node(), reading);
}

std::optional<ReadSeries> read_series(const Node& node, const ReadContext& reading,
                                      Context& context, CsvFiles& files) {
  const bool named = check_name(key_text(reading), reading);
  if (report_without_unit(node, reading, "USD/bbl")) return std::nullopt;
  MapReader map(node, reading);
  ReadSeries out;
  std::optional<Node> file;
  const auto read_dimension = [&](const Node& value,
                                  const ReadContext& at) -> std::optional<std::string> {
    const auto text = read_text(value, at);
    if (!text || *text == "1") return text;
    const auto unit = parse_unit(*text);
    if (!unit) {
      at.fault(unit.error(), value);
      return std::nullopt;
    }
    out.dimension = unit->dimension;
    return text;
  };
  const bool has_unit = map.required({"unit", "unit of the values; 1 for plain ratios", "USD/bbl"},
                                     read_dimension, out.unit);
  map.optional({"title", "the name shown to readers", "Brent crude oil"}, read_text, out.title);
  map.optional({"file", "a CSV file, relative to this file", "data/brent.csv"}, read_node, file);
  std::optional<Steps<Decimal>> values;
  if (file) {
    values = from_file(map, *file, files, out.unit);
  } else if (map.is_misspelt("file")) {
    (void)from_file(map, node, files, {});
  } else if (!has_unit) {
    skip_written_path(map, DataForm::refused);
  } else {
    const auto written =
        read_written_path(map, context, DataForm::refused, out.unit, context.time.months);
    if (written)
      values = convert_path<Decimal>(*written, reading, [&](const Measure& measure) {
        return expect_value(measure, out.dimension);
      });
  }
  if (!map.finish() || !values || !named) return std::nullopt;
  out.values = std::move(*values);
  return out;
}

}  // namespace

std::optional<std::vector<ScenarioAccount>> read_accounts(const Node& node,
                                                          const ReadContext& reading,
                                                          const Context& context) {
  return read_by_name(node, reading, "account", [&](const Node& value, const ReadContext& at) {
    return read_account(value, at, context);
  });
}

std::optional<std::vector<OpeningClaim>> read_openings(const Node& node, const ReadContext& reading,
                                                       const Context& context) {
  MapReader map(node, reading);
  std::vector<OpeningClaim> out;
  map.optional({"claims", "claims that are open when the run begins",
                "[{ line: gas, amount: 600 MUSD, due: 2019-11-30 }]"},
               list_of([&](const Node& value, const ReadContext& at) {
                 return read_claim(value, at, context);
               }),
               out);
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

bool read_data(const Node& node, const ReadContext& reading, Context& context, CsvFiles& files) {
  MapReader map(node, reading);
  std::vector<std::pair<std::string, ReadSeries>> pairs;
  map.each(
      "series",
      [&](const Node& value, const ReadContext& at) {
        return read_series(value, at, context, files);
      },
      pairs);
  const bool good = map.finish();
  // Series that could not be read are kept without values and dimension, so that formulas over them
  // report no follow-up errors.
  for (const std::string& name : context.series.names) {
    const auto read = std::ranges::find(pairs, name, &std::pair<std::string, ReadSeries>::first);
    const bool known = read != pairs.end();
    const auto ref = SeriesRef(static_cast<std::uint32_t>(context.symbols.size()));
    const Dimension dimension = known ? read->second.dimension : Dimension();
    context.symbols.push_back({name, ref, dimension, known});
    context.series_values.push_back({name, dimension.text(),
                                     known ? std::move(read->second.values) : Steps<Decimal>(),
                                     known ? std::move(read->second.title) : std::string()});
  }
  return good;
}

}  // namespace setoff::simulator
