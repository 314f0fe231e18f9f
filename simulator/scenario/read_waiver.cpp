#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

constexpr Choice<WindowGuards> kGuards[] = {
    {"debits", WindowGuards::debits}, {"debits_and_credits", WindowGuards::debits_and_credits}};

// Defaults for the windows of a waiver.
struct Coverage {
  std::vector<LineRef> lines;
  std::vector<std::string> purposes;
  std::vector<std::string> places;
  InFlight in_flight = InFlight::freeze;
};

void read_coverage(MapReader& map, const Context& context, Coverage& out) {
  map.optional({"lines", "export lines covered; otherwise all", "[power]"},
               list_of(reference<LineRef>(context.lines), Single::allowed), out.lines);
  map.optional({"purposes", "purposes covered; otherwise all", "[food, medicine]"},
               list_of(name_in(context.purposes), Single::allowed), out.purposes);
  map.optional({"places", "places of accounts covered; otherwise all", "[iraq]"},
               list_of(name_in(context.places), Single::allowed), out.places);
  map.optional({"in_flight", "credits that outlive the window", "freeze"}, one_of<InFlight>(),
               out.in_flight);
  std::ranges::sort(out.lines);
  std::ranges::sort(out.purposes);
  std::ranges::sort(out.places);
}

std::optional<AuthorityWindow> read_window(const Node& node, const ReadContext& reading,
                                           const Context& context, const Coverage& inherited) {
  MapReader map(node, reading);
  AuthorityWindow out;
  std::optional<Day> to;
  std::optional<std::int32_t> length;
  map.optional({"name", "how refusals name it", "waiver-12"}, read_book_name, out.name);
  bool good = map.required({"from", "first day covered", "2020-01-01"}, read_day, out.from);
  good &= map.optional({"to", "last day covered", "2020-04-29"}, read_day, to);
  good &= map.optional({"length", "in days, instead of `to`", "120 days"}, read_days, length);
  Coverage coverage = inherited;
  read_coverage(map, context, coverage);
  out.lines = std::move(coverage.lines);
  out.purposes = std::move(coverage.purposes);
  out.places = std::move(coverage.places);
  out.in_flight = coverage.in_flight;
  if (good && map.has("to") == map.has("length"))
    map.error(to ? "conflicting_keys" : "missing_key",
              to ? "`to` and `length` are both given; one says when the window ends"
                 : "one of `to` and `length` must say when the window ends",
              "write { from: 2020-01-01, length: 120 days }");
  if (!map.finish() || !good || to.has_value() == length.has_value()) return std::nullopt;
  // The books have no day after kLastDay, so an unlimited window ends on it.
  out.until = std::min(kLastDay, to ? *to + 1 : out.from + *length);
  if (out.until > out.from) return out;
  map.error_at(to ? "to" : "length", "bad_range", "the window ends before it begins", {},
               "swap the dates, or correct the year");
  return std::nullopt;
}

}  // namespace

std::optional<Waiver> read_waiver(const Node& node, const ReadContext& reading,
                                  const Context& context) {
  MapReader map(node, reading);
  Waiver out;
  out.needed = true;
  map.with_default(
      {"guards", "whether payments in need a window too", "debits_and_credits", "debits"},
      one_of(kGuards), out.guards);
  Coverage coverage;
  read_coverage(map, context, coverage);
  map.required({"windows", "the days on which restricted money may move",
                "[{ from: 2020-01-01, length: 120 days }]"},
               list_of([&](const Node& value, const ReadContext& at) {
                 return read_window(value, at, context, coverage);
               }),
               out.windows);
  for (std::size_t i = 0; i < out.windows.size(); ++i) {
    if (out.windows[i].name.empty()) out.windows[i].name = "waiver-" + std::to_string(i + 1);
  }
  std::vector<std::string> names;
  for (const AuthorityWindow& window : out.windows)
    names.push_back(ledger_name(window.name));
  std::ranges::sort(names);
  const auto repeat = std::ranges::adjacent_find(names);
  if (repeat != names.end())
    map.error_at("windows", "duplicate_name",
                 "two windows are named '" + *repeat + "' (the books write - for _)");
  std::ranges::stable_sort(out.windows, {}, &AuthorityWindow::from);
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace setoff::simulator
