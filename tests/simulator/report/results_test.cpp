// The files of a run against the books they were made of: series.csv and summary.json against
// balances and claims of the ledger, manifest.json against the bytes it names.

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>
#include <sstream>

#include "ledger/crypto/encoding.h"
#include "ledger/crypto/sha256.h"
#include "ledger/query/balances.h"
#include "ledger/query/figures.h"
#include "simulator/report/columns.h"
#include "simulator/report/manifest.h"
#include "simulator/report/series_csv.h"
#include "simulator/report/summary.h"
#include "tests/support/scenario_fixture.h"
#include "tests/support/shipped.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

namespace json = boost::json;

using Row = std::map<std::string, std::string>;

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, ',');)
    cells.push_back(cell);
  return cells;
}

// By heading; no name or unit of these runs holds a comma.
std::vector<Row> rows_of(const std::string& csv) {
  std::istringstream in(csv);
  std::string line;
  std::getline(in, line);
  const auto head = cells_of(line);
  std::vector<Row> rows;
  while (std::getline(in, line)) {
    const auto cells = cells_of(line);
    EXPECT_EQ(cells.size(), head.size()) << line;
    Row row;
    for (std::size_t i = 0; i < std::min(cells.size(), head.size()); ++i)
      row[head[i]] = cells[i];
    rows.push_back(std::move(row));
  }
  return rows;
}

// One shipped scenario, run and reported.
class Results : public testing::TestWithParam<std::string> {
 protected:
  Results()
      : loaded_(load_scenario(file())),
        run_(*loaded_.scenario),
        record_{loaded_,
                options_,
                run_.result(),
                run_.state(),
                *digest_from_hex(run_.root()),
                run_.entries().size(),
                "0.0.0",
                "scenarios/x.yaml"},
        summary_(*summarize(record_)) {}

  [[nodiscard]] static std::filesystem::path file() {
    return std::filesystem::path(SETOFF_SOURCE_DIR) / GetParam();
  }
  [[nodiscard]] const Scenario& scenario() const { return *loaded_.scenario; }
  // Where the books have it.
  [[nodiscard]] static std::string kind_of(const ScenarioAccount& account) {
    if (account.use == AccountUse::reserve) return ":reserve:";
    return account.use == AccountUse::clearing ? ":clearing:" : ":deposit:";
  }
  // Balance of an account of the books on a day, over all lines, in its commodity.
  [[nodiscard]] std::int64_t posted(const std::vector<TrialRow>& trial, const std::string& part,
                                    std::string_view code) const {
    std::int64_t sum = 0;
    for (const TrialRow& row : trial)
      if (row.account.find(part) != std::string::npos && row.commodity.code() == code)
        sum += row.amount;
    return sum;
  }

  LoadOptions options_;
  LoadedScenario loaded_;
  Simulation run_;
  RunRecord record_;
  Summary summary_;
};

std::vector<std::string> result_files() {
  std::vector<std::string> files{"tests/data/every_state/every-state.yaml"};
  for (const auto& name : setoff::tests::shipped_scenarios())
    files.push_back("scenarios/" + name + ".yaml");
  return files;
}

INSTANTIATE_TEST_SUITE_P(Shipped, Results, testing::ValuesIn(result_files()),
                         setoff::tests::ShippedName());

TEST_P(Results, SeriesHoldTheBalancesOfTheLedgerAtEveryMonthEnd) {
  const auto rows = rows_of(series_csv(record_));
  ASSERT_FALSE(rows.empty());
  int days = 0;
  for (const Row& row : rows) {
    const auto trial = trial_balance(run_.state(), *parse_day(row.at("day")));
    for (const ScenarioAccount& account : scenario().accounts) {
      const std::string code(account.currency.code());
      std::string name = account.name;
      std::ranges::replace(name, '_', '-');
      EXPECT_EQ(row.at("balance." + account.name + " [" + code + "]"),
                format_minor(posted(trial, kind_of(account) + name + ":", code),
                             account.currency.scale()))
          << row.at("day") << " " << account.name;
    }
    days += std::stoi(row.at("days"));
    EXPECT_EQ(row.at("imbalance [" + std::string(scenario().currency.contract.code()) + "]"),
              format_minor(0, scenario().currency.contract.scale()));
  }
  EXPECT_EQ(days, scenario().time.to - scenario().time.from + 1);
}

TEST_P(Results, SeriesHoldTheClaimsByState) {
  const Currency book = scenario().currency.contract;
  for (const Row& row : rows_of(series_csv(record_))) {
    const auto claims = setoff::claims_on(run_.state(), *parse_day(row.at("day")));
    ASSERT_TRUE(claims.has_value());
    for (std::size_t i = 0; i < scenario().exports.size(); ++i) {
      const auto cell = [&](const std::string& column) {
        return row.at(column + " [" + std::string(book.code()) + "]");
      };
      const LineClaims& line = claims->lines[i];
      const std::string& name = scenario().exports[i].name;
      for (std::size_t part = 0; part < kClaimParts; ++part)
        EXPECT_EQ(
            cell("claims." + name + "." + std::string(enum_name(static_cast<ClaimPart>(part)))),
            format_minor(line.parts[part], book.scale()))
            << row.at("day");
      EXPECT_EQ(cell("earned." + name), format_minor(line.earned, book.scale())) << row.at("day");
    }
  }
}

