#include <set>

#include "simulator/scenario/sections.h"
#include "simulator/scenario/tree_location.h"

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

void check_repeats(MapReader& map, std::string_view key) {
  const Node* const list = map.node().find(key);
  std::set<std::string> seen;
  for (std::size_t i = 0; list != nullptr && i < list->items().size(); ++i) {
    const Node& item = list->items()[i];
    if (item.is_scalar() && !seen.insert(item.text()).second)
      map.error_at_span(item.span(), "duplicate_name", "'" + item.text() + "' is listed twice",
                        "remove one of them");
  }
}

void read_coverage(MapReader& map, const Context& context, Coverage& out) {
  map.optional({"lines", "export lines covered; otherwise all", "[power]"},
               list_of(reference<LineRef>(context.lines), Single::allowed), out.lines);
  map.optional({"purposes", "purposes covered; otherwise all", "[food, medicine]"},
               list_of(name_in(context.purposes), Single::allowed), out.purposes);
  map.optional({"places", "places of accounts covered; otherwise all", "[iraq]"},
               list_of(name_in(context.places), Single::allowed), out.places);
  map.optional({"in_flight", "credits that outlive the window", "freeze"}, one_of<InFlight>(),
               out.in_flight);
  for (const char* key : {"lines", "purposes", "places"})
    check_repeats(map, key);
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
  const std::string help = "write { from: 2020-01-01, length: 120 days }";
  if (good && to && length)
    map.error("conflicting_keys", "`to` and `length` are both given; one says when the window ends",
              help);
  if (good && !to && !length)
    map.missing_one_of({"to", "length"}, "one of `to` and `length` must say when the window ends",
                       help);
  if (!map.finish() || !good || to.has_value() == length.has_value()) return std::nullopt;
  // The books have no day after kLastDay, so an unlimited window ends on it.
  out.until = std::min(kLastDay, to ? *to + 1 : out.from + *length);
  if (out.until > out.from) return out;
  map.error_at(to ? "to" : "length", "bad_range", "the window ends before it begins", {},
               "swap the dates, or correct the year");
  return std::nullopt;
}

// `windows` are in the order of the list.
void check_window_names(MapReader& map, const std::vector<AuthorityWindow>& windows) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const std::string name = ledger_name(windows[i].name);
    if (names.insert(name).second) continue;
    const TreeLocation item = TreeLocation(map.node()).key("windows").item(i);
    map.error_at_span(item.key("name").span(), "duplicate_name",
                      "two windows are named '" + name + "' (the books write - for _)");
  }
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
  check_window_names(map, out.windows);
  std::ranges::stable_sort(out.windows, {}, &AuthorityWindow::from);
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace setoff::simulator
