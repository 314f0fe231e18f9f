#include "ledger/query/claims.h"

#include <gtest/gtest.h>

#include "ledger/query/balances.h"
#include "ledger/query/signed_split.h"
#include "tests/support/worked_example.h"

namespace setoff::tests {
namespace {

std::string text(std::int64_t minor) {
  return format_minor(minor, 2);
}

struct Row {
  const char* on;
  std::size_t line;
  const char* undue;
  const char* due;
  const char* overdue;
  const char* penalty;
  const char* restricted;
  const char* approved;
  const char* converted;
  const char* in_goods;
  const char* other;
  const char* earned;
};

// The table of the accounting model, section 8, at book value.
constexpr Row kTable[] = {
    {"2020-07-05", 0, "98396244.03", "119608638.07", "605893387.29", "0.00", "88820000.00", "0.00",
     "0.00", "0.00", "0.00", "912718269.39"},
    {"2020-07-12", 1, "69793931.75", "0.00", "547983098.20", "0.00", "340251235.19", "15028764.81",
     "0.00", "0.00", "0.00", "973057029.95"},
    {"2020-09-21", 0, "0.00", "0.00", "823898269.39", "2690236.57", "84694085.22", "0.00", "0.00",
     "0.00", "4125914.78", "915408505.96"},
    {"2020-09-21", 1, "0.00", "0.00", "617777029.95", "1608243.55", "324346017.13", "0.00",
     "1601979.69", "12980000.00", "16352003.18", "974665273.50"},
};

TEST(Claims, AreTheTableOfTheWorkedExample) {
  const auto books = worked_example_books();
  for (const auto& row : kTable) {
    const auto claims = claims_on(books.state(), day(row.on), Valuation::books);
    ASSERT_TRUE(claims.has_value()) << claims.error().text();
    const auto& line = claims->lines.at(row.line);
    EXPECT_EQ(text(line[ClaimPart::undue]), row.undue) << row.on;
    EXPECT_EQ(text(line[ClaimPart::due]), row.due) << row.on;
    EXPECT_EQ(text(line[ClaimPart::overdue]), row.overdue) << row.on;
    EXPECT_EQ(text(line[ClaimPart::penalty]), row.penalty) << row.on;
    EXPECT_EQ(text(line[ClaimPart::restricted]), row.restricted) << row.on;
    EXPECT_EQ(text(line[ClaimPart::approved]), row.approved) << row.on;
    EXPECT_EQ(text(line[ClaimPart::converted]), row.converted) << row.on;
    EXPECT_EQ(text(line.group(ClaimGroup::spent)), row.in_goods) << row.on;
    EXPECT_EQ(text(line.group(ClaimGroup::cost) + line.group(ClaimGroup::exchange)), row.other)
        << row.on;
    EXPECT_EQ(text(line.earned), row.earned) << row.on;
  }
}

TEST(Claims, AddUpOnEveryDayAndNoneOfTheStatesIsNegative) {
  const auto books = worked_example_books();
  for (Day on = day("2020-03-01"); on <= day("2020-12-31"); on = on + 1) {
    const auto claims = claims_on(books.state(), on);
    ASSERT_TRUE(claims.has_value()) << claims.error().text();
    for (const auto& line : claims->lines) {
      for (std::size_t i = 0; i < kClaimParts; ++i) {
        const auto group = group_of(static_cast<ClaimPart>(i));
        const bool holds_value =
            group == ClaimGroup::claim || group == ClaimGroup::money || group == ClaimGroup::spent;
        EXPECT_TRUE(!holds_value || line.parts[i] >= 0)
            << on.text() << " " << line.line << " " << i;
      }
    }
  }
}

TEST(Claims, ShowForeignMoneyInItsOwnCurrencyToo) {
  const auto books = worked_example_books();
  const auto claims = claims_on(books.state(), day("2020-07-12"), Valuation::books);
  ASSERT_TRUE(claims.has_value());
  const auto parts = by_currency(claims->lines.at(1), claims->book);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].currency.code(), "EUR");
  EXPECT_EQ(parts[1].currency.code(), "IQD");
  EXPECT_EQ(format_minor(parts[1].parts[static_cast<std::size_t>(ClaimPart::approved)], 3),
            "20000000000.000");
  std::int64_t value = 0;
  for (const auto part : parts[1].values)
    value += part;
  EXPECT_EQ(text(value), "355280000.00");
}

