// The book: ids, groups, times, refusals as entries.

#include "ledger/writer/ledger_writer.h"

#include <gtest/gtest.h>

#include "tests/support/journals.h"
#include "tests/support/refusal_cases.h"

namespace setoff::tests {
namespace {

const FeeCharged kFee{"tbi-eur", "gas", money("10.00 EUR"), {"swift"}};

// A book of the small scheme, committed.
std::unique_ptr<LedgerWriter> scheme_book(JournalPort& journal) {
  auto book = open_book(journal);
  submit_all(*book, scheme(), "scheme-");
  SETOFF_CHECK(book->commit().has_value());
  return book;
}

// Equal but for how far the book has got.
bool same_books(State a, State b) {
  for (auto* state : {&a, &b}) {
    state->next_sequence = 0;
    state->last_booked.reset();
  }
  return a == b;
}

TEST(BookIds, TheSameEventAgainGivesTheFirstOutcome) {
  MemoryJournal journal;
  const auto book = scheme_book(journal);
  const auto event = event_on("fee", "2020-02-01", kFee);
  const auto first = submit(*book, event);
  ASSERT_EQ(first.kind, OutcomeKind::booked);
  const auto leaf = book->leaf(*first.sequence);
  const auto size = book->size();
  const State before = book->state();
  for (const bool committed : {false, true}) {
    if (committed) {
      ASSERT_TRUE(book->commit().has_value());
    }
    const auto again = submit(*book, event);
    EXPECT_EQ(again.kind, OutcomeKind::replayed);
    EXPECT_EQ(again.sequence, first.sequence);
    EXPECT_EQ(*book->leaf(*again.sequence), *leaf);
    EXPECT_FALSE(again.error.has_value());
  }
  EXPECT_EQ(book->size(), size);
  EXPECT_TRUE(book->state() == before);
}

TEST(BookIds, AnotherEventUnderTheSameIdIsAnsweredWithTheMemberThatDiffers) {
  MemoryJournal journal;
  const auto book = scheme_book(journal);
  const auto event = event_on("fee", "2020-02-01", kFee);
  submit(*book, event);
  const auto differs = [&](std::string_view member, auto&& change) {
    auto other = event;
    change(other);
    const auto size = book->size();
    const auto outcome = submit(*book, other);
    EXPECT_EQ(outcome.kind, OutcomeKind::rejected) << member;
    ASSERT_TRUE(outcome.error.has_value()) << member;
    EXPECT_EQ(outcome.error->code, Code::id_reused) << member;
    EXPECT_EQ(outcome.error->where, member);
    EXPECT_EQ(book->size(), size) << "nothing is recorded";
  };
  const auto fee = [](Event& other) -> FeeCharged& { return std::get<FeeCharged>(other.data); };
  differs("data.amount", [&](Event& other) { fee(other).amount = money("10.01 EUR"); });
  differs("data.reason", [&](Event& other) { fee(other).reason = {"post"}; });
  differs("data.value_date", [](Event& other) { other.value_date = day("2020-02-02"); });
  differs("time", [](Event& other) { other.time = Timestamp(1); });
  differs("data.override", [](Event& other) { other.override_closed = Override{"who", {"why"}}; });
  differs("type", [](Event& other) { other.data = GoodsListed{"wheat", "food"}; });
}

TEST(BookIds, WhoBringsTheEventAgainMakesNoDifference) {
  MemoryJournal journal;
  const auto book = scheme_book(journal);
  auto event = event_on("fee", "2020-02-01", kFee);
  event.submitter = "moe/tess";
  ASSERT_EQ(submit(*book, event).kind, OutcomeKind::booked);
  event.submitter = "moe/theo";
  const auto again = submit(*book, event);
  EXPECT_EQ(again.kind, OutcomeKind::replayed);
  EXPECT_EQ(book->entry(*again.sequence)->event.submitter, "moe/tess") << "who came first stands";
}

TEST(BookIds, OfTwoSourcesAreTwo) {
  MemoryJournal journal;
  const auto book = scheme_book(journal);
  auto event = event_on("fee", "2020-02-01", kFee);
  EXPECT_EQ(submit(*book, event).kind, OutcomeKind::booked);
  event.key.source = "/other";
  EXPECT_EQ(submit(*book, event).kind, OutcomeKind::booked);
}

// Law 8: a refused event changes no balance and no fact, and burns its id.
TEST(BookRefusals, AreEntriesThatChangeNothingAndBurnTheirId) {
  for (const auto& refusal : refusal_cases()) {
    MemoryJournal journal;
    const auto book = open_book(journal);
    if (refusal.adopted) submit_all(*book, scheme(), "scheme-");
    submit_all(*book, refusal.before, "before-");
    const State before = book->state();
    const auto event = event_on("wrong", refusal.event.value_date, refusal.event.data);
    const auto outcome = submit(*book, event);
    ASSERT_EQ(outcome.kind, OutcomeKind::refused) << refusal.what;
    EXPECT_EQ(outcome.error->code, refusal.code) << refusal.what;
    EXPECT_EQ(outcome.sequence, before.next_sequence) << refusal.what;
    EXPECT_TRUE(same_books(book->state(), before)) << refusal.what;
    const auto again = submit(*book, event);
    EXPECT_EQ(again.kind, OutcomeKind::replayed) << refusal.what;
    EXPECT_EQ(again.error->code, refusal.code) << refusal.what;
    const auto other = submit(*book, event_on("wrong", "2020-02-01", kFee));
    EXPECT_EQ(other.error->code, Code::id_reused) << refusal.what;
    ASSERT_TRUE(book->commit().has_value());
    EXPECT_TRUE(open_book(journal)->state() == book->state()) << refusal.what;
  }
}

TEST(BookRefusals, WhatIsMalformedIsAnsweredAndNotRecorded) {
  MemoryJournal journal;
  const auto book = scheme_book(journal);
  const State before = book->state();
  const auto outcome =
      submit(*book, event_on("fee", "2020-02-01",
                             with(kFee, [](auto& data) { data.amount = money("0.00 EUR"); })));
  EXPECT_EQ(outcome.kind, OutcomeKind::rejected);
  EXPECT_EQ(outcome.error->code, Code::bad_field);
  EXPECT_FALSE(outcome.sequence.has_value());
  EXPECT_TRUE(book->state() == before);
  EXPECT_EQ(submit(*book, event_on("fee", "2020-02-01", kFee)).kind, OutcomeKind::booked)
      << "its id is not burnt";
}

TEST(BookTimes, EventsAreBookedInTheOrderOfTheirStamps) {
  MemoryJournal journal;
  const auto book = scheme_book(journal);
  auto event = event_on("a", "2020-02-01", kFee);
  event.booked = Timestamp::at_midnight(day("2020-03-01"));
  EXPECT_EQ(submit(*book, event).kind, OutcomeKind::booked) << "a given stamp is kept";
  EXPECT_EQ(book->state().last_booked, event.booked);

  auto earlier = event_on("b", "2020-02-01", kFee);
  earlier.booked = Timestamp(event.booked->microseconds() - 1);
  const auto outcome = submit(*book, earlier);
  EXPECT_EQ(outcome.kind, OutcomeKind::rejected);
  EXPECT_EQ(outcome.error->code, Code::time_order);
  EXPECT_EQ(outcome.error->where, "bookedtime");

  earlier.booked.reset();
  EXPECT_EQ(submit(*book, earlier).kind, OutcomeKind::booked)
      << "a clock that went back gives the last stamp";
  EXPECT_EQ(book->state().last_booked, event.booked);
}

TEST(BookTimes, TheStampDoesNotCountForTheId) {
  MemoryJournal journal;
  const auto book = scheme_book(journal);
  auto event = event_on("a", "2020-02-01", kFee);
  submit(*book, event);
  event.booked = Timestamp::at_midnight(day("2020-03-01"));
  EXPECT_EQ(submit(*book, event).kind, OutcomeKind::replayed);
}

TEST(BookGroups, AFailedAppendLeavesTheBooksAsAfterTheLastCommit) {
  FailingJournal journal;
  const auto book = scheme_book(journal);
  const State committed = book->state();
  const auto root = book->root();
  const auto events = open_credit();
  const auto first = submit_all(*book, events);
  const auto full_root = book->root();
  journal.failures = 1;
  const auto status = book->commit();
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, Code::cannot_write);
  EXPECT_EQ(book->uncommitted(), 0U);
  EXPECT_TRUE(book->state() == committed);
  EXPECT_EQ(book->root(), root);

