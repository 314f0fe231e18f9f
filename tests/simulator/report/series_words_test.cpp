// Series, observations and events in words, and the numbers beside them.

#include "simulator/report/series_words.h"

#include <gtest/gtest.h>

#include <limits>

#include "simulator/report/study_figures.h"
#include "simulator/scenario/observables.h"

namespace setoff::simulator::tests {
namespace {

TEST(SeriesWords, ColumnsAreNouns) {
  const std::pair<const char*, const char*> cases[] = {
      {"claims.gas.overdue", "overdue claims of gas"},
      {"claims.gas.penalty", "late fees of gas"},
      {"claims.gas.restricted", "restricted money of gas"},
      {"claims.gas.transit", "claims of gas: transit"},
      {"balance.trust_eur", "balance of trust eur"},
      {"cover.wheat", "cover of wheat"},
      {"stock.wheat", "stock of wheat"},
      {"delivered.gas", "gas delivered"},
      {"short.wheat", "days on which wheat is short"},
      {"series.oil_price", "oil price"},
      {"refused", "refused events"},
      {"brand_new.thing", "brand new.thing"}};
  for (const auto& [column, words] : cases)
    EXPECT_EQ(column_words(column), words);
}

TEST(SeriesWords, QuestionsAreTitles) {
  const std::pair<const char*, const char*> cases[] = {
      {"shortage_days(wheat)", "Days on which wheat is short"},
      {"shortage_days(wheat, 2021)", "Days on which wheat is short in 2021"},
      {"overdue(gas, 2026-12-31) in MUSD", "Overdue claims of gas on 31 Dec 2026"},
      {"overdue()", "Overdue claims"},
      {"overdue(all)", "Overdue claims"},
      {"overdue(gas) + overdue(power) in BUSD",
       "Overdue claims of gas plus overdue claims of power"},
      {"balance(trust) - approved(trust)", "Balance of trust less the approved money on trust"},
      {"delivered(gas, 2024-01-01..2024-06-30) in MCM",
       "Gas delivered from 1 Jan 2024 to 30 Jun 2024"},
      {"landed(rice, SH 1399)", "Rice landed in SH 1399"},
      {"something_new(gas)", "something_new(gas)"},
      {"overdue(gas", "overdue(gas"}};
  for (const auto& [question, title] : cases)
    EXPECT_EQ(question_title(question), with_first_capital(title)) << question;
}

// A new observation of the language needs its words.
TEST(SeriesWords, EveryObservationHasWords) {
  for (const ObservableInfo& info : observables()) {
    const std::string text = std::string(info.name) + "()";
    EXPECT_NE(observation_words(text).noun, text);
  }
}

TEST(SeriesWords, EventsAreClauses) {
  const EventWords below = event_words("ever balance(trust) < 0 EUR");
  EXPECT_EQ(below.title, "Balance of trust below 0 EUR at some time");
  EXPECT_EQ(below.sentence, "the balance of trust is below 0 EUR at some time");
  EXPECT_EQ(event_words("overdue(gas, 2026-12-31) >= 1 BUSD").sentence,
            "overdue claims of gas on 31 Dec 2026 are at least 1 BUSD");
  EXPECT_EQ(event_words("shortage_days(wheat) > 30").title,
            "Wheat runs short on more than 30 days");
  EXPECT_EQ(event_words("shortage_days(wheat) > 0").sentence, "wheat runs short");
  EXPECT_EQ(event_words("shortage_days(wheat) <= 1").title,
            "Days on which wheat is short at most 1 day");
  EXPECT_EQ(event_words("who knows").sentence, "“who knows” holds");
}

TEST(StudyFigures, NumbersHaveThreeDigits) {
  const std::tuple<double, const char*, const char*> cases[] = {
      {0, "MUSD", "0 MUSD"},
      {412.34, "MUSD", "412 MUSD"},
      {1234.5, "MUSD", "1,230 MUSD"},
      {1234567, "MUSD", "1,230,000 MUSD"},
      {1.2345e9, "USD", "1.23 bn USD"},
      {-0.04171, "USD/EUR", "−0.0417 USD/EUR"},
      {999'600, "t", "1 M t"},
      {1, "days", "1 day"},
      {20, "days", "20 days"},
      {34.55, "%", "34.5 %"},
      {std::numeric_limits<double>::quiet_NaN(), "USD", "–"}};
  for (const auto& [value, unit, shown] : cases)
    EXPECT_EQ(shown_figure(value, unit), shown);
  EXPECT_EQ(shown_range(120, 412, "kt"), "120 to 412 kt");
  EXPECT_EQ(shown_range(120, std::numeric_limits<double>::infinity(), "kt"), "120 kt or more");
}

TEST(StudyFigures, OnlyExactSharesAreNoneOrAll) {
  const std::pair<double, const char*> cases[] = {
      {0, "0 %"},     {0.00001, "0.01 %"}, {0.0004, "0.04 %"},   {0.004, "0.4 %"},
      {0.23, "23 %"}, {0.996, "99.6 %"},   {0.99999, "99.99 %"}, {1, "100 %"}};
  for (const auto& [share, shown] : cases)
    EXPECT_EQ(shown_share(share), shown);
  EXPECT_EQ(shown_shares(0.2, 0.26), "20 to 26 %");
}

}  // namespace
}  // namespace setoff::simulator::tests
