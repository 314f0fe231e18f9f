// Payments: each part is judged for the line that it settles, and its money lies under that line.

#include <gtest/gtest.h>

#include "tests/support/quiet_scheme.h"
#include "tests/support/refusal_cases.h"

namespace setoff::tests {
namespace {

// Money comes in through windows only, and the one window is of that line. Gas comes before power.
Books books_with_a_window_of(std::string line) {
  auto events = scheme();
  std::get<AgreementAdopted>(events.front().data).agreement.rules.credits_need_window = true;
  std::get<WindowOpened>(events.back().data).lines = {std::move(line)};
  Books books;
  book_all(books, events);
  return books;
}

PaymentReceived for_any_line(std::string name, std::string_view amount) {
  return with(payment(std::move(name), "tbi-eur", amount), [](auto& data) { data.line.reset(); });
}

TEST(Payment, WithoutALineNeedsTheWindowOfEachLineThatItSettles) {
  auto gas = books_with_a_window_of("gas");
  EXPECT_EQ(outcome(gas, "2020-02-01", for_any_line("A", "1000000.01 EUR")), "window_closed")
      << "a cent of it is for power";
  EXPECT_EQ(outcome(gas, "2020-02-01", for_any_line("A", "1000000.00 EUR")), "booked");
  EXPECT_EQ(outcome(gas, "2020-02-02", for_any_line("B", "1.00 EUR")), "window_closed");
}

TEST(Payment, WithoutALineNeedsNoWindowOfALineThatItDoesNotSettle) {
  auto power = books_with_a_window_of("power");
  EXPECT_EQ(outcome(power, "2020-02-01", for_any_line("A", "1.00 EUR")), "window_closed");
  ASSERT_EQ(outcome(power, "2020-02-01",
                    ClaimWrittenoff{"old-gas", money("1000000.00 EUR"), "council", {}}),
            "booked");
  EXPECT_EQ(outcome(power, "2020-02-01", for_any_line("A", "1000000.00 EUR")), "booked");
  EXPECT_EQ(balance_on(power, "assets:tavanir:deposit:tbi-eur:power", "EUR", "2020-02-01"),
            "1000000.00");
  EXPECT_EQ(balance_on(power, "assets:nigc:deposit:tbi-eur:gas", "EUR", "2020-02-01"), "500000.00")
      << "nothing of it lies under the first line";
}

// Claims by their due day, and late fees behind all of them, however old they are.
TEST(Payment, SettlesClaimsBeforeLateFees) {
  auto books = quiet_books(
      january() +
      std::vector<DatedEvent>{
          {"2020-03-20",
           DebitnoteIssued{"M", "P", money("200.00 EUR"), {}, day("2020-04-30"), {"final index"}}},
          {"2020-03-31",
           LatefeeCharged{"L", "P", day("2020-03-01"), day("2020-03-31"), money("15.00 EUR")}}});
  const auto fees_on = [&](std::string_view date) {
    return balance_on(books, "assets:tavanir:penalty:moe:power", "EUR", date);
  };
  ASSERT_EQ(outcome(books, "2020-04-05", power_payment("A", "tbi-eur", "5000.00 EUR")), "booked");
  EXPECT_EQ(owed_on(books, "2020-04-05"), "200.00");
  ASSERT_EQ(outcome(books, "2020-04-06", power_payment("B", "tbi-eur", "200.00 EUR")), "booked");
  EXPECT_EQ(owed_on(books, "2020-04-06"), "0.00");
  EXPECT_EQ(fees_on("2020-04-06"), "15.00");
  ASSERT_EQ(outcome(books, "2020-04-07", power_payment("C", "tbi-eur", "10.00 EUR")), "booked");
  EXPECT_EQ(fees_on("2020-04-07"), "5.00");
}

}  // namespace
}  // namespace setoff::tests
