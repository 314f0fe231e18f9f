// The figures that every output shows, and what money in other currencies is worth in them: by hand
// on a small scheme, and as laws over random worlds.

#include "ledger/query/figures.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/worked_example.h"
#include "tests/support/world_books.h"

namespace setoff::tests {
namespace {

std::int64_t part(const ClaimParts& parts, ClaimPart wanted) {
  return parts[static_cast<std::size_t>(wanted)];
}

// The worked example up to a day on which dinars lie at the bank, with a step of their rate and no
// revaluation since.
Books after_a_step() {
  auto books = worked_example_books("2020-07-12");
  RateFixed step;
  step.key = "iqd-usd";
  step.date = day("2020-07-14");
  step.value = rate("1460 IQD/USD");
  step.source = {"a step"};
  step.tag = Tag::assumed;
  EXPECT_TRUE(books.submit("2020-07-14", step).has_value());
  return books;
}

// At 1182 IQD/USD before, 1460 after.
TEST(Figures, MoneyInOtherCurrenciesIsWorthWhatTheNewestRateOfTheDaySays) {
  const auto books = after_a_step();
  const auto before = claims_on(books.state(), day("2020-07-13"));
  const auto after = claims_on(books.state(), day("2020-07-14"));
  ASSERT_TRUE(before && after) << after.error().text();
  const auto& power = after->lines.at(1);
  ASSERT_FALSE(power.accounts.empty());
  const auto& dinars = power.accounts.front();
  ASSERT_EQ(dinars.currency.code(), "IQD");
  const std::int64_t held = dinars[ClaimPart::restricted] + dinars[ClaimPart::requested] +
                            dinars[ClaimPart::approved] + dinars[ClaimPart::converted];
  ASSERT_GT(held, 0);
  // Dinars over 1460 give dollars, times 0.8705 euros; 3 decimals of a dinar, 2 of a euro.
  const auto exact = Exact(held, 3).over(std::int64_t{1460})->times(decimal("0.8705"));
  const std::int64_t value = *exact->round(2, Rounding::half_even);
  std::int64_t states = 0;
  for (const auto state : dinars.values)
    states += state;
  EXPECT_EQ(states, value);
  // Nothing was booked: what the step took is in `revaluation`, and what was earned stays.
  EXPECT_EQ(before->lines[1].earned, power.earned);
  const auto lost = before->lines[1].group(ClaimGroup::money) - power.group(ClaimGroup::money);
  EXPECT_GT(lost, 0);
  EXPECT_EQ(power[ClaimPart::revaluation] - before->lines[1][ClaimPart::revaluation], lost);
}

TEST(Figures, AtBookValueAStepShowsNothingUntilItIsBooked) {
  auto books = after_a_step();
  const auto before = claims_on(books.state(), day("2020-07-13"), Valuation::books);
  const auto after = claims_on(books.state(), day("2020-07-14"), Valuation::books);
  ASSERT_TRUE(before && after);
  EXPECT_EQ(before->lines[1].parts, after->lines[1].parts);
  // Once it is booked, both valuations say the same.
  ASSERT_TRUE(books.submit("2020-07-14", BalanceRevalued{currency("IQD"), "power"}).has_value());
  const auto booked = claims_on(books.state(), day("2020-07-14"), Valuation::books);
  const auto at_rate = claims_on(books.state(), day("2020-07-14"));
  ASSERT_TRUE(booked && at_rate);
  EXPECT_EQ(booked->lines[1].parts, at_rate->lines[1].parts);
}

TEST(Figures, AreTheSumsOfTheirStatesAndComeToWhatWasEarned) {
  const auto books = worked_example_books();
  for (const auto* date : {"2020-07-12", "2020-08-15", "2020-09-21"}) {
    const auto claims = claims_on(books.state(), day(date));
    ASSERT_TRUE(claims.has_value());
    std::vector<LineClaims> all = claims->lines;
    all.push_back(claims->all);
    for (const auto& line : all) {
      const auto figures = figures_of(line);
      EXPECT_EQ(figures[Figure::owed] + figures[Figure::at_banks] + figures[Figure::spent] +
                    figures[Figure::costs] + figures[Figure::exchange] +
                    figures[Figure::liabilities],
                figures[Figure::earned]);
      EXPECT_EQ(figures[Figure::blocked], line[ClaimPart::restricted] + line[ClaimPart::requested]);
      EXPECT_EQ(figures[Figure::released], line[ClaimPart::approved] + line[ClaimPart::converted]);
      std::int64_t incomes = 0;
      for (const auto income : line.incomes)
        incomes += income;
      EXPECT_EQ(incomes, line.earned);
    }
  }
}

TEST(Figures, EveryPartIsInOneFigure) {
  LineClaims line;
  std::int64_t value = 1;
  for (auto& one : line.parts) {
    one = value;
    value *= 2;
    line.earned += one;
  }
  const auto figures = figures_of(line);
  EXPECT_EQ(figures[Figure::owed] + figures[Figure::at_banks] + figures[Figure::spent] +
                figures[Figure::costs] + figures[Figure::exchange] + figures[Figure::liabilities],
            line.earned);
  for (std::size_t i = 0; i < kFigures; ++i)
    EXPECT_FALSE(about(static_cast<Figure>(i)).empty());
  for (std::size_t i = 0; i < kClaimParts; ++i)
    EXPECT_FALSE(about(static_cast<ClaimPart>(i)).empty());
}

TEST(Figures, InAnotherCurrencyStillAddUp) {
  const auto books = worked_example_books();
  const auto claims = claims_on(books.state(), day("2020-09-21"));
  ASSERT_TRUE(claims.has_value());
  const auto dollars = in_currency(books.state(), *claims, currency("USD"));
  ASSERT_TRUE(dollars.has_value()) << dollars.error().text();
  EXPECT_EQ(dollars->book.code(), "USD");
  for (std::size_t i = 0; i < claims->lines.size(); ++i) {
    const auto& line = dollars->lines[i];
    std::int64_t sum = 0;
    for (const auto state : line.parts)
      sum += state;
    EXPECT_EQ(sum, line.earned);
    // 0.8485 EUR/USD of September.
    const auto earned = Exact(claims->lines[i].earned, 2).over(decimal("0.8485"));
    EXPECT_EQ(line.earned, *earned->round(2, Rounding::half_even));
    EXPECT_EQ(part(line.parts, ClaimPart::converted),
              *Exact(claims->lines[i][ClaimPart::converted], 2)
                   .over(decimal("0.8485"))
                   ->round(2, Rounding::half_even));
  }
  const auto none = in_currency(books.state(), *claims, currency("JPY"));
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().code, Code::fixing_missing);
}

TEST(Figures, RatesAreNamedInTheDirectionThatIsAboveOne) {
  const auto books = worked_example_books();
  const auto on = day("2020-09-21");
  EXPECT_EQ(rate_text(*rate_on(books.state(), currency("USD"), currency("EUR"), on)),
            "1 EUR = 1.17855 USD");
  EXPECT_EQ(rate_text(*rate_on(books.state(), currency("EUR"), currency("IQD"), on)),
            "1 EUR = 1393.046553 IQD");
  EXPECT_FALSE(rate_on(books.state(), currency("EUR"), currency("JPY"), on).has_value());
}

// What the books hold on an account, from its postings alone.
std::int64_t posted(const State& state, const AccountClaims& account, std::string_view line,
                    Day on) {
  std::int64_t sum = 0;
  for (const auto kind :
       {AccountKind::deposit, AccountKind::reserve, AccountKind::clearing, AccountKind::repayable})
    sum += balance_on(state, {kind, account.account, line}, account.currency, on);
  return sum;
}

// In every world, on its days: the parts come to what was earned, figures, currencies, accounts and
// spendings to the parts, and a day's rate changes nothing but what foreign money is worth.
TEST(Figures, HoldInRandomWorlds) {
  std::size_t valued = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    std::set<Day> days;
    const auto books = lead(seed, 120, [&](const Books&, const Event& event, const auto&) {
      days.insert(event.value_date);
    });
    const auto& state = books.state();
    if (!state.adopted) continue;
    for (const Day on : days) {
      const auto claims = claims_on(state, on);
      const auto at_books = claims_on(state, on, Valuation::books);
      if (!claims || !at_books) {
        const auto& error = claims ? at_books.error() : claims.error();
        ASSERT_EQ(error.code, Code::overflow) << "world " << seed << ": " << error.text();
        continue;
      }
      for (std::size_t i = 0; i < claims->lines.size(); ++i) {
        const auto& line = claims->lines[i];
        const auto& of_books = at_books->lines[i];
        ASSERT_EQ(line.earned, of_books.earned);
        for (const auto group : {ClaimGroup::claim, ClaimGroup::spent, ClaimGroup::cost})
          ASSERT_EQ(line.group(group), of_books.group(group)) << "world " << seed;
        ClaimParts sum{};
        for (const auto& one : by_currency(line, claims->book))
          for (std::size_t state_of = 0; state_of < kClaimParts; ++state_of)
            sum[state_of] += one.values[state_of];
        ASSERT_EQ(sum, line.parts) << "world " << seed;
        for (const auto& account : line.accounts) {
          std::int64_t held = 0;
          for (const auto one : account.parts)
            held += one;
          ASSERT_EQ(held, posted(state, account, line.line, on)) << "world " << seed;
          if (account.currency != claims->book) ++valued;
        }
      }
    }
  }
  EXPECT_GT(valued, 1'000U);
}

}  // namespace
}  // namespace setoff::tests