// Also between the month's ends, and on the days on which a rate steps.
TEST_P(Results, DailyTableHoldsTheClaimsOfItsDay) {
  const DailyTable& table = run_.result().daily;
  for (std::size_t row = 0; row < table.days.size(); ++row) {
    const auto claims = setoff::claims_on(run_.state(), table.days[row]);
    ASSERT_TRUE(claims.has_value());
    for (std::size_t i = 0; i < scenario().exports.size(); ++i) {
      const LineClaims& line = claims->lines[i];
      const std::string& name = scenario().exports[i].name;
      for (std::size_t part = 0; part < kClaimParts; ++part) {
        const auto column = claims_column(name, static_cast<ClaimPart>(part));
        ASSERT_EQ(at(table, column, row), line.parts[part])
            << column << " on " << table.days[row].text();
      }
      ASSERT_EQ(at(table, "earned." + name, row), line.earned) << table.days[row].text();
    }
  }
}

// Flows add up over quarters and lines, and to the levels that they lead to.
TEST_P(Results, SummaryAddsUpInEitherCurrency) {
  const auto sum = [](const auto& rows, auto Reported::* which, auto member) {
    std::int64_t total = 0;
    for (const auto& row : rows)
      total += ((row.*member).*which).minor;
    return total;
  };
  for (const auto which : {&Reported::value, &Reported::book}) {
    EXPECT_EQ(sum(summary_.quarters, which, &QuarterRow::billed), (summary_.billed.*which).minor);
    EXPECT_EQ(sum(summary_.quarters, which, &QuarterRow::paid), (summary_.paid.*which).minor);
    EXPECT_EQ(sum(summary_.quarters, which, &QuarterRow::spent), (summary_.paid_out.*which).minor);
    std::int64_t states = 0;
    for (const Reported& state : summary_.states)
      states += (state.*which).minor;
    EXPECT_EQ(states, (summary_.figure(Figure::earned).*which).minor);
  }
  EXPECT_EQ(sum(summary_.lines, &Reported::book, &LineRow::billed), summary_.billed.book.minor);
  const auto on_goods = sum(summary_.goods, &Reported::book, &GoodRow::spent);
  const auto otherwise = sum(summary_.other_uses, &Reported::book, &UseRow::spent);
  const auto bought = sum(summary_.purchases, &Reported::book, &PurchaseRow::billed);
  EXPECT_EQ(on_goods + otherwise + bought, summary_.paid_out.book.minor);
  EXPECT_EQ(summary_.paid_out.book.minor, summary_.figure(Figure::spent).book.minor);
}

TEST_P(Results, SummaryIsInTheReportingCurrencyAndNamesItsRate) {
  const auto read = json::parse(summary_json(record_, summary_)).as_object();
  EXPECT_EQ(read.at("scenario").as_string(), scenario().name);
  EXPECT_EQ(read.at("from").as_string(), scenario().time.from.text());
  const auto& currency = scenario().currency;
  EXPECT_EQ(read.at("currency").as_string(), currency.reporting.code());
  EXPECT_EQ(read.at("billed").at("unit").as_string(), currency.reporting.code());
  const bool two = currency.reporting != currency.contract;
  EXPECT_EQ(read.contains("rate_on_last_day"), two);
  EXPECT_EQ(read.at("billed").as_object().contains("book"), two);
  if (two) {
    EXPECT_EQ(
        read.at("rate_on_last_day").as_string(),
        rate_on(run_.state(), currency.contract, currency.reporting, scenario().time.to)->text());
  }
}

// What the shipped runs have on no last day is there in one of these.
TEST(EveryState, IsReachedByTheRunsThatAreCompared) {
  const auto loaded = load_scenario(std::filesystem::path(SETOFF_SOURCE_DIR) /
                                    "tests/data/every_state/every-state.yaml");
  ASSERT_TRUE(loaded.scenario.has_value());
  const Simulation run(*loaded.scenario);
  const auto claims = setoff::claims_on(run.state(), loaded.scenario->time.to);
  ASSERT_TRUE(claims.has_value());
  for (const auto part :
       {ClaimPart::undue, ClaimPart::overdue, ClaimPart::restricted, ClaimPart::converted,
        ClaimPart::reserve, ClaimPart::clearing, ClaimPart::transit, ClaimPart::landed,
        ClaimPart::purpose, ClaimPart::fx, ClaimPart::revaluation, ClaimPart::advance})
    EXPECT_NE(claims->all[part], 0) << enum_name(part);
}

TEST_P(Results, ManifestNamesTheBytesThatItSaw) {
  const std::string series = series_csv(record_);
  const std::string text = manifest_json(record_, {{"series.csv", sha256(bytes_of(series))}});
  const auto manifest = json::parse(text).as_object();
  const auto folder = file().parent_path();
  ASSERT_FALSE(manifest.at("inputs").as_array().empty());
  for (const auto& input : manifest.at("inputs").as_array()) {
    const std::string name(input.at("name").as_string());
    EXPECT_EQ(input.at("sha256").as_string(),
              to_hex(sha256(bytes_of(file_text(folder / name))).view()))
        << name;
  }
  EXPECT_EQ(manifest.at("outputs").at(0).at("sha256").as_string(),
            to_hex(sha256(bytes_of(series)).view()));
  EXPECT_EQ(manifest.at("ledger").at("root").as_string(), run_.root());
  EXPECT_EQ(manifest.at("ledger").at("entries").to_number<std::size_t>(), run_.entries().size());
}

}  // namespace
}  // namespace setoff::simulator::tests
