// Every law of the books that is checked is broken once, on purpose, and seen.

#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/audit/entry_laws.h"
#include "ledger/core/holds.h"
#include "tests/support/refusal_cases.h"
#include "tests/support/worked_example.h"

namespace setoff::test {
namespace {

bool has(const std::vector<LawBreach>& breaches, Law law) {
  return std::ranges::any_of(breaches, [&](const LawBreach& breach) { return breach.law == law; });
}

// Whether the entries, changed by `change`, break that law.
template <class Change>
bool entries_break(Law law, std::vector<Entry> entries, Change&& change) {
  change(entries);
  EntryLaws laws;
  bool found = false;
  for (const auto& entry : entries)
    found = has(laws.take(entry), law) || found;
  return found;
}
const auto kAsTheyAre = [](std::vector<Entry>&) {};

Entry& of_type(std::vector<Entry>& entries, EventType type) {
  const auto found =
      std::ranges::find_if(entries, [&](const Entry& entry) { return entry.event.type() == type; });
  CHECK(found != entries.end());
  return *found;
}

Posting& posting_on(Entry& entry, std::string_view part) {
  const auto found = std::ranges::find_if(entry.postings, [&](const Posting& posting) {
    return posting.account.find(part) != std::string::npos;
  });
  CHECK(found != entry.postings.end());
  return *found;
}

auto without(EventType type) {
  return [type](std::vector<Entry>& entries) {
    std::erase_if(entries, [&](const Entry& entry) { return entry.event.type() == type; });
  };
}

const std::vector<Entry>& example() {
  static const auto books = worked_example_books();
  return books.entries();
}

std::vector<Entry> offset_entries() {
  auto host = host_invoice("H", "10 t", "1000.00 EUR", "2020-03-01");
  host.line = "power";
  return scheme_books({{"2020-02-01", host},
                       {"2020-03-01", ClaimsOffset{"N", "H", "old-gas", money("1000.00 EUR")}}})
      .entries();
}

TEST(BrokenLaws, TheExampleBreaksNone) {
  EntryLaws laws;
  for (const auto& entry : example())
    for (const auto& breach : laws.take(entry))
      ADD_FAILURE() << entry.sequence << ": " << breach.what;
  const auto books = worked_example_books();
  for (const auto* date : {"2020-03-20", "2020-07-12", "2020-09-16", "2020-12-01"})
    for (const auto& breach : check_books(books.state(), day(date)))
      ADD_FAILURE() << breach.what;
}

TEST(BrokenLaws, L01AnEntryThatDoesNotBalance) {
  EXPECT_TRUE(entries_break(Law::entries_balance, example(),
                            [](auto& entries) { entries[0].postings[0].amount += 1; }));
  EXPECT_TRUE(entries_break(Law::entries_balance, example(), [](auto& entries) {
    entries[0].postings[0].account = "assets:nobody:nothing:moe:gas";
  }));
}

// Adds an amount behind the back of the rules.
std::vector<LawBreach> with_added(std::string_view path, std::string_view lot, std::int64_t amount,
                                  std::string_view commodity) {
  State state = worked_example_books().state();
  const auto account = state.chart.find_path(path);
  CHECK(account.valid());
  state.balances.add(account, state.lots.find(lot), *find_commodity(commodity), day("2020-09-01"),
                     amount);
  return check_books(state, day("2020-09-21"));
}

TEST(BrokenLaws, L02StatesThatDoNotAddUp) {
  EXPECT_TRUE(has(with_added("assets:nigc:claim:moe:gas", "G-1", 1, "EUR"), Law::states_add_up));
  EXPECT_TRUE(
      has(with_added("memo:tavanir:approved:tbi-iqd:power", "R-1", 900'000'000'000'000, "IQD"),
          Law::states_add_up))
      << "more earmarked than there is";
}

TEST(BrokenLaws, L03AnAccountThatIsNotItsLotsOrOnTheWrongSide) {
  EXPECT_TRUE(
      has(with_added("assets:nigc:claim:moe:gas", "", 1, "EUR"), Law::accounts_are_their_lots));
  EXPECT_TRUE(has(with_added("assets:nigc:claim:moe:gas", "G-1", -90'000'000'000, "EUR"),
                  Law::accounts_are_their_lots));
}

TEST(BrokenLaws, L04ADayThatChangesMoreThanClaims) {
  const auto books = worked_example_books();
  const auto today = *claims_on(books.state(), day("2020-10-01"));
  auto tomorrow = *claims_on(books.state(), day("2020-10-02"));
  EXPECT_TRUE(check_day_passing(today, tomorrow).empty());
  tomorrow.lines[0].parts[static_cast<std::size_t>(ClaimPart::fee)] += 1;
  EXPECT_TRUE(has(check_day_passing(today, tomorrow), Law::time_moves_claims_only));
}

TEST(BrokenLaws, L05AHoldThatOutlivesItsExpiry) {
  const auto books = worked_example_books();
  const auto credit = books.state().lots.find("LC-1");
  EXPECT_TRUE(check_hold(books.state(), credit, day("2020-09-15"), 118'000'000).empty());
  EXPECT_TRUE(has(check_hold(books.state(), credit, day("2020-10-16"), 1), Law::holds_expire));
}

TEST(BrokenLaws, L06CreditsThatDoNotAddUp) {
  const auto books = worked_example_books();
  EXPECT_TRUE(has(
      check_hold(books.state(), books.state().lots.find("LC-1"), day("2020-09-01"), 99'999'999'999),
      Law::credits_are_used_up));
  EXPECT_TRUE(entries_break(Law::credits_are_used_up, example(), [](auto& entries) {
    posting_on(of_type(entries, EventType::credit_honoured), ":held:").amount += 100;
  }));
}

TEST(BrokenLaws, L07CapturesWithoutPapersHoldApprovalOrDeposit) {
  const auto breaks = [](auto&& change) {
    return entries_break(Law::captures_are_backed, example(), change);
  };
  EXPECT_FALSE(breaks(kAsTheyAre));
  EXPECT_TRUE(breaks(without(EventType::documents_presented)));
  EXPECT_TRUE(breaks(without(EventType::release_approved)));
  for (const auto* part : {":held:", ":converted:", ":deposit:"})
    EXPECT_TRUE(breaks([&](auto& entries) {
      posting_on(of_type(entries, EventType::credit_honoured), part).amount /= 2;
    })) << part;
}

TEST(BrokenLaws, L08ARefusalThatPosts) {
  EXPECT_TRUE(entries_break(Law::refusals_change_nothing, example(), [](auto& entries) {
    of_type(entries, EventType::invoice_issued).refusal = Code::exceeds_delivered;
  }));
}

TEST(BrokenLaws, L10APositionThatIsNotTheMoney) {
  EXPECT_TRUE(has(with_added("equity:home:position:iqd:gas", "", 1, "IQD"), Law::positions_match));
}

TEST(BrokenLaws, L12CrossingsThatDoNotCancel) {
  EXPECT_FALSE(entries_break(Law::crossings_cancel, offset_entries(), kAsTheyAre));
  EXPECT_TRUE(entries_break(Law::crossings_cancel, offset_entries(), [](auto& entries) {
    posting_on(entries.back(), ":crossing:").amount += 1;
  }));
}

TEST(BrokenLaws, L13AnOffsetThatLowersOneSideMore) {
  EXPECT_FALSE(entries_break(Law::offsets_cancel, offset_entries(), kAsTheyAre));
  EXPECT_TRUE(entries_break(Law::offsets_cancel, offset_entries(), [](auto& entries) {
    posting_on(entries.back(), ":claim:").amount += 1;
  }));
}

TEST(BrokenLaws, L14GoodsThatLandUnshippedAndGasThatIsBilledUndelivered) {
  EXPECT_FALSE(entries_break(Law::quantities_follow, example(), kAsTheyAre));
  EXPECT_TRUE(entries_break(Law::quantities_follow, example(), without(EventType::goods_shipped)));
  EXPECT_TRUE(
      entries_break(Law::quantities_follow, example(), without(EventType::delivery_metered)));
}

TEST(BrokenLaws, L15RestrictedMoneyThatLeavesWithoutLeave) {
  const auto breaks = [](auto&& change) {
    return entries_break(Law::releases_only, example(), change);
  };
  EXPECT_FALSE(breaks(kAsTheyAre));
  EXPECT_TRUE(breaks(without(EventType::release_approved)));
  EXPECT_TRUE(breaks(without(EventType::window_opened)));
  EXPECT_TRUE(breaks(without(EventType::goods_listed)));
  EXPECT_TRUE(breaks([](auto& entries) {
    posting_on(of_type(entries, EventType::funds_converted), ":approved:").amount += 1;
  }));
  EXPECT_TRUE(breaks([](auto& entries) {
    std::get<OrderPlaced>(of_type(entries, EventType::order_placed).event.data).supplier = "gtc";
  }));
}

}  // namespace
}  // namespace setoff::test
