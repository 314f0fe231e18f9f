// Every code that the rules refuse with has a case, and a refused event changes nothing.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/support/refusal_cases.h"

namespace setoff::tests {
namespace {

// Codes that no rule gives, with the place that gives and tests them.
constexpr std::pair<Code, std::string_view> kOfOtherLayers[] = {
    {Code::bad_field, "form: Form tests here, texts in EventJson"},
    {Code::unknown_type, "form: Form tests here, texts in EventJson"},
    {Code::bad_syntax, "the reader of texts: EventJson"},
    {Code::too_large, "the reader of texts: EventJson, EventStream"},
    {Code::time_bounds, "the listeners, which have a clock: TimeBounds"},
    {Code::id_reused, "the book: BookIds"},
    {Code::time_order, "the book: BookTimes"},
    {Code::disputed, "kept for dispute.raised, which this version does not book"},
};

bool of_another_layer(const CodeInfo& facts) {
  return facts.family == Family::unavailable ||
         std::ranges::any_of(kOfOtherLayers,
                             [&](const auto& other) { return other.first == facts.code; });
}

TEST(Refusals, EachCodeHasACase) {
  std::set<Code> given;
  for (const auto& refusal : refusal_cases())
    given.insert(refusal.code);
  for (const auto& facts : all_codes())
    EXPECT_NE(of_another_layer(facts), given.contains(facts.code)) << facts.name;
}

TEST(Refusals, EachIsRefusedWithItsCodeAndChangesNothing) {
  for (const auto& refusal : refusal_cases()) {
    auto books = refusal.adopted ? scheme_books(refusal.before) : Books();
    const State before = books.state();
    const auto entry = books.submit(refusal.event.value_date, refusal.event.data);
    ASSERT_FALSE(entry.has_value()) << refusal.what;
    EXPECT_EQ(info_of(entry.error().code).name, info_of(refusal.code).name)
        << refusal.what << ": " << entry.error().text();
    EXPECT_FALSE(entry.error().detail.empty() && refusal.code != Code::already_adopted)
        << refusal.what;
    EXPECT_TRUE(books.state() == before) << refusal.what;
  }
}

// The prepared books refuse for the one reason only: the table's events differ little from sound
// ones.
TEST(Refusals, SoundNeighboursAreBooked) {
  const auto books_it = [](const std::vector<DatedEvent>& before, DatedEvent event) {
    auto books = scheme_books(before);
    const auto entry = books.submit(event.value_date, event.data);
    EXPECT_TRUE(entry.has_value()) << (entry ? "" : entry.error().text());
  };
  const auto released = release("R", "200000.00 EUR");
  books_it(released, {"2020-02-05", purpose_payment("U", "200000.00 EUR")});
  books_it(open_credit(), {"2020-02-05", purpose_payment("U", "100000.00 EUR")});
  books_it(open_credit(),
           {"2020-04-30", DocumentsPresented{"C", "docs", money("100000.00 EUR"), true}});
  books_it(open_credit(), {"2020-05-01", CreditExpired{"C"}});
  books_it(released, {"2020-02-05", request("S", "300000.00 EUR")});
  books_it(release("R", "10000.00 EUR"),
           {"2020-02-05", FundsConverted{"V", "R", "tbi-eur", "tbi-iqd", money("10000.00 EUR"),
                                         money("13199999.998 IQD"), decimal("0.01")}});
}

TEST(Form, WhatIsNotPositiveOrNotThereIsABadField) {
  auto books = scheme_books();
  const auto refused = [&](EventData data, std::string_view where) {
    const State before = books.state();
    const auto entry = books.submit("2020-02-01", std::move(data));
    ASSERT_FALSE(entry.has_value()) << where;
    EXPECT_EQ(entry.error().code, Code::bad_field) << entry.error().text();
    EXPECT_EQ(entry.error().where, where);
    EXPECT_TRUE(books.state() == before);
  };
  const FeeCharged fee{"tbi-eur", "gas", money("10.00 EUR"), {}};
  refused(with(fee, [](auto& data) { data.amount = money("0.00 EUR"); }), "data.amount");
  refused(with(fee, [](auto& data) { data.amount = money("-1.00 EUR"); }), "data.amount");
  refused(with(fee, [](auto& data) { data.amount = Money(); }), "data.amount");
  refused(with(fee, [](auto& data) { data.account = "two words"; }), "data.account");
  refused(with(fee, [](auto& data) { data.reason.value = "a\nb"; }), "data.reason");
  refused(BalanceRevalued{Currency(), "gas"}, "data.currency");
  refused(with(rate_fixed("k", "2020-02-01", "0.9 EUR/USD"),
               [](auto& data) { data.value.value = decimal("-0.9"); }),
          "data.value");
  refused(with(order("O"), [](auto& data) { data.price.numerator = Commodity(); }), "data.price");
  refused(with(power_delivery("d", "2020-01-01", "2020-02-01", "1 MWh"),
               [](auto& data) { data.to = kLastDay + 1; }),
          "data.to");
}

TEST(Form, AnEventWithoutDataIsOfNoType) {
  auto books = scheme_books();
  Event event;
  event.key = {"/test", "empty"};
  event.value_date = day("2020-02-01");
  const auto entry = books.submit(event);
  ASSERT_FALSE(entry.has_value());
  EXPECT_EQ(entry.error().code, Code::unknown_type);
}

}  // namespace
}  // namespace setoff::tests