TEST(Claims, CurrenciesAccountsAndSpendingsAddUpToTheParts) {
  const auto books = worked_example_books();
  for (const auto* date : {"2020-07-12", "2020-07-20", "2020-08-15", "2020-09-21"})
    for (const auto valuation : {Valuation::rates, Valuation::books}) {
      const auto claims = claims_on(books.state(), day(date), valuation);
      ASSERT_TRUE(claims.has_value());
      for (const auto& line : claims->lines) {
        ClaimParts sum{};
        for (const auto& part : by_currency(line, claims->book))
          for (std::size_t i = 0; i < kClaimParts; ++i)
            sum[i] += part.values[i];
        EXPECT_EQ(sum, line.parts) << date << " " << line.line;
        std::int64_t at_banks = 0;
        for (const auto& account : line.accounts)
          for (std::size_t i = 0; i < kClaimParts; ++i)
            if (group_of(static_cast<ClaimPart>(i)) == ClaimGroup::money)
              at_banks += account.values[i];
        EXPECT_EQ(at_banks, line.group(ClaimGroup::money)) << date << " " << line.line;
        std::int64_t spent = 0;
        for (const auto& spending : line.spendings)
          spent += spending.value;
        EXPECT_EQ(spent, line.group(ClaimGroup::spent)) << date << " " << line.line;
      }
    }
  const auto held = claims_on(books.state(), day("2020-08-15"))->lines[1];
  EXPECT_EQ(text(by_currency(held, *Currency::find("EUR"))[0].held), "7080000.00");
}

TEST(Claims, MovingTheDayAloneMovesOnlyStatesNotTheSum) {
  const auto books = worked_example_books("2020-06-21");
  const auto before = claims_on(books.state(), day("2020-08-04"));
  const auto after = claims_on(books.state(), day("2020-08-06"));
  ASSERT_TRUE(before && after);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(before->lines[i].earned, after->lines[i].earned);
    EXPECT_EQ(before->lines[i].group(ClaimGroup::claim), after->lines[i].group(ClaimGroup::claim));
    EXPECT_NE(before->lines[i][ClaimPart::undue], after->lines[i][ClaimPart::undue]);
  }
}

// Each line fits into 64 bits; both together do not.
TEST(Claims, SayThatTheyDoNotFitAndNeverWrap) {
  auto terms = std::get<AgreementAdopted>(worked_example().front().data);
  for (auto& opening : terms.openings)
    opening.amount = money("90000000000000000.00 EUR");
  Books books;
  ASSERT_TRUE(books.submit("2020-03-20", terms).has_value());
  EXPECT_TRUE(check_trial(books.state()).has_value());
  const auto claims = claims_on(books.state(), day("2020-03-20"));
  ASSERT_FALSE(claims.has_value());
  EXPECT_EQ(claims.error().code, Code::overflow) << claims.error().text();
  terms.openings.pop_back();
  Books one;
  ASSERT_TRUE(one.submit("2020-03-20", terms).has_value());
  EXPECT_EQ(text(claims_on(one.state(), day("2020-03-20"))->lines[0].earned),
            "90000000000000000.00");
}

TEST(Trial, SumsToZeroOnEveryDay) {
  const auto books = worked_example_books();
  EXPECT_TRUE(check_trial(books.state()).has_value());
  for (Day on = day("2020-03-01"); on <= day("2020-12-31"); on = on + 7)
    EXPECT_TRUE(check_trial(books.state(), on).has_value()) << on.text();
}

TEST(Trial, ListsWhatIsNotZeroByPath) {
  const auto rows = trial_balance(worked_example_books().state());
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows.front().account, "assets:nigc:claim:moe:gas");
  for (const auto& row : rows)
    EXPECT_NE(row.amount, 0) << row.account;
}

TEST(SplitSigned, KeepsTheSumWhateverTheSigns) {
  const std::vector<std::vector<std::int64_t>> weights = {
      {3, -1}, {-3, 1}, {1, 1, 1}, {7, -2, -2, 5}, {0, 4, -1}};
  for (const std::int64_t total : {100, -100, 7, 1, 0})
    for (const auto& weight : weights) {
      const auto parts = split_signed(total, weight);
      ASSERT_TRUE(parts.has_value());
      std::int64_t sum = 0;
      for (const auto part : *parts)
        sum += part;
      EXPECT_EQ(sum, total);
      for (std::size_t i = 0; i < weight.size(); ++i)
        EXPECT_TRUE(weight[i] != 0 || (*parts)[i] == 0);
    }
}

}  // namespace
}  // namespace setoff::tests
