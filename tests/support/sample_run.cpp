#include "tests/support/sample_run.h"

#include <cmath>
#include <functional>
#include <map>

#include "ledger/crypto/sha256.h"
#include "ledger/query/claims.h"

namespace setoff::simulator::tests {
namespace {

Day day(int year, int month, int of_month) {
  return from_calendar({year, month, of_month}, Calendar::gregorian).value();
}
Money eur(std::int64_t whole) {
  return {whole * 100, *Currency::find("EUR")};
}

Scenario make_scenario(const std::string& spice) {
  Scenario scenario;
  scenario.name = "sample";
  scenario.title = "Gas and power against grain" + spice;
  scenario.time = {day(2020, 1, 1), day(2022, 12, 31), Calendar::gregorian, {}};
  scenario.currency = {*Currency::find("EUR"), *Currency::find("IQD"), *Currency::find("USD"),
                       Rounding::half_even};
  scenario.seed = 7;
  for (const char* name : {"buyer", "seller"})
    scenario.parties.push_back({name, std::string("The ") + name + spice, Side::home, Role::buyer});
  for (const char* name : {"gas", "power"}) {
    Contract line;
    line.name = name;
    line.seller = PartyRef(1);
    line.buyer = PartyRef(0);
    line.unit = *Unit::find(line.name == "gas" ? "m3" : "MWh");
    scenario.exports.push_back(std::move(line));
  }
  ScenarioAccount trust;
  trust.name = "trust";
  trust.bank = PartyRef(0);
  trust.owner = PartyRef(1);
  trust.currency = *Currency::find("IQD");
  trust.place = "abroad";
  scenario.accounts.push_back(std::move(trust));
  scenario.purposes = {"food", "medicine"};
  scenario.waiver.needed = true;
  int from = 0;
  for (const int length : {120, 120, 45, 120, 200, 120, 120}) {
    const Day begin = day(2020, 1, 1) + from;
    if (from != 405)
      scenario.waiver.windows.push_back(
          {"waiver-" + std::to_string(from), begin, begin + length, {}, {}, {}, InFlight::freeze});
    from += length;
  }
  scenario.payments.recorded.push_back(
      {day(2021, 6, 3), eur(700'000'000), LineRef(0), "lump" + spice});
  Imports imports;
  for (const char* name : {"corn", "edible_oil", "medicine", "wheat"}) {
    Good good;
    good.name = name;
    good.unit = *Unit::find("t");
    good.stock.floor = {300'000'000, good.unit};
    good.purpose = good.name == "medicine" ? "medicine" : "food";
    good.other_supply = Decimal(8, -1);
    imports.goods.push_back(std::move(good));
  }
  scenario.imports = std::move(imports);
  return scenario;
}

Expectation expectation(const std::string& name, Observable what, Day on, std::int64_t value,
                        const std::string& reason) {
  Expectation asked;
  asked.name = name;
  asked.text = name + " == " + std::to_string(value) + " EUR +- 15 %";
  asked.observation.what = what;
  asked.observation.on = on;
  asked.expected = {Decimal(value, 0), *Currency::find("EUR"), {}};
  asked.tolerance = Decimal(value * 15 / 100, 0);
  asked.severity = ExpectationSeverity::warning;
  asked.kind = ExpectationKind::benchmark;
  asked.reason = reason;
  return asked;
}

class Table {
 public:
  explicit Table(const Scenario& scenario) {
    for (Day at = scenario.time.from; at <= scenario.time.to; at = at + 1)
      table_.days.push_back(at);
  }
  // The formula gives whole units of the day's index.
  template <class Formula>
  Table& add(const std::string& name, const std::string& unit, int scale, Aggregation measure,
             Formula&& formula) {
    Column column{name, unit, scale, measure, {}};
    for (std::size_t i = 0; i < table_.days.size(); ++i)
      column.values.push_back(
          std::llround(formula(static_cast<double>(i)) * std::pow(10.0, scale)));
    table_.columns.push_back(std::move(column));
    return *this;
  }
  Table& add(Column column) {
    table_.columns.push_back(std::move(column));
    return *this;
  }
  // Adds the newest column to a sum.
  void add_to(Column& sum) const {
    sum.values.resize(table_.days.size());
    for (std::size_t i = 0; i < sum.values.size(); ++i)
      sum.values[i] += table_.columns.back().values[i];
  }
  DailyTable take() { return std::move(table_); }

