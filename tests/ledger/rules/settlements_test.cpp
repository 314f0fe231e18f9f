// Two-way trade: goods of the host side are paid through a clearing account, and its balance is
// settled in other money.

#include <gtest/gtest.h>

#include "tests/support/quiet_scheme.h"

namespace setoff::tests {
namespace {

constexpr auto kSwing = "assets:nigc:clearing:swing-eur:gas";
constexpr auto kFree = "assets:nigc:reserve:free-eur:gas";
constexpr auto kPayable = "liabilities:nigc:payable:grain-house:gas";

SettlementPaid of_balance(std::string name, std::string_view amount) {
  auto data = settlement(std::move(name), "free-eur", "", amount);
  data.owed.reset();
  data.clearing_account = "swing-eur";
  return data;
}

// An invoice of 1,000.00 EUR for grain, due on 1 March, of which the clearing account has paid 600.
std::vector<DatedEvent> grain() {
  return {{"2020-02-01", host_invoice("H", "10 t", "1000.00 EUR", "2020-03-01")},
          {"2020-02-20", settlement("S", "swing-eur", "H", "600.00 EUR")}};
}

TEST(SettledDebt, OfAnInvoiceThroughClearingMayTakeTheBalanceBelowZero) {
  const auto books = quiet_books(grain());
  EXPECT_EQ(balance_on(books, kSwing, "EUR", "2020-02-20"), "-600.00");
  EXPECT_EQ(balance_on(books, kPayable, "EUR", "2020-02-20"), "-400.00");
  EXPECT_EQ(balance_on(books, kPayable, "EUR", "2020-02-19"), "-1000.00");
}

TEST(SettledDebt, OfAnInvoiceIsStoppedByTheSwing) {
  const auto swing = limit("swing", LimitKind::swing, "swing-eur", "700.00 EUR");
  auto books = quiet_books(std::vector<DatedEvent>{{"2020-01-02", swing}} + grain());
  EXPECT_EQ(outcome(books, "2020-02-21", settlement("T", "swing-eur", "H", "100.01 EUR")),
            "limit_exceeded");
  EXPECT_EQ(outcome(books, "2020-02-21", settlement("T", "swing-eur", "H", "100.00 EUR")),
            "booked");
}

TEST(SettledDebt, OfAnotherLinesInvoiceCrossesOver) {
  auto other = settlement("S", "swing-eur", "H", "600.00 EUR");
  other.line = "power";
  const auto books =
      quiet_books({{"2020-02-01", host_invoice("H", "10 t", "1000.00 EUR", "2020-03-01")},
                   {"2020-02-20", other}});
  EXPECT_EQ(balance_on(books, "assets:tavanir:clearing:swing-eur:power", "EUR", "2020-02-20"),
            "-600.00");
  EXPECT_EQ(balance_on(books, kPayable, "EUR", "2020-02-20"), "-400.00");
  EXPECT_EQ(balance_on(books, "equity:home:crossing:book:gas", "EUR", "2020-02-20"), "-600.00");
  EXPECT_EQ(balance_on(books, "equity:home:crossing:book:power", "EUR", "2020-02-20"), "600.00");
}

TEST(SettledDebt, IsNotOfWhatTheBuyerOwes) {
  auto books = scheme_books();
  EXPECT_EQ(outcome(books, "2020-02-01", settlement("S", "swing-eur", "old-gas", "1.00 EUR")),
            "unknown_lot");
}

TEST(SettledDebt, OfABalanceInFavourOfTheHomeSideBringsMoneyIn) {
  auto books = quiet_books({{"2020-02-01", payment("p", "swing-eur", "900.00 EUR")}});
  ASSERT_EQ(outcome(books, "2020-03-01", of_balance("S", "250.00 EUR")), "booked");
  EXPECT_EQ(balance_on(books, kSwing, "EUR", "2020-03-01"), "650.00");
  EXPECT_EQ(balance_on(books, kFree, "EUR", "2020-03-01"), "250.00");
  EXPECT_EQ(outcome(books, "2020-03-02", of_balance("T", "650.01 EUR")), "exceeds_lot");
}

// What one line holds pays what another owes, and the lines owe it to each other.
TEST(SettledDebt, OfABalanceIsPaidWithMoneyOfAnotherLine) {
  auto paid = payment("p", "free-eur", "500.00 EUR");
  paid.line = "power";
  auto books = quiet_books(std::vector<DatedEvent>{{"2020-01-10", paid}} + grain());
  auto across = of_balance("B", "450.00 EUR");
  across.line = "power";
  EXPECT_EQ(outcome(books, "2020-03-01", across), "exceeds_lot") << "power owes nothing";
  across.of_line = "gas";
  ASSERT_EQ(outcome(books, "2020-03-01", across), "booked");
  EXPECT_EQ(balance_on(books, kSwing, "EUR", "2020-03-01"), "-150.00");
  EXPECT_EQ(balance_on(books, "assets:tavanir:reserve:free-eur:power", "EUR", "2020-03-01"),
            "50.00");
  EXPECT_EQ(balance_on(books, "equity:home:crossing:book:gas", "EUR", "2020-03-01"), "-450.00");
  EXPECT_EQ(balance_on(books, "equity:home:crossing:book:power", "EUR", "2020-03-01"), "450.00");
  auto of_invoice = settlement("T", "swing-eur", "H", "1.00 EUR");
  of_invoice.of_line = "gas";
  EXPECT_EQ(outcome(books, "2020-03-02", of_invoice), "bad_field");
}

TEST(SettledDebt, OfABalanceInFavourComesInOnAnotherLine) {
  auto books = quiet_books({{"2020-02-01", payment("p", "swing-eur", "900.00 EUR")}});
  auto across = of_balance("S", "250.00 EUR");
  across.line = "power";
  across.of_line = "gas";
  ASSERT_EQ(outcome(books, "2020-03-01", across), "booked");
  EXPECT_EQ(balance_on(books, kSwing, "EUR", "2020-03-01"), "650.00");
  EXPECT_EQ(balance_on(books, "assets:tavanir:reserve:free-eur:power", "EUR", "2020-03-01"),
            "250.00");
}

TEST(SettledDebt, OfABalanceAgainstTheHomeSideTakesMoneyOut) {
  auto books = quiet_books(
      std::vector<DatedEvent>{{"2020-01-10", payment("p", "free-eur", "500.00 EUR")}} + grain());
  ASSERT_EQ(outcome(books, "2020-03-01", of_balance("B", "450.00 EUR")), "booked");
  EXPECT_EQ(balance_on(books, kSwing, "EUR", "2020-03-01"), "-150.00");
  EXPECT_EQ(balance_on(books, kFree, "EUR", "2020-03-01"), "50.00");
  EXPECT_EQ(outcome(books, "2020-03-02", of_balance("C", "50.01 EUR")), "insufficient_available");
  EXPECT_EQ(outcome(books, "2020-03-02", of_balance("C", "150.01 EUR")), "exceeds_lot");
}

// 250.00 EUR at 0.9 EUR/USD and 1200 IQD/USD are 333,333.333 IQD.
TEST(SettledDebt, InAnotherCurrencyIsAtTheRateWithinRounding) {
  auto in_dinars = [](std::string name, std::string_view amount) {
    auto data = of_balance(std::move(name), "250.00 EUR");
    data.account = "tbi-iqd";
    data.amount = money(amount);
    return data;
  };
  auto books = quiet_books({{"2020-02-01", payment("p", "swing-eur", "900.00 EUR")}});
  EXPECT_EQ(outcome(books, "2020-03-01", in_dinars("S", "333333.335 IQD")), "amount_mismatch");
  ASSERT_EQ(outcome(books, "2020-03-01", in_dinars("S", "333333.334 IQD")), "booked");
  EXPECT_EQ(balance_on(books, "assets:nigc:deposit:tbi-iqd:gas", "IQD", "2020-03-01"),
            "333333.334");
  EXPECT_EQ(balance_on(books, "equity:home:position:iqd:gas", "EUR", "2020-03-01"), "250.00");
}

// 100,000.000 IQD are 75.00 EUR at the fixings; a bank that pays 75.01 EUR rounds.
TEST(SettledDebt, InTheBookCurrencyLeavesWhatTheBankRoundedOnRounding) {
  auto agreement = scheme_agreement();
  agreement.agreement.accounts.push_back(
      {"swing-iqd", "tbi", "iraq", currency("IQD"), AccountUse::clearing, {}});
  AgreementAmended amended;
  amended.consents = {"nigc", "moe"};
  amended.accounts = {agreement.agreement.accounts.back()};
  auto in_euros = [](std::string name, std::string_view amount) {
    auto data = of_balance(std::move(name), amount);
    data.clearing_account = "swing-iqd";
    data.settled = money("100000.000 IQD");
    return data;
  };
  auto books = quiet_books(
      {{"2020-01-02", amended}, {"2020-02-01", payment("p", "swing-iqd", "200000.000 IQD")}});
  EXPECT_EQ(outcome(books, "2020-03-01", in_euros("S", "75.02 EUR")), "amount_mismatch");
  ASSERT_EQ(outcome(books, "2020-03-01", in_euros("S", "75.01 EUR")), "booked");
  EXPECT_EQ(balance_on(books, kFree, "EUR", "2020-03-01"), "75.01");
  EXPECT_EQ(balance_on(books, "expenses:nigc:rounding:free-eur:gas", "EUR", "2020-03-01"), "-0.01");
}

TEST(SettledDebt, OfABalanceIsNotReversed) {
  auto books = quiet_books({{"2020-02-01", payment("p", "swing-eur", "900.00 EUR")},
                            {"2020-03-01", of_balance("S", "250.00 EUR")}});
  const auto settled = books.state().next_sequence - 1;
  EXPECT_EQ(outcome(books, "2020-03-05", EntryReversed{settled, "auditor", "clerk", {}}),
            "not_reversible");
}

TEST(SettledDebt, OfAnInvoiceCanBeReversed) {
  auto books = quiet_books(grain());
  const auto settled = books.state().next_sequence - 1;
  ASSERT_EQ(outcome(books, "2020-03-05", EntryReversed{settled, "auditor", "clerk", {}}), "booked");
  EXPECT_EQ(balance_on(books, kSwing, "EUR", "2020-03-05"), "0.00");
  EXPECT_EQ(balance_on(books, kPayable, "EUR", "2020-03-05"), "-1000.00");
}

TEST(SettledDebt, NamesOneThingThatItSettles) {
  auto books = quiet_books(grain());
  auto both = settlement("T", "swing-eur", "H", "1.00 EUR");
  both.clearing_account = "swing-eur";
  EXPECT_EQ(outcome(books, "2020-03-05", both), "bad_field");
  both.owed.reset();
  EXPECT_EQ(outcome(books, "2020-03-05", both), "not_accepted") << "an account settles another";
  both.clearing_account.reset();
  EXPECT_EQ(outcome(books, "2020-03-05", both), "bad_field");
}

}  // namespace
}  // namespace setoff::tests