  const auto second = submit_all(*book, events);
  ASSERT_TRUE(book->commit().has_value());
  EXPECT_EQ(book->root(), full_root) << "sent again they give the same entries";
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(second[i].kind, first[i].kind);
    EXPECT_EQ(second[i].sequence, first[i].sequence);
  }
}

TEST(BookGroups, AGroupIsWrittenWhileTheNextIsBooked) {
  MemoryJournal whole;
  const auto together = scheme_book(whole);
  const auto events = open_credit();
  const auto expected = submit_all(*together, events);
  MemoryJournal journal;
  const auto book = scheme_book(journal);
  const auto committed = journal.size();
  submit_all(*book, {events.front()});
  book->close_group();
  submit_all(*book, events);  // the first of them is in the group that is not written yet
  EXPECT_EQ(book->uncommitted(), events.size());
  ASSERT_TRUE(book->apply_commit_result(book->write_closed()).has_value());
  EXPECT_EQ(journal.size(), committed + 1);
  for (const auto& outcome : expected)
    EXPECT_EQ(*book->leaf(*outcome.sequence), *together->leaf(*outcome.sequence));
  ASSERT_TRUE(book->commit().has_value());
  EXPECT_EQ(book->root(), together->root());
  EXPECT_EQ(journal.size(), committed + events.size());
}

TEST(BookGroups, HowEventsAreGroupedChangesNothing) {
  const auto events = worked_example();
  std::optional<Digest> root;
  for (const std::size_t size : {1U, 2U, 7U, 1000U}) {
    MemoryJournal journal;
    const auto book = open_book(journal);
    for (std::size_t i = 0; i < events.size(); ++i) {
      const auto id = "event-" + std::to_string(i);
      const auto outcome = submit(*book, event_on(id, events[i].value_date, events[i].data));
      ASSERT_EQ(outcome.kind, OutcomeKind::booked);
      if ((i + 1) % size == 0) {
        ASSERT_TRUE(book->commit().has_value());
      }
    }
    ASSERT_TRUE(book->commit().has_value());
    if (!root) root = book->root();
    EXPECT_EQ(book->root(), *root) << size;
    EXPECT_TRUE(open_book(journal)->state() == book->state()) << size;
  }
}

TEST(BookGroups, AReversalFindsItsEntryInTheOpenGroup) {
  MemoryJournal journal;
  const auto book = scheme_book(journal);
  const auto fee = submit(*book, event_on("fee", "2020-02-01", kFee));
  const EntryReversed reversal{*fee.sequence, "auditor", "clerk", {}};
  EXPECT_EQ(submit(*book, event_on("back", "2020-02-02", reversal)).kind, OutcomeKind::booked);
  ASSERT_TRUE(book->commit().has_value());
  EXPECT_TRUE(open_book(journal)->state() == book->state());
}

}  // namespace
}  // namespace setoff::tests