 private:
  DailyTable table_;
};

double wave(double i, double shift) {
  return 1.0 + 0.6 * std::sin((i + shift) * 6.283 / 365.25);
}

// Rounded as the books have it.
double euro_of_dollar(double i) {
  return std::round((0.88 + 0.05 * std::sin(std::floor(i / 30) / 5)) * 10'000) / 10'000;
}

// The books know nothing but the rate between the two currencies.
void fix_rates(const Scenario& scenario, State& books) {
  books.agreement.book = scenario.currency.contract;
  const Currency dollar = scenario.currency.reporting;
  for (Day at = scenario.time.from; at <= scenario.time.to; at = at + 1) {
    const double rate = euro_of_dollar(static_cast<double>(at - scenario.time.from));
    books.fixings.set(
        "usd_eur", {Decimal(std::llround(rate * 10'000), -4), scenario.currency.contract, dollar},
        at);
  }
}

void add_line(Table& table, const std::string& line, const std::string& unit, double size,
              double shift) {
  const auto level = Aggregation::level;
  // The states of a day; the rest are zero.
  const std::map<ClaimPart, std::function<double(double)>> states = {
      {ClaimPart::undue, [=](double i) { return size * 45 * wave(i, shift); }},
      {ClaimPart::due, [=](double i) { return size * 9 * wave(i, shift + 40); }},
      {ClaimPart::overdue,
       [=](double i) { return size * (0.28 * i + 40 - 70 * std::floor(i / 400)); }},
      {ClaimPart::penalty, [=](double i) { return size * 0.02 * i; }},
      {ClaimPart::restricted,
       [=](double i) { return size * (90 + 0.22 * i - (i > 700 ? 0.3 * (i - 700) : 0)); }},
      {ClaimPart::requested, [=](double i) { return size * 12 * (1 + std::sin(i / 9)); }},
      {ClaimPart::approved,
       [=](double i) { return i < 200 ? 0 : size * 14 * (1 + std::cos(i / 23)); }},
      {ClaimPart::converted, [=](double i) { return i < 300 ? 0 : size * 8; }},
      {ClaimPart::transit, [=](double i) { return size * 0.04 * std::fmod(i, 45); }},
      {ClaimPart::landed, [=](double i) { return size * 0.2 * i; }},
      {ClaimPart::carry, [=](double i) { return size * 0.008 * i; }},
      {ClaimPart::revaluation, [=](double i) { return size * 6 * std::sin(i / 120); }},
      {ClaimPart::advance, [=](double i) { return i > 500 && i < 560 ? -size * 5 : 0; }}};
  Column earned{"earned." + line, "EUR", 2, level, {}};
  for (std::size_t part = 0; part < kClaimParts; ++part) {
    const auto name = "claims." + line + "." + std::string(enum_name(static_cast<ClaimPart>(part)));
    const auto state = states.find(static_cast<ClaimPart>(part));
    table.add(name, "EUR", 2, level,
              [&](double i) { return state == states.end() ? 0.0 : state->second(i); });
    table.add_to(earned);
  }
  table.add(std::move(earned))
      .add("delivered." + line, unit, line == "gas" ? 0 : 3, Aggregation::flow,
           [=](double i) {
             const bool cut = i > 640 && i < 700;
             return (line == "gas" ? 26e6 : 24e3) * wave(i, shift) * (cut ? 0.2 : 1.0);
           })
      .add("billed." + line, "EUR", 2, Aggregation::flow,
           [=](double i) { return size * wave(i, shift); })
      .add("paid." + line, "EUR", 2, Aggregation::flow,
           [=](double i) { return std::fmod(i, 30) < 1 ? size * 20 : 0; })
      .add("price." + line, line == "gas" ? "USD/MMBtu" : "USD/MWh", 4, Aggregation::rate,
           [=](double i) {
             return (line == "gas" ? 5.5 : 80.0) * (1 + 0.25 * std::sin(std::floor(i / 30) / 6));
           })
      .add("window." + line, "", 0, Aggregation::flag, [=](double i) {
        return i >= 845 || (i >= 285 && i < 405) || i < 285 ? (i >= 405 && i < 605 ? 0 : 1)
                                                            : (i >= 605 ? 1 : 0);
      });
}

void add_good(Table& table, const std::string& good, double size, double phase) {
  const auto cover = [=](double i) { return 62 + 34 * std::sin((i + phase) / 60) - 0.02 * i; };
  table
      .add("spent_on." + good, "EUR", 2, Aggregation::flow,
           [=](double i) { return std::fmod(i + phase, 45) < 1 ? size : 0; })
      .add("stock." + good, "t", 3, Aggregation::level, [=](double i) { return cover(i) * 10'000; })
      .add("need." + good, "t", 3, Aggregation::flow, [](double) { return 10'000; })
      .add("landed." + good, "t", 3, Aggregation::flow,
           [=](double i) { return std::fmod(i + phase, 45) < 1 ? 96'000 : 0; })
      .add("ordered." + good, "t", 3, Aggregation::flow,
           [=](double i) { return std::fmod(i + phase + 40, 45) < 1 ? 97'000 : 0; })
      .add("cover." + good, "days", 1, Aggregation::level, [=](double i) { return 5 * cover(i); })
      .add("national_cover." + good, "days", 1, Aggregation::level, cover)
      .add("short." + good, "", 0, Aggregation::flag,
           [=](double i) { return cover(i) < 30 ? 1 : 0; });
}

DailyTable make_table(const Scenario& scenario) {
  Table table(scenario);
  add_line(table, "gas", "m3", 4.1e6, 200);
  add_line(table, "power", "MWh", 2.2e6, 150);
  table
      .add("balance.trust", "IQD", 3, Aggregation::level,
           [](double i) { return (6.3e6 * (125 + 0.2 * i)) * 1500; })
      .add("value.trust", "EUR", 2, Aggregation::level,
           [](double i) { return 6.3e6 * (125 + 0.2 * i) * 0.88; })
      .add("blocked.trust", "EUR", 2, Aggregation::level,
           [](double i) { return 6.3e6 * (90 + 0.14 * i) * 0.88; })
      .add("fx.usd_iqd", "IQD/USD", 4, Aggregation::rate,
           [](double i) { return i < 352 ? 1190 : 1460; })
      .add("fx.usd_eur", "EUR/USD", 4, Aggregation::rate,
           [](double i) { return euro_of_dollar(i); })
      .add("reporting_rate", "USD/EUR", 6, Aggregation::rate,
           [](double i) { return 1 / euro_of_dollar(i); })
      .add("series.brent", "USD/bbl", 2, Aggregation::rate,
           [](double i) { return 65 + 25 * std::sin(std::floor(i / 30) / 7); });
  add_good(table, "corn", 9e7, 0);
  add_good(table, "edible_oil", 4e7, 20);
  add_good(table, "medicine", 6e7, 70);
  add_good(table, "wheat", 7e7, 130);
  table.add("spent_for.food", "EUR", 2, Aggregation::flow, [](double i) {
    const auto paid = [i](double phase, double size) {
      return std::fmod(i + phase, 45) < 1 ? size : 0;
    };
    return paid(0, 9e7) + paid(20, 4e7) + paid(130, 7e7);
  });
  table.add("spent_for.medicine", "EUR", 2, Aggregation::flow, [](double i) {
    return (std::fmod(i + 70, 45) < 1 ? 6e7 : 0) + (i == 513 ? 1.25e8 : 0);
  });
  table.add("released", "EUR", 2, Aggregation::flow,
            [](double i) { return std::fmod(i, 30) < 1 ? 9e7 : 0; });
  return table.take();
}

void add_refusals(RunResult& result, const std::string& spice) {
  const Day first = day(2021, 2, 10);
  for (int i = 0; i < 200; i += 4)
    result.refusals.push_back({first + i, EventType::payment_received, "gas-payment",
                               Code::window_closed, "no window covers gas at abroad" + spice});
  result.refusal_counts.push_back(
      {EventType::payment_received, Code::window_closed, 50, first, first + 196});
  result.refusals.push_back({day(2022, 3, 1), EventType::credit_issued, "wheat-credit",
                             Code::insufficient_free, "needs 5000000.00 EUR"});
  result.refusal_counts.push_back(
      {EventType::credit_issued, Code::insufficient_free, 1, day(2022, 3, 1), day(2022, 3, 1)});
}

}  // namespace

RunRecord SampleRun::record() const {
  RunRecord record{loaded, options, result, books, {}, 0, {}, {}};
  record.root = sha256(bytes_of("sample"));
  record.entries = 12'345;
  record.version = "0.1.0";
  record.file = "scenarios/sample.yaml";
  return record;
}

SampleRun make_sample_run(bool hostile) {
  const std::string spice = hostile ? " </script><b>\"'&\\ \u2028" : "";
  SampleRun sample;
  sample.loaded.scenario = make_scenario(spice);
  Scenario& scenario = *sample.loaded.scenario;
  scenario.expectations.push_back(expectation("gas money blocked", Observable::restricted,
                                              day(2020, 12, 28), 780'000'000, "a source" + spice));
  scenario.expectations.push_back(
      expectation("gas overdue", Observable::overdue, day(2021, 9, 28), 600'000'000, "S90"));
  scenario.expectations.push_back(
      expectation("never asked", Observable::billed, day(2022, 1, 1), 1, ""));
  sample.loaded.files.push_back({"sample.yaml", sha256(bytes_of("scenario: sample\n"))});
  sample.loaded.files.push_back({"data/brent.csv", sha256(bytes_of("day,price\n"))});
  scenario.references = {{"S104", "https://example.org/s104" + spice, "a page" + spice},
                         {"S127", "an archive", ""}};
  sample.loaded.provenance = {
      {"exports.gas.quantity", "25.7 MCM/day", "S104", "sourced", "sample.yaml:12:5"},
      {"exports.gas.price", "0.11 * brent" + spice, "S127", "derived", "sample.yaml:14:5"},
      {"releases.approval.lag", "45 days", "", "assumed", "sample.yaml:40:5"}};
  sample.result.daily = make_table(scenario);
  fix_rates(scenario, sample.books);
  add_refusals(sample.result, spice);
  const auto money = [](std::int64_t whole) { return Value{whole * 100, 2, "EUR"}; };
  sample.result.expectations = {
      {0, ExpectationVerdict::ok, money(797'000'000), money(17'000'000), day(2020, 12, 28), ""},
      {1, ExpectationVerdict::failed, money(780'000'000), money(180'000'000), day(2021, 9, 28), ""},
      {2, ExpectationVerdict::never_judged, std::nullopt, std::nullopt, std::nullopt,
       "no such day" + spice}};
  sample.result.worst_months.push_back(
      {day(2022, 11, 1), day(2022, 11, 30), day(2022, 11, 30), "overdue", money(1'910'000'000)});
  sample.result.notes.push_back({day(2020, 5, 1), "a note" + spice});
  sample.result.totals.push_back({"billed.gas", money(4'000'000'000)});
  sample.result.events = 12'345;
  return sample;
}

}  // namespace setoff::simulator::tests
