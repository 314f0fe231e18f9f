// The worked example, to the last digit: its events in, its tables of accounts out.

#include "tests/support/worked_example.h"

#include <gtest/gtest.h>

namespace setoff::tests {
namespace {

struct Expected {
  const char* path;
  const char* commodity;
  const char* balance;
};

constexpr Expected kAccounts[] = {
    {"assets:nigc:claim:moe:gas", "EUR", "823898269.39"},
    {"assets:tavanir:claim:moe:power", "EUR", "617777029.95"},
    {"assets:nigc:penalty:moe:gas", "EUR", "2690236.57"},
    {"assets:tavanir:penalty:moe:power", "EUR", "1608243.55"},
    {"assets:nigc:deposit:tbi-iqd:gas", "IQD", "117982803452.055"},
    {"assets:tavanir:deposit:tbi-iqd:power", "IQD", "451829101063.014"},
    {"assets:tavanir:deposit:tbi-eur:power", "EUR", "1601979.69"},
    {"assets:tavanir:transit:wheat:power", "EUR", "5900000.00"},
    {"expenses:tavanir:landed:wheat:power", "EUR", "7044600.00"},
    {"expenses:tavanir:loss:wheat:power", "EUR", "35400.00"},
    {"expenses:nigc:carry:tbi-iqd:gas", "EUR", "155914.78"},
    {"expenses:tavanir:carry:tbi-iqd:power", "EUR", "696960.87"},
    {"expenses:tavanir:spread:tbi-iqd:power", "EUR", "147292.72"},
    {"expenses:tavanir:rounding:tbi-iqd:power", "EUR", "0.01"},
    {"income:nigc:fx:tbi-iqd:gas", "EUR", "7295.01"},
    {"income:tavanir:fx:tbi-iqd:power", "EUR", "332102.11"},
    {"equity:home:revaluation:iqd:gas", "EUR", "3962704.99"},
    {"equity:home:revaluation:iqd:power", "EUR", "15175647.47"},
    {"equity:home:position:iqd:gas", "EUR", "84694085.22"},
    {"equity:home:position:iqd:power", "EUR", "324346017.13"},
    {"equity:home:position:iqd:gas", "IQD", "-117982803452.055"},
    {"equity:home:opening:book:gas", "EUR", "-543180000.00"},
    {"equity:home:opening:book:power", "EUR", "-724240000.00"},
    {"income:nigc:export:moe:gas", "EUR", "-369538269.39"},
    {"income:tavanir:export:moe:power", "EUR", "-248817029.95"},
    {"income:nigc:latefee:moe:gas", "EUR", "-2690236.57"},
    {"income:tavanir:latefee:moe:power", "EUR", "-1608243.55"},
    {"memo:home:q-landed:wheat:wheat", "t", "29850.000"},
    {"memo:home:q-short:wheat:wheat", "t", "150.000"},
    {"memo:home:q-paid:wheat:wheat", "t", "55000.000"},
};

TEST(WorkedExample, EveryAccountToTheLastDigit) {
  const auto books = worked_example_books();
  for (const auto& [path, commodity, balance] : kAccounts)
    EXPECT_EQ(books.balance(path, commodity), balance) << path << " " << commodity;
}

TEST(WorkedExample, AvailableNeverShowsAnExpiredHold) {
  const auto books = worked_example_books();
  const auto available = [&](std::string_view date) {
    return format_minor(available_on(books.state(), "tbi-eur", "power", day(date)), 2);
  };
  EXPECT_EQ(available("2020-07-15"), "14581979.69");
  EXPECT_EQ(available("2020-07-16"), "421979.69");
  EXPECT_EQ(available("2020-09-15"), "421979.69");
  EXPECT_EQ(available("2020-09-16"), "1601979.69");
}

TEST(WorkedExample, TidyingAnExpiredCreditChangesNoAvailable) {
  auto books = worked_example_books();
  const auto before = available_on(books.state(), "tbi-eur", "power", day("2020-10-01"));
  ASSERT_TRUE(books.submit("2020-10-01", CreditExpired{"LC-1"}).has_value());
  EXPECT_EQ(available_on(books.state(), "tbi-eur", "power", day("2020-10-01")), before);
}

TEST(WorkedExample, APastDayShowsWhatWasLiveThen) {
  const auto books = worked_example_books();
  // The approval of 20 bn IQD was live on 12 July and converted on 15 July.
  const auto free = [&](std::string_view date) {
    return format_minor(free_on(books.state(), "tbi-iqd", "power", day(date)), 3);
  };
  EXPECT_EQ(free("2020-06-09"), "472800000000.000");
  EXPECT_EQ(free("2020-06-10"), "452800000000.000");
  EXPECT_EQ(free("2020-07-12"), "452800000000.000");
  EXPECT_EQ(free("2020-07-15"), "452800000000.000");
}

}  // namespace
}  // namespace setoff::tests
