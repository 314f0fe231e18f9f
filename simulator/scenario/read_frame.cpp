// Reads time, currency, purposes, parties and output: the sections that refer to no others.

#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

constexpr Choice<int> kWeekdays[] = {{"sunday", 0},    {"monday", 1},   {"tuesday", 2},
                                     {"wednesday", 3}, {"thursday", 4}, {"friday", 5},
                                     {"saturday", 6}};
constexpr Choice<Every> kRows[] = {
    {"day", Every::day}, {"week", Every::week}, {"month", Every::month}};
constexpr int kYearsMax = 60;
// What falls due or expires after the run must still be on a valid date of the books.
constexpr Day kLastRunDay = kLastDay + -10 * 366;

std::optional<ScenarioParty> read_party(const Node& node, const ReadContext& reading) {
  const bool named = check_name(key_text(reading), reading);
  MapReader map(node, reading);
  ScenarioParty out;
  out.name = std::string(key_text(reading));
  map.required({"side", "which side of the border", "home"}, one_of<Side>(), out.side);
  map.required({"role", "what it does", "exporter"}, one_of<Role>(), out.role);
  map.optional({"title", "its name for reports", "National gas company"}, read_text, out.title);
  return map.finish() && named ? std::optional<ScenarioParty>(std::move(out)) : std::nullopt;
}

}  // namespace

std::optional<TimeFrame> read_time(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  TimeFrame out;
  std::vector<int> days_off;
  map.required({"from", "first day", "2020-01-01"}, read_day, out.from);
  map.required({"to", "last day, inclusive", "2020-12-31"}, read_day, out.to);
  map.required({"months", "what monthly means", "gregorian"}, one_of<Calendar>(), out.months);
  map.optional({"days_off", "weekdays on which not both sides work", "[friday, saturday]"},
               list_of(one_of(kWeekdays)), days_off);
  if (!map.has("days_off")) {
    days_off = {4, 5, 6};
    reading.catalog().record_default({"time.days_off", "[thursday, friday, saturday]"});
  }
  map.optional({"holidays", "further days on which not both sides work", "[2020-03-20]"},
               list_of(read_day), out.workdays.holidays);
  map.with_default({"day_count", "days of a year for interest and late fees", "act_360", "act_365"},
                   one_of<DayCount>(), out.day_count);
  for (const int day : days_off)
    out.workdays.days_off = static_cast<std::uint8_t>(out.workdays.days_off | (1U << day));
  std::ranges::sort(out.workdays.holidays);
  const auto repeats = std::ranges::unique(out.workdays.holidays);
  out.workdays.holidays.erase(repeats.begin(), repeats.end());
  if (out.workdays.days_off == 0x7F)
    map.error_at("days_off", "out_of_range", "every day of the week is off", {},
                 "leave at least one business day");
  if (!map.finish()) return std::nullopt;
  if (out.to < out.from) {
    map.error_at("to", "bad_range",
                 "ends on " + out.to.text() + ", before it begins on " + out.from.text());
    return std::nullopt;
  }
  if (out.to > kLastRunDay) {
    map.error_at("to", "out_of_range",
                 "a run ends on " + kLastRunDay.text() + " at the latest: the books end on " +
                     kLastDay.text() +
                     ", and what is due or expires after the run must be in them");
    return std::nullopt;
  }
  if (out.to - out.from > kYearsMax * 366) {
    map.error_at("to", "out_of_range", "a run covers at most 60 years");
    return std::nullopt;
  }
  return out;
}

std::optional<Currencies> read_currencies(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  Currencies out;
  map.required({"contract", "of claims, and of the books", "EUR"}, read_currency, out.contract);
  map.required({"payment", "what the buyer pays in", "IQD"}, read_currency, out.payment);
  map.required({"reporting", "of summaries", "USD"}, read_currency, out.reporting);
  map.required({"rounding", "how a fraction of a minor unit is rounded", "half_even"},
               read_rounding, out.rounding);
  return map.finish() ? std::optional<Currencies>(out) : std::nullopt;
}

std::optional<std::vector<std::string>> read_purposes(const Node& node,
                                                      const ReadContext& reading) {
  auto words = list_of(read_name)(node, reading);
  if (!words) return std::nullopt;
  bool good = true;
  for (std::size_t i = 0; i < words->size(); ++i) {
    if (std::find(words->begin(), words->begin() + std::ptrdiff_t(i), (*words)[i]) !=
        words->begin() + std::ptrdiff_t(i)) {
      reading.error("duplicate_name", node.items()[i].span(),
                    "the purpose '" + (*words)[i] + "' is listed twice", {}, "remove one of them");
      good = false;
    }
    if (is_scenario_name((*words)[i])) continue;
    reading.error("bad_name", node.items()[i].span(),
                  "'" + (*words)[i] + "' cannot be a purpose: use a-z, 0-9 and _");
    good = false;
  }
  std::ranges::sort(*words);
  return good ? words : std::nullopt;
}

std::optional<std::vector<ScenarioParty>> read_parties(const Node& node,
                                                       const ReadContext& reading) {
  return read_by_name(node, reading, "party", read_party);
}

std::optional<Output> read_output(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  Output out;
  map.with_default({"every", "rows of series.csv", "day", "month"}, one_of(kRows), out.every);
  return map.finish() ? std::optional<Output>(out) : std::nullopt;
}

}  // namespace setoff::simulator
