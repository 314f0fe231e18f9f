// Replay and the room of an entry: what is stored is what the rules give, and nothing else passes.

#include "ledger/writer/replay.h"

#include <gtest/gtest.h>

#include "tests/support/journals.h"
#include "tests/support/refusal_cases.h"

namespace setoff::tests {
namespace {

std::vector<ByteBuffer> stored_entries(const std::vector<DatedEvent>& further) {
  MemoryJournal journal;
  const auto book = open_book(journal);
  submit_all(*book, scheme(), "scheme-");
  submit_all(*book, further);
  SETOFF_CHECK(book->commit().has_value());
  return entries_of(journal);
}

// The first complaint of a replay of these entries; empty if there is none.
std::string complaint_about(const std::vector<ByteBuffer>& entries) {
  Replay replay([&](Sequence sequence) { return decode_entry(entries[sequence]); });
  for (const auto& bytes : entries)
    if (const auto entry = replay.step(bytes); !entry) return entry.error().text();
  return {};
}

// Decodes the last entry, changes it and encodes it again.
template <class Change>
std::vector<ByteBuffer> with_last(std::vector<ByteBuffer> entries, Change&& change) {
  auto entry = *decode_entry(entries.back());
  change(entry);
  entries.back().clear();
  SETOFF_CHECK(encode_entry(entry, entries.back()).has_value());
  return entries;
}

const std::vector<DatedEvent> kPayment = {{"2020-02-01", payment("p", "tbi-eur", "100.00 EUR")}};

void expect_found(const std::vector<ByteBuffer>& entries, std::string_view says) {
  const auto complaint = complaint_about(entries);
  EXPECT_NE(complaint.find(says), std::string::npos) << "'" << complaint << "' for: " << says;
}

TEST(Replay, TakesWhatTheBookWrote) {
  EXPECT_EQ(complaint_about(stored_entries(open_credit())), "");
}

TEST(Replay, FindsARefusalThatTheRulesWouldNotGive) {
  const auto entries = stored_entries(kPayment);
  for (const auto& facts : all_codes()) {
    if (facts.family != Family::refused) continue;
    expect_found(with_last(entries,
                           [&](Entry& entry) {
                             entry.refusal = facts.code;
                             entry.postings.clear();
                             entry.links.clear();
                           }),
                 "refused with " + std::string(facts.name) + ", but the rules say booked");
  }
}

TEST(Replay, FindsARefusalThatIsStoredAsBookedOrWithAnotherCode) {
  const auto entries = stored_entries({{"2020-02-01", order("old-gas")}});
  expect_found(with_last(entries, [](Entry& entry) { entry.refusal.reset(); }),
               "stored as booked, but the rules say refused with lot_exists");
  expect_found(with_last(entries, [](Entry& entry) { entry.refusal = Code::not_listed; }),
               "the rules say refused with lot_exists");
}

TEST(Replay, FindsTamperedPostingsAndLinks) {
  const auto entries = stored_entries(kPayment);
  expect_found(with_last(entries, [](Entry& entry) { entry.postings[0].amount -= 1; }),
               "posting 0 (assets:nigc:claim:moe:gas) is not what the rules give");
  expect_found(with_last(entries, [](Entry& entry) { entry.postings[1].balance += 1; }),
               "posting 1");
  expect_found(with_last(entries, [](Entry& entry) { entry.postings[0].previous = 3; }),
               "posting 0");
  expect_found(with_last(entries, [](Entry& entry) { entry.postings.pop_back(); }), "is missing");
  expect_found(
      with_last(entries, [](Entry& entry) { entry.postings.push_back(entry.postings[0]); }),
      "is one that the rules do not give");
  expect_found(with_last(entries, [](Entry& entry) { entry.links[0].sequence = 1; }), "links");
}

TEST(Replay, FindsWrongPlacesTimesVersionsAndKeys) {
  const auto entries = stored_entries(kPayment);
  expect_found(with_last(entries, [](Entry& entry) { entry.sequence += 1; }),
               "it says that it is entry 7");
  expect_found(with_last(entries, [](Entry& entry) { entry.event.booked = Timestamp(0); }),
               "before the entry in front of it");
  expect_found(with_last(entries, [](Entry& entry) { entry.rules_version = 2; }),
               "rules version 2");
  expect_found(with_last(entries, [](Entry& entry) { entry.event.key.id = "scheme-2"; }),
               "is the key of entry 1 already");
  expect_found(with_last(entries,
                         [](Entry& entry) {
                           std::get<PaymentReceived>(entry.event.data).amount = money("0.00 EUR");
                         }),
               "its event is malformed");
}

// An agreement whose event fits an entry and whose postings do not.
AgreementAdopted agreement_of_long_openings(int count) {
  auto data = scheme_agreement();
  for (int i = 0; i < count; ++i) {
    const auto number = std::to_string(1000 + i);
    data.openings.push_back({OpeningKind::claim,
                             "gas",
                             std::string(58, 'x') + number,
                             {},
                             money("1.00 EUR"),
                             {},
                             day("2019-03-01")});
  }
  return data;
}

void add_parties(AgreementAdopted& data, int count) {
  for (int i = 0; i < count; ++i)
    data.agreement.parties.push_back(
        {"supplier-with-a-long-name-" + std::to_string(1000 + i), Side::abroad, Role::supplier});
}

TEST(EntryRoom, WhatDoesNotFitIsRefusedByTheBookAndByReplay) {
  MemoryJournal journal;
  const auto book = open_book(journal);
  Event event = event_on("long", "2020-01-01", agreement_of_long_openings(240));
  event.key.source = std::string(250, 's');
  add_parties(std::get<AgreementAdopted>(event.data), 700);
  const auto outcome = submit(*book, event);
  ASSERT_EQ(outcome.kind, OutcomeKind::refused);
  EXPECT_EQ(outcome.error->code, Code::entry_too_large);
  ASSERT_TRUE(book->commit().has_value());
  const auto entries = entries_of(journal);
  EXPECT_LE(entries.back().size(), kEntrySizeMax);
  EXPECT_EQ(complaint_about(entries), "");
}

TEST(EntryRoom, AnEventThatDoesNotFitByItselfIsAnswered) {
  MemoryJournal journal;
  const auto book = open_book(journal);
  auto data = scheme_agreement();
  add_parties(data, 2200);
  const auto outcome = submit(*book, event_on("long", "2020-01-01", data));
  EXPECT_EQ(outcome.kind, OutcomeKind::rejected);
  EXPECT_EQ(outcome.error->code, Code::entry_too_large);
  EXPECT_EQ(book->size(), 0U);
}

}  // namespace
}  // namespace setoff::tests
