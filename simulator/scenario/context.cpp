#include "simulator/scenario/context.h"

#include <utility>

#include "ledger/text/nearest.h"
#include "simulator/scenario/parse_distribution.h"

namespace setoff::simulator {

namespace {

void add_keys(const Node* node, NameTable& table) {
  if (node == nullptr) return;
  for (const Member& member : node->members())
    table.names.push_back(member.key);
}

void sort_unique(NameTable& table) {
  std::ranges::sort(table.names);
  const auto rest = std::ranges::unique(table.names);
  table.names.erase(rest.begin(), rest.end());
}

void report_bad_name(std::string_view name, Span span, std::string_view letters,
                     const ReadContext& reading) {
  std::string lower(name);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  reading.error("bad_name", span,
                "'" + std::string(name) + "' cannot be a name: names are " + std::string(letters) +
                    ", begin with a letter and have at most 32 characters",
                is_scenario_name(lower) ? lower : "");
}

}  // namespace

std::optional<std::uint32_t> NameTable::find(std::string_view name) const {
  const auto at = std::ranges::lower_bound(names, name);
  if (at == names.end() || *at != name) return std::nullopt;
  return static_cast<std::uint32_t>(at - names.begin());
}

Context collect_names(const Node& root) {
  Context context;
  add_keys(root.find("parties"), context.parties);
  add_keys(root.find("exports"), context.lines);
  add_keys(root.find("purchases"), context.purchases);
  add_keys(root.find("accounts"), context.accounts);
  add_keys(root.find("data"), context.series);
  if (const Node* fx = root.find("fx")) add_keys(fx->find("rates"), context.rates);
  if (const Node* imports = root.find("imports")) add_keys(imports->find("goods"), context.goods);
  if (const Node* purposes = root.find("purposes")) {
    for (const Node& item : purposes->items())
      context.purposes.names.push_back(item.text());
  }
  if (const Node* accounts = root.find("accounts")) {
    for (const Member& member : accounts->members()) {
      const Node* place = member.value.find("place");
      if (place != nullptr && place->is_scalar()) context.places.names.push_back(place->text());
    }
  }
  for (NameTable* table :
       {&context.parties, &context.lines, &context.accounts, &context.goods, &context.purchases,
        &context.rates, &context.series, &context.purposes, &context.places})
    sort_unique(*table);
  return context;
}

std::optional<std::uint32_t> read_reference(const Node& node, const ReadContext& reading,
                                            const NameTable& table) {
  reading.type(table.kind);
  const auto name =
      read_scalar(node, reading, table.kind, table.names.empty() ? "name" : table.names.front());
  if (!name) return std::nullopt;
  const auto index = table.find(*name);
  if (index) return index;
  // Of a table that is empty, or misspelt as a whole, one report is enough.
  if (table.names.empty() && std::exchange(table.reported, true)) return std::nullopt;
  const std::string near = nearest(*name, table.names);
  const std::string known = table.names.empty()
                                ? "none is declared under `" + std::string(table.home) + "`"
                                : "`" + std::string(table.home) + "` has " + listed(table.names);
  reading.error("unknown_" + std::string(table.kind), node.span(),
                "there is no " + std::string(table.kind) + " '" + *name + "'; " + known, near,
                near.empty() ? "declare it under `" + std::string(table.home) + "`" : "");
  return std::nullopt;
}

std::optional<std::optional<LineRef>> read_line_or_all(const Node& node, const ReadContext& reading,
                                                       const Context& context) {
  if (node.is_scalar() && node.text() == "all") return std::optional<LineRef>();
  const bool purchase =
      node.is_scalar() && context.purchases.find(node.text()) && !context.lines.find(node.text());
  if (purchase) {
    reading.type("line");
    reading.error("unknown_line", node.span(),
                  "'" + node.text() + "' is a purchase, and a line of `exports` is needed here", {},
                  reading.path().starts_with("supply_response") ? "write purchase: " + node.text()
                                                                : "name a line of `exports`");
    return std::nullopt;
  }
  const auto line = reference<LineRef>(context.lines)(node, reading);
  if (!line) return std::nullopt;
  return std::optional<std::optional<LineRef>>(std::in_place, line);
}

std::optional<Distribution> read_share_distribution(const Node& node, const ReadContext& reading,
                                                    const Context& context) {
  reading.type("share or law");
  auto distribution =
      read_parsed(node, reading, "share or a law", "85 %", parse_share_distribution);
  if (distribution && !distribution->is_constant()) context.draws = true;
  return distribution;
}

std::optional<Duration> read_duration_distribution(const Node& node, const ReadContext& reading,
                                                   const Context& context) {
  reading.type("days or law");
  auto duration =
      read_parsed(node, reading, "number of days or a law", "45 days", parse_duration_distribution);
  if (duration && !duration->days.is_constant()) context.draws = true;
  return duration;
}

bool read_from_to(MapReader& map, DateRange& out) {
  std::optional<Day> to;
  std::optional<std::int32_t> days;
  bool good = map.required({"from", "first day", "2020-12-12"}, read_day, out.from);
  good &= map.optional({"to", "last day, inclusive", "2021-01-10"}, read_day, to);
  good &= map.optional({"for", "length, instead of `to`", "30 days"}, read_days, days);
  if (!good) return false;
  if (to.has_value() == days.has_value()) {
    const std::string help =
        "write { from: 2020-12-12, to: 2021-01-10 } or { from: 2020-12-12, for: 30 days }";
    if (to)
      map.error("conflicting_keys", "`to` and `for` are both given; one says when it ends", help);
    else
      map.missing_one_of({"to", "for"}, "one of `to` and `for` must say when it ends", help);
    return false;
  }
  if (days && *days < 1) {
    map.error_at("for", "out_of_range", "a length of 0 days covers no day", {},
                 "write at least 1 day");
    return false;
  }
  out.to = to ? *to : out.from + (*days - 1);
  if (out.to < out.from) {
    map.error_at("to", "bad_range",
                 "ends on " + out.to.text() + ", before it begins on " + out.from.text(), {},
                 "swap the dates, or correct the year");
    return false;
  }
  return true;
}

bool read_optional_range(MapReader& map, const Context& context, std::optional<DateRange>& out,
                         std::string_view from_key, std::string_view to_key) {
  std::optional<Day> from;
  std::optional<Day> to;
  bool good =
      map.optional({from_key, "first day; otherwise from the begin", "2020-01-01"}, read_day, from);
  good &= map.optional({to_key, "last day, inclusive; otherwise to the end", "2020-12-31"},
                       read_day, to);
  if (!good || (!from && !to)) return good;
  // A range whose one given end is outside the run is valid, but never holds.
  const DateRange range{from ? *from : std::min(context.time.from, *to),
                        to ? *to : std::max(context.time.to, *from)};
  if (range.to < range.from) {
    map.error_at(to ? to_key : from_key, "bad_range",
                 "ends on " + range.to.text() + ", before it begins on " + range.from.text(), {},
                 "swap the dates, or correct the year");
    return false;
  }
  out = range;
  return true;
}

ReadContext read_context_at(const Node& mapping, const ReadContext& reading, std::string_view key) {
  const Member* member = mapping.find_member(key);
  return reading.at(key, member != nullptr ? member->key_span : mapping.span());
}

std::string_view key_text(const ReadContext& reading) {
  return reading.key();
}

std::optional<Day> read_key_day(const ReadContext& reading) {
  return read_day(Node::scalar(std::string(key_text(reading)), reading.key_span()), reading);
}

void report_same_day(Day day, Span first, Span second, const ReadContext& reading) {
  reading.diagnostics().add({.code = "same_day",
                             .severity = Severity::error,
                             .span = second,
                             .message = "'" + std::string(second.text()) + "' is " + day.text() +
                                        ", a day that the table has already",
                             .suggestion = {},
                             .help = "keep one value for each day",
                             .notes = {{first, "the other value of that day"}}});
}

std::optional<std::string> read_own_name(const Node& node, const ReadContext& reading) {
  auto name = read_scalar(node, reading, "name", "iraq");
  if (!name || is_scenario_name(*name)) return name;
  report_bad_name(*name, node.span(), "a-z, 0-9 and _", reading);
  return std::nullopt;
}

std::optional<std::string> read_book_name(const Node& node, const ReadContext& reading) {
  auto name = read_scalar(node, reading, "name", "waiver-12");
  if (!name) return name;
  std::string underscored = *name;
  std::ranges::replace(underscored, '-', '_');
  if (is_scenario_name(underscored)) return name;
  report_bad_name(*name, node.span(), "a-z, 0-9, _ and -", reading);
  return std::nullopt;
}

std::optional<std::int32_t> read_term_days(const Node& node, const ReadContext& reading) {
  const auto days = read_days(node, reading);
  if (!days || *days <= kTermDaysMax) return days;
  reading.error("out_of_range", node.span(),
                std::to_string(*days) + " days are more than the ten years (" +
                    std::to_string(kTermDaysMax) + " days) that the books allow");
  return std::nullopt;
}

std::optional<DateRange> read_days_with_reason(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  DateRange out;
  read_from_to(map, out);
  std::string reason;
  map.optional({"reason", "why, for readers of the file", "talks broke down"}, read_text, reason);
  return map.finish() ? std::optional(out) : std::nullopt;
}

bool check_name(std::string_view name, const ReadContext& reading) {
  if (is_scenario_name(name)) return true;
  report_bad_name(name, reading.key_span(), "a-z, 0-9 and _", reading);
  return false;
}

}  // namespace setoff::simulator
