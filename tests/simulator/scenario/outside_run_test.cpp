// Dated items that a run never meets, and data that end before it does.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/simulator/scenario/wired.h"
#include "tests/support/scenario_fixture.h"

namespace setoff::simulator {
namespace {

std::vector<Diagnostic> of_code(const LoadedScenario& loaded, std::string_view code) {
  auto all = loaded.diagnostics.sorted();
  std::erase_if(all, [&](const Diagnostic& d) { return d.code != code; });
  return all;
}

struct Dated {
  const char* from;
  const char* to;
  const char* marked;
  const char* message;
};

// Slips: each is a warning of its own.
constexpr Dated kSlips[] = {
    {"{ date: 2024-02-01, amount: 1 MEUR }",
     "{ date: 2024-02-01, amount: 1 MEUR }, { date: 2042-02-01, amount: 1 MEUR }", "2042-02-01",
     "payments.recorded[1] is of 2042-02-01, outside the run (2024-01-01 to 2024-12-31): it is "
     "never paid"},
    {"  behaviour: {",
     "  bridges: [{ date: 2023-02-01, amount: 1 EUR, repaid: 2024-01-01 }]\n"
     "  behaviour: {",
     "2023-02-01", "payments.bridges[0] is of 2023-02-01"},
    {"date: 2024-06-01, amount: 10 kEUR", "date: 2026-06-01, amount: 10 kEUR", "2026-06-01",
     "uses.hall is of 2026-06-01"},
    {"every: month, share: 50 % }",
     "every: month, share: 50 % }\n    - { account: trust, purpose: "
     "food, payee: house, date: 2023-05-01, amount: 1 EUR }",
     "2023-05-01", "releases.requests[1] is of 2023-05-01"},
    {"every: month, share: 50 % }",
     "every: month, share: 50 % }\n    - { account: trust, purpose: "
     "food, payee: house, every: month, amount: 1 EUR, to: 2023-05-01 }",
     "2023-05-01", "releases.requests[1] ends on 2023-05-01"},
    {"to: dollars, after: 5 days }", "to: dollars, after: 5 days, since: 2025-01-01 }",
     "2025-01-01", "releases.conversions[0] begins on 2025-01-01"},
    {"  behaviour: {", "  behaviour: { arrears: [{ every: month, share: 10 %, to: 2023-05-01 }], ",
     "2023-05-01", "payments.behaviour.arrears[0] ends on 2023-05-01"},
    {"releases:\n",
     "releases:\n  transfers: [{ date: 2025-02-10, from: trust, to: dollars, amount: 1 EUR }]\n",
     "2025-02-10", "releases.transfers[0] is of 2025-02-10"},
    {"    capacity: 150 MW\n",
     "    capacity: 150 MW\n    cuts: [{ from: 2023-03-01, for: 5 days, "
     "factor: 50 % }]\n",
     "5 days", "exports.power.cuts[0] ends on 2023-03-05"},
    {"fx: {",
     "shocks: { jump: { from: 2025-03-01, to: 2025-03-09, change: { "
     "exports.power.quantity: \"* 2\" } } }\nfx: {",
     "2025-03-01", "shocks.jump begins on"},
    {"fx: {", "fx: { interest: [{ account: trust, rate: 1 %/year, from: 2025-01-01 }], ",
     "2025-01-01", "fx.interest[0] begins on"},
    {"currency: USD, place: here }", "currency: USD, place: here, open_from: 2030-01-01 }",
     "2030-01-01", "the account never opens"},
    {"behaviour: { from: 2024-01-01", "behaviour: { from: 2025-01-01", "2025-01-01",
     "the buyer does nothing by itself"},
    {"quantity: 100 MW", "quantity: { steps: { 2023-01-01: 100 MW, 2042-01-01: 90 MW } }",
     "2042-01-01", "exports.power.quantity.steps: the step of 2042-01-01"},
};

TEST(OutsideTheRun, EachDatedItemIsNamed) {
  for (const Dated& dated : kSlips) {
    const TempFolder folder;
    const LoadedScenario loaded =
        load_scenario(folder.write("wired.yaml", replaced(wired_text(), dated.from, dated.to)));
    const auto found = of_code(loaded, "outside_run");
    ASSERT_EQ(found.size(), 1U) << dated.to << "\n" << render(loaded.diagnostics);
    EXPECT_EQ(found[0].severity, Severity::warning) << dated.to;
    EXPECT_EQ(found[0].span.text(), dated.marked) << dated.to;
    EXPECT_NE(found[0].message.find(dated.message), std::string::npos) << found[0].message;
    EXPECT_EQ(of_code(loaded, "no_window").size(), 0U) << dated.to;
  }
}

TEST(OutsideTheRun, HistoryThatIsListedForCompletenessIsNoted) {
  const std::pair<const char*, const char*> histories[] = {
      {"windows: [{", "windows: [{ name: old, from: 2023-01-01, to: 2023-06-30 }, {"},
      {"months: gregorian }", "months: gregorian, holidays: [2023-03-21, 2024-03-20] }"},
      {"lag: 20 days,", "lag: 20 days, stalls: [{ from: 2023-01-01, to: 2023-02-01 }],"},
      {"after: 30 days } }\nwaiver",
       "after: 30 days }, regimes: { gap: { from: 2020-01-01, for: 9 "
       "days, pays: nothing } } }\nwaiver"}};
  for (const auto& [from, to] : histories) {
    const TempFolder folder;
    const LoadedScenario loaded =
        load_scenario(folder.write("wired.yaml", replaced(wired_text(), from, to)));
    const auto found = of_code(loaded, "outside_run");
    ASSERT_EQ(found.size(), 1U) << to << "\n" << render(loaded.diagnostics);
    EXPECT_EQ(found[0].severity, Severity::note);
    EXPECT_EQ(loaded.diagnostics.warning_count(), 0U);
  }
}

// A shorter run over a longer file, or by a patch, is no slip: what it leaves out is counted.
TEST(OutsideTheRun, WhatAFileHasFromAnotherIsOneNote) {
  const TempFolder folder;
  folder.write("wired.yaml", wired_text());
  const auto child = folder.write(
      "child.yaml",
      "scenario: child\nformat: 1\nextends: wired.yaml\ntime: { from: 2024-03-01, to: 2024-05-31 "
      "}\n");
  for (const auto& loaded :
       {load_scenario(child),
        load_scenario(folder.path() / "wired.yaml",
                      {{}, {"time.from=2024-03-01", "time.to=2024-05-31"}, {}})}) {
    const auto found = of_code(loaded, "outside_run");
    ASSERT_EQ(found.size(), 1U) << render(loaded.diagnostics);
    EXPECT_EQ(found[0].severity, Severity::note);
    EXPECT_TRUE(found[0].message.starts_with("2 dated items of ")) << found[0].message;
  }
}

// What the caller writes beside a file is the caller's own, whatever the file extends.
TEST(OutsideTheRun, WhatTheCallerSaysIsNamed) {
  const TempFolder folder;
  const auto file = folder.write("wired.yaml", wired_text());
  const auto loaded = load_scenario(file, {{}, {"uses.hall.date=2042-02-01"}, {}});
  const auto found = of_code(loaded, "outside_run");
  ASSERT_EQ(found.size(), 1U) << render(loaded.diagnostics);
  EXPECT_EQ(found[0].severity, Severity::warning);
  EXPECT_TRUE(found[0].message.starts_with("uses.hall is of 2042-02-01")) << found[0].message;
}

struct Table {
  const char* csv;
  const char* gaps;      // what the series says
  const char* code;      // "" if nothing is wrong
  const char* severity;  // of it
};

// Rows that are months, and rows that are days, up to the end of a run through 2024.
TEST(DataThatEnd, BeforeTheRunAreAnErrorAWarningOrANamedHold) {
  const std::string months =
      "2023-12,1\n2024-01,1\n2024-02,1\n2024-03,1\n2024-04,1\n2024-05,1\n2024-06,1\n2024-07,1\n"
      "2024-08,1\n2024-09,1\n2024-10,1\n2024-11,1\n";
  const std::string all_months = months + "2024-12,1\n";
  const Table tables[] = {
      {all_months.c_str(), "", "", ""},
      {all_months.c_str(), ", gaps: refuse_months", "", ""},
      {months.c_str(), "", "data_end", "error"},
      {months.c_str(), ", gaps: refuse_months", "data_end", "error"},
      {months.c_str(), ", gaps: hold", "", ""},
      {"2023-12,1\n2024-02,1\n", "", "gap", "error"},
      {"2023-12,1\n2024-02,1\n", ", gaps: hold", "", ""},
      {"2023-12-01,1\n2024-02-01,1\n", "", "data_end", "warning"},
      {"2023-12-01,1\n2024-02-01,1\n", ", gaps: hold", "", ""},
      {"2024-01-01,1\n2024-02-01,1\n", ", gaps: refuse_months", "data_end", "error"},
      {"2024-01-01,1\n2024-01-02,1\n", ", gaps: refuse_days", "data_end", "error"},
      {"2024-02-01,1\n2024-12-31,1\n", ", gaps: hold", "begins_late", "error"},
  };
  for (const Table& table : tables) {
    const TempFolder folder;
    const auto csv = folder.write("flow.csv", std::string("date,mw\n") + table.csv);
    std::string text = replaced(wired_text(), "quantity: 100 MW", "quantity: { data: flow }");
    text = replaced(text, "  index: {",
                    std::string("  flow: { unit: MW, file: flow.csv, date: date, column: mw") +
                        table.gaps + ", sha256: " + sha256_hex(csv) + " }\n  index: {");
    const LoadedScenario loaded = load_scenario(folder.write("wired.yaml", text));
    const auto all = loaded.diagnostics.sorted();
    if (*table.code == '\0') {
      EXPECT_TRUE(all.empty()) << table.csv << table.gaps << "\n" << render(loaded.diagnostics);
      continue;
    }
    ASSERT_EQ(all.size(), 1U) << table.csv << table.gaps << "\n" << render(loaded.diagnostics);
    EXPECT_EQ(all[0].code, table.code) << table.csv << table.gaps;
    EXPECT_EQ(enum_name(all[0].severity), table.severity) << table.csv << table.gaps;
  }
}

// A monthly table in the file: every month of the run, or a named hold.
TEST(DataThatEnd, MonthlyTablesNeedEveryMonth) {
  const std::string year = "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]";
  const std::tuple<std::string, std::string, const char*> tables[] = {
      {"2024: " + year, "", ""},
      {"2023: " + year, "", "data_end"},
      {"2023: " + year, ", gaps: hold", ""},
      {"2023: " + year, ", gaps: refuse_months", "data_end"},
      {"2022: " + year + ", 2024: " + year, "", "gap"},
      {"2022: " + year + ", 2024: " + year, ", gaps: hold", ""},
  };
  for (const auto& [table, gaps, code] : tables) {
    const LoadedScenario loaded =
        load_text(replaced(wired_text(), "quantity: 100 MW",
                           "quantity: { unit: MW, monthly: { " + table + " }" + gaps + " }"));
    const auto all = loaded.diagnostics.sorted();
    EXPECT_EQ(all.empty() ? std::string() : all[0].code, code) << render(loaded.diagnostics);
    EXPECT_EQ(loaded.scenario.has_value(), *code == '\0') << table;
  }
}

// Whatever holds day by day needs its data to the end of the run.
TEST(DataThatEnd, WhateverUsesThemNeedsThem) {
  const std::string year = "monthly: { 2023: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }";
  const std::string behavioural = replaced(wired_text(), "flows: recorded", "flows: behavioural");
  const auto users = [&](const std::string& table) {
    const auto of = [&](const std::string& unit) {
      return table.starts_with("data:") ? "{ " + table + " }"
                                        : "{ unit: " + unit + ", " + table + " }";
    };
    return std::vector<std::string>{
        replaced(wired_text(), "quantity: 100 MW", "quantity: 100 MW\n    recorded: " + of("MW")),
        replaced(behavioural, "quantity: 100 MW",
                 "quantity: 100 MW\n    contract_max: " + of("MW")),
        replaced(wired_text(), "need: 180 kt/year", "need: " + of("kt/day")),
        replaced(
            wired_text(), "fx: {",
            "limits: { lid: { account: trust, kind: cap, amount: " + of("BEUR") + " } }\nfx: {"),
        replaced(wired_text(), "usd_eur: { unit: EUR/USD, value: 0.9 }",
                 "usd_eur: " + of("EUR/USD")),
    };
  };
  for (const auto& text : users(year)) {
    const LoadedScenario loaded = load_text(text);
    EXPECT_EQ(of_code(loaded, "data_end").size(), 1U) << text << render(loaded.diagnostics);
    EXPECT_FALSE(loaded.scenario.has_value());
  }
  for (const auto& text : users(year + ", gaps: hold"))
    EXPECT_EQ(of_code(load_text(text), "data_end").size(), 0U) << text;
  const TempFolder folder;
  const auto csv = folder.write("rates.csv", "date,rate\n2023-12,0.9\n2024-01,0.9\n2024-02,0.9\n");
  const std::string series =
      "  rates: { unit: EUR/USD, file: rates.csv, date: date, column: rate, gaps: refuse_months, "
      "sha256: " +
      sha256_hex(csv) + " }\n";
  std::string text =
      replaced(wired_text(), "{ unit: EUR/USD, value: 0.9 }", "{ unit: EUR/USD, data: rates }");
  text = replaced(text, "  index: {", series + "  index: {");
  const LoadedScenario loaded = load_scenario(folder.write("wired.yaml", text));
  const auto found = of_code(loaded, "data_end");
  ASSERT_EQ(found.size(), 1U) << render(loaded.diagnostics);
  EXPECT_EQ(found[0].severity, Severity::error);
  EXPECT_NE(found[0].message.find("fx.rates.usd_eur"), std::string::npos) << found[0].message;
}

// What a formula looks back to decides how far its series must reach.
TEST(DataThatEnd, AFormulaNeedsWhatItLooksAt) {
  const std::string all_of_2023 = "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]";
  const std::pair<const char*, const char*> formulas[] = {
      {"index", "data_end"},
      {"average(index, 3 months)", "data_end"},
      {"lag(index, 12 months)", ""},
      {"average(lag(index, 366 days), 1 months)", ""},
      {"if(1 > 2, index, lag(index, 12 months))", "data_end"}};
  for (const auto& [formula, code] : formulas) {
    std::string text =
        replaced(wired_text(), "price: 60 EUR/MWh", std::string("price: ") + formula);
    text = replaced(text, "value: 60 }",
                    "monthly: { 2022: " + all_of_2023 + ", 2023: " + all_of_2023 + " } }");
    const auto found = of_code(load_text(text), "data_end");
    EXPECT_EQ(found.empty() ? "" : "data_end", std::string(code)) << formula;
  }
}

}  // namespace
}  // namespace setoff::simulator
