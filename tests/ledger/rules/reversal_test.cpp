// A reversal that was asked for: by another than who approves it, and known where it was asked.

#include <gtest/gtest.h>

#include "tests/support/refusal_cases.h"

namespace setoff::tests {
namespace {

const Sequence kFee = 6;  // the first entry after the scheme

Books books_with_a_fee() {
  return scheme_books(
      {{"2020-02-02", FeeCharged{"tbi-eur", "gas", money("10.00 EUR"), {"swift"}}}});
}
std::string answer(Books& books, EventData data) {
  const auto entry = books.submit("2020-02-03", std::move(data));
  return entry ? "booked" : std::string(info_of(entry.error().code).name);
}
ReversalRequested asked_by(std::string who, Sequence sequence = kFee) {
  return {sequence, std::move(who), {"booked twice"}};
}
EntryReversed reversal(std::string by, std::string requested_by) {
  return {kFee, std::move(by), std::move(requested_by), {"booked twice"}};
}

TEST(ReversalRequest, IsKeptAndMovesNothing) {
  auto books = books_with_a_fee();
  const auto before = books.state().balances;
  const auto entry = books.submit("2020-02-03", asked_by("clerk"));
  ASSERT_TRUE(entry.has_value());
  EXPECT_TRUE(entry->postings.empty());
  EXPECT_EQ(entry->links, (std::vector<Link>{{LinkKind::follows, kFee}}));
  EXPECT_TRUE(books.state().balances == before);
}

TEST(ReversalRequest, BindsTheReversalToWhoAsked) {
  auto books = books_with_a_fee();
  ASSERT_EQ(answer(books, asked_by("clerk")), "booked");
  EXPECT_EQ(answer(books, reversal("clerk", "auditor")), "four_eyes") << "asked by clerk itself";
  EXPECT_EQ(answer(books, reversal("auditor", "moe")), "four_eyes") << "moe asked nothing";
  const auto entry = books.submit("2020-02-03", reversal("auditor", "clerk"));
  ASSERT_TRUE(entry.has_value());
  EXPECT_EQ(entry->links,
            (std::vector<Link>{{LinkKind::reverses, kFee}, {LinkKind::follows, kFee + 1}}));
}

TEST(ReversalRequest, TheLastOneStands) {
  auto books = books_with_a_fee();
  ASSERT_EQ(answer(books, asked_by("auditor")), "booked");
  ASSERT_EQ(answer(books, asked_by("clerk")), "booked");
  EXPECT_EQ(answer(books, reversal("clerk", "auditor")), "four_eyes");
  EXPECT_EQ(answer(books, reversal("auditor", "clerk")), "booked");
}

TEST(ReversalRequest, IsRefusedWhereTheReversalWouldBe) {
  auto books = books_with_a_fee();
  EXPECT_EQ(answer(books, asked_by("clerk", 900)), "unknown_lot");
  EXPECT_EQ(answer(books, asked_by("clerk", 0)), "not_reversible") << "the agreement";
  ASSERT_EQ(answer(books, reversal("auditor", "clerk")), "booked") << "without a request";
  EXPECT_EQ(answer(books, asked_by("clerk")), "already_reversed");
}

}  // namespace
}  // namespace setoff::tests
