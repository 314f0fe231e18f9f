// Checks of conversions and transfers: their currencies, and a rate of the bank's own against that
// of the books.

#include <algorithm>

#include "simulator/scenario/check_places.h"
#include "simulator/scenario/currencies.h"
#include "simulator/scenario/numbers.h"

namespace setoff::simulator {

namespace {

// A rate this many times that of the books is no market rate but a slip, and the other way round it
// would be within this of it.
constexpr double kFarOff = 10;
constexpr double kNear = 3;

// How much dearer the bank is on a day than the books: 1 is the same, 2 gives half. nullopt if one
// of the rates is not known.
std::optional<double> dearness(const Scenario& scenario, const ConversionTerms& terms, Day day) {
  const Decimal* const own = terms.rate->values.at(day);
  const auto books = units_for_one(scenario, terms.rate->numerator, terms.rate->denominator, day);
  if (own == nullptr || !books) return std::nullopt;
  const double ratio = to_double(*own) / *books;
  const Currency from = scenario.account(terms.from).currency;
  const Currency to = scenario.account(terms.to).currency;
  const bool gives = terms.rate->denominator == to || terms.rate->numerator == from;
  return gives ? ratio : 1 / ratio;
}

std::string turned_round(const BankRate& rate, Day day) {
  return rate.values.at(day)->text() + " " + std::string(rate.denominator.code()) + "/" +
         std::string(rate.numerator.code());
}

// Days of the run on which the bank's rate or one of the books' changes, and its first.
std::vector<Day> days_of_rates(const Scenario& scenario, const BankRate& rate) {
  std::vector<Day> days{scenario.time.from};
  const auto add = [&](const Steps<Decimal>& values) {
    for (const auto& step : values.steps)
      if (step.from > scenario.time.from && step.from <= scenario.time.to)
        days.push_back(step.from);
  };
  add(rate.values);
  for (const RatePath& path : scenario.fx)
    add(path.values);
  std::ranges::sort(days);
  const auto repeats = std::ranges::unique(days);
  days.erase(repeats.begin(), repeats.end());
  return days;
}

void compare_with_books(const CheckContext& file, const ConversionTerms& terms,
                        const std::string& path) {
  const Scenario& scenario = file.scenario;
  bool better = true;
  for (const Day day : days_of_rates(scenario, *terms.rate)) {
    const auto dear = dearness(scenario, terms, day);
    if (!dear) return;
    better = better && *dear <= 1;
    const auto books = units_for_one(scenario, terms.rate->numerator, terms.rate->denominator, day);
    const double turned = to_double(*terms.rate->values.at(day)) * *books;
    const bool off = *dear > kFarOff || *dear < 1 / kFarOff;
    if (off && turned < kNear && turned > 1 / kNear) {
      file.error_at(step_on(file, path, day), "unit_mismatch",
                    "the rate is upside down: the books have about " +
                        turned_round(*terms.rate, day) + " on " + day.text(),
                    "write " + turned_round(*terms.rate, day));
      return;
    }
    if (*dear <= kFarOff) continue;
    file.diagnostics.warning("unlikely", step_on(file, path, day),
                             "the bank keeps more than nine tenths of the money: its rate is far "
                             "worse than that of the books on " +
                                 day.text(),
                             "correct the rate, or its unit");
    return;
  }
  if (better)
    file.warning(path, "never_acts",
                 "the rate is never worse than that of the books, and a bank gives no more than "
                 "that: it changes nothing",
                 "correct the rate, or remove it");
}

// A rate of the bank's own must have to do with the currencies that are exchanged.
void check_bank_rate(const CheckContext& file, const ConversionTerms& terms,
                     const std::string& path) {
  if (!terms.rate) return;
  const Currency from = file.scenario.account(terms.from).currency;
  const Currency to = file.scenario.account(terms.to).currency;
  const auto& [numerator, denominator, values] = *terms.rate;
  const bool concerns =
      from == numerator || from == denominator || to == numerator || to == denominator;
  if (numerator == denominator || !concerns)
    file.error(path, "unit_mismatch",
               "the rate is in " + std::string(numerator.code()) + "/" +
                   std::string(denominator.code()) + ", and " + std::string(from.code()) +
                   " is converted to " + std::string(to.code()),
               "give the rate of one of these currencies");
  else if (values.at(file.scenario.time.from) == nullptr)
    file.error(path, "no_rate",
               "the rate has no value on the first day, " + file.scenario.time.from.text(),
               "let its first step begin on or before that day");
  else
    compare_with_books(file, terms, path);
}

}  // namespace

// The books convert only between different currencies and transfer only within one.
void check_conversions(const CheckContext& file) {
  const auto report = [&](AccountRef from, AccountRef to, const std::string& path, bool same) {
    const ScenarioAccount& paying = file.scenario.account(from);
    const ScenarioAccount& taking = file.scenario.account(to);
    if ((paying.currency == taking.currency) == same) return;
    file.error(path, "currency_mismatch",
               "'" + paying.name + "' is in " + std::string(paying.currency.code()) + " and '" +
                   taking.name + "' in " + std::string(taking.currency.code()),
               "money is converted between two currencies and transferred within one");
  };
  const Releases& releases = file.scenario.releases;
  for (std::size_t i = 0; i < releases.conversions.size(); ++i) {
    const std::string path = item_path("releases.conversions", i);
    report(releases.conversions[i].from, releases.conversions[i].to, path + ".to", false);
    check_bank_rate(file, releases.conversions[i], path + ".rate");
  }
  for (const Transfer& transfer : releases.transfers)
    report(transfer.from, transfer.to,
           item_with(file, "releases.transfers", transfer.date,
                     {{"from", file.scenario.account(transfer.from).name},
                      {"to", file.scenario.account(transfer.to).name}}),
           true);
}

}  // namespace setoff::simulator
