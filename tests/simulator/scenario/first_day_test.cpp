// What would stop a run on its first day is an error of the file, with its place.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/simulator/scenario/wired.h"
#include "tests/support/scenario_fixture.h"

namespace setoff::simulator {
namespace {

struct Stop {
  const char* from;
  const char* to;
  const char* code;
  const char* marked;
};

constexpr Stop kStops[] = {
    {"seller: company", "seller: ministry", "wrong_side", "ministry"},
    {"buyer: ministry", "buyer: company", "wrong_side", "company"},
    {"currency: EUR, place: here }\n  dollars",
     "currency: EUR, kind: reserve, place: here, opening: -10 MEUR }\n  dollars", "out_of_range",
     "-10 MEUR"},
    {"after: 30 days } }\nwaiver",
     "after: 30 days }, arrears: [{ every: month, share: 50 %, at_most: 1 MGBP }] }\nwaiver",
     "no_rate", "1 MGBP"},
    {"amount: 1 MEUR }]", "amount: 1 MGBP }]", "no_rate", "1 MGBP"},
    {"price: 250 EUR/t", "price: 250 GBP/t", "no_rate", "250 GBP/t"},
    // A chain of two rates: the books cross through one currency only.
    {"price: 250 EUR/t", "price: 250 IRR/t", "no_rate", "250 IRR/t"},
    {"due: 30 days", "due: 4000 days", "out_of_range", "4000 days"},
    {"due: 30 days", "due: 30 days, grace: 5000 days", "out_of_range", "5000 days"},
    {"credit_valid: 180 days", "credit_valid: 9999 days", "out_of_range", "9999 days"},
    {"valid_for: 120 days", "valid_for: 9999 days", "out_of_range", "9999 days"},
    {"place: here }\n  dollars", "place: Here }\n  dollars", "bad_name", "Here"},
    {"valid_for: 120 days", "valid_for: 120 days, by: [Desk, committee]", "bad_name", "Desk"},
    {"valid_for: 120 days", "valid_for: 120 days, by: [the_desk, the-desk]", "four_eyes", "["},
    {"windows: [{ name: w,",
     "windows: [{ name: a_b, from: 2024-01-01, to: 2024-02-01 }, { name: a-b,", "duplicate_name",
     ""},
    {"windows: [{ name: w,", "windows: [{ name: W,", "bad_name", "W"},
    {"price: 60 EUR/MWh", "price: average(index, 3 months)", "", ""},
    {"price: 60 EUR/MWh", "price: 1 EUR/MWh - index", "bad_price", "1 EUR/MWh - index"},
    {"price: 60 EUR/MWh", "price: index / (1 - 1)", "bad_price", "index / (1 - 1)"},
};

TEST(FirstDay, WhatWouldStopTheRunIsAnErrorWithItsPlace) {
  for (const Stop& stop : kStops) {
    std::string text = replaced(wired_text(), stop.from, stop.to);
    text = replaced(text, "fx: { rates: {",
                    "fx: { rates: { usd_iqd: { unit: IQD/USD, value: 1310 }, iqd_irr: { unit: "
                    "IRR/IQD, value: 32 },");
    const TempFolder folder;
    const LoadedScenario loaded = load_scenario(folder.write("wired.yaml", text));
    const auto all = loaded.diagnostics.sorted();
    if (*stop.code == '\0') {
      EXPECT_TRUE(loaded.scenario.has_value()) << stop.to << "\n" << render(loaded.diagnostics);
      continue;
    }
    EXPECT_FALSE(loaded.scenario.has_value()) << stop.to;
    const bool found = std::ranges::any_of(all, [&](const Diagnostic& d) {
      return d.code == stop.code && d.severity == Severity::error &&
             (*stop.marked == '\0' || d.span.text().starts_with(stop.marked));
    });
    EXPECT_TRUE(found) << stop.to << "\n" << render(loaded.diagnostics);
  }
}

TEST(FirstDay, AWindowMayEndWithTheBooks) {
  const auto loaded =
      load_text(replaced(wired_text(), "{ name: w, from: 2024-01-01, to: 2024-12-31",
                         "{ name: w, from: 2024-01-01, to: 2199-12-31"));
  ASSERT_TRUE(loaded.scenario.has_value()) << render(loaded.diagnostics);
  EXPECT_EQ(loaded.scenario->waiver.windows[0].until, kLastDay);
}

// One day written in both calendars: an error that shows both places, in every table by date.
TEST(OneDay, InTwoCalendarsIsAnErrorWithBothPlaces) {
  const std::pair<const char*, const char*> tables[] = {
      {"quantity: 100 MW",
       "quantity: { steps: { 2024-01-01: 100 MW, 2024-03-20: 90 MW, SH 1403-01-01: 80 MW } }"},
      {"price: 60 EUR/MWh",
       "price: { steps: { 2024-01-01: 60 EUR/MWh, SH 1403-01-01: 61 EUR/MWh, 2024-03-20: 62 "
       "EUR/MWh } }"},
      {"{ power: trust }", "{ power: { steps: { 2024-03-20: trust, SH 1403-01-01: dollars } } }"},
      {"value: 60 }", "steps: { 2024-03-20: 60, SH 1403-01-01: 61 } }"},
      {"need: 180 kt/year",
       "need: { steps: { 2024-01-01: 180 kt/year, 2024-03-20: 9 kt/year, SH 1403-01-01: 8 kt/year "
       "} }"},
      {"fx: {",
       "limits: { lid: { account: trust, kind: cap, amount: { steps: { 2024-01-01: 9 BEUR, "
       "2024-03-20: 8 BEUR, SH 1403-01-01: 7 BEUR } } } }\nfx: {"},
      {"quantity: 100 MW",
       "quantity: 100 MW\n    contract_max: { steps: { 2024-03-20: 900 MW, SH 1403-01-01: 800 MW } "
       "}"},
      {"value: 0.9 }", "steps: { 2020-01-01: 0.9, 2024-03-20: 0.91, SH 1403-01-01: 0.92 } }"}};
  for (const auto& [from, to] : tables) {
    const TempFolder folder;
    const LoadedScenario loaded =
        load_scenario(folder.write("wired.yaml", replaced(wired_text(), from, to)));
    const auto all = loaded.diagnostics.sorted();
    ASSERT_EQ(all.size(), 1U) << to << "\n" << render(loaded.diagnostics);
    EXPECT_EQ(all[0].code, "same_day");
    ASSERT_EQ(all[0].notes.size(), 1U);
    EXPECT_TRUE(all[0].notes[0].span.valid());
    EXPECT_NE(all[0].notes[0].span, all[0].span);
  }
}

TEST(DataFile, WithAByteOrderMarkIsRead) {
  const TempFolder folder;
  const auto csv = folder.write("flow.csv", "\xEF\xBB\xBF\"date\",mw\r\n2024-01-01,90\r\n");
  std::string text = replaced(wired_text(), "quantity: 100 MW", "quantity: { data: flow }");
  text =
      replaced(text, "  index: {",
               "  flow: { unit: MW, file: flow.csv, date: date, column: mw, gaps: hold, sha256: " +
                   sha256_hex(csv) + " }\n  index: {");
  const LoadedScenario loaded = load_scenario(folder.write("wired.yaml", text));
  ASSERT_TRUE(loaded.scenario.has_value()) << render(loaded.diagnostics);
  EXPECT_EQ(loaded.scenario->exports[0].quantity.at(loaded.scenario->time.from)->text(),
            "2160.000 MWh");
}

}  // namespace
}  // namespace setoff::simulator
