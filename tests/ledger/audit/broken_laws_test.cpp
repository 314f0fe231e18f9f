// Every law of the books that is checked is broken once, on purpose, and seen.

#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/audit/entry_laws.h"
#include "ledger/audit/gain_laws.h"
#include "ledger/books/holds.h"
#include "tests/ledger/audit/breaches.h"
#include "tests/support/refusal_cases.h"
#include "tests/support/worked_example.h"

namespace setoff::tests {
namespace {

// Whether the entries, changed by `change`, break that law.
template <class Change>
bool entries_break(Law law, std::vector<Entry> entries, Change&& change) {
  change(entries);
  EntryLaws laws;
  bool found = false;
  for (const auto& entry : entries)
    found = has(laws.check_entry(entry), law) || found;
  return found;
}
const auto kAsTheyAre = [](std::vector<Entry>&) {};

Entry& of_type(std::vector<Entry>& entries, EventType type) {
  const auto found =
      std::ranges::find_if(entries, [&](const Entry& entry) { return entry.event.type() == type; });
  SETOFF_CHECK(found != entries.end());
  return *found;
}

Posting& posting_on(Entry& entry, std::string_view part) {
  const auto found = std::ranges::find_if(entry.postings, [&](const Posting& posting) {
    return posting.account.find(part) != std::string::npos;
  });
  SETOFF_CHECK(found != entry.postings.end());
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
    for (const auto& breach : laws.check_entry(entry))
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
  SETOFF_CHECK(account.valid());
  state.balances.add(account, state.lots.find(lot), *find_commodity(commodity), day("2020-09-01"),
                     amount);
  return check_books(state, day("2020-09-21"));
}

TEST(BrokenLaws, L02StatesThatDoNotAddUp) {
  EXPECT_TRUE(has(with_added("assets:nigc:claim:moe:gas", "G-1", 1, "EUR"), Law::states_add_up));
  EXPECT_TRUE(
      has(with_added("memo:tavanir:approved:tbi-iqd:power", "R-1#1", 900'000'000'000'000, "IQD"),
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

TEST(BrokenLaws, L09BooksOfTheOtherSideThatAreNotTheMirror) {
  const auto books = worked_example_books();
  const auto& agreement = books.state().agreement;
  const auto ours = side_of(books.state(), day("2020-09-21"));
  const auto breaks = [&](auto&& change) {
    auto theirs = mirror(agreement, ours);
    change(theirs);
    return has(check_mirror(agreement, ours, theirs), Law::mirrors_agree);
  };
  const auto add_to_both = [](std::vector<SidePosting>& theirs, std::string other) {
    const auto commodity = theirs[0].commodity;
    theirs[0].amount += 1;
    theirs.push_back({std::move(other), {}, commodity, -1});
  };
  const std::string line = ours[0].account.substr(ours[0].account.rfind(':'));
  EXPECT_FALSE(breaks([](auto&) {}));
  EXPECT_TRUE(breaks([](auto& theirs) { theirs[0].amount += 1; })) << "they do not balance";
  EXPECT_TRUE(breaks([](auto& theirs) { theirs[0].account.insert(0, "x"); })) << "not the account";
  EXPECT_TRUE(breaks([&](auto& theirs) { add_to_both(theirs, "equity:moe:outside:home" + line); }))
      << "they balance and show something else";
  EXPECT_TRUE(breaks([&](auto& theirs) {
    theirs.push_back({"assets:moe:advance:nigc" + line, {}, theirs[0].commodity, 1});
    theirs.push_back({"equity:moe:outside:home" + line, {}, theirs[0].commodity, -1});
  })) << "they show what we do not have";
  EXPECT_TRUE(has(with_added("assets:nigc:claim:moe:gas", "G-1", 1, "EUR"), Law::mirrors_agree));
}

TEST(BrokenLaws, L10APositionThatIsNotTheMoney) {
  EXPECT_TRUE(has(with_added("equity:home:position:iqd:gas", "", 1, "IQD"), Law::positions_match));
}

// The example's entries, those of one type changed, with the books as they are after each.
template <class Change>
bool gains_break(EventType type, Change&& change) {
  GainLaws laws;
  Books books;
  bool found = false;
  for (const auto& [value_date, data] : worked_example()) {
    auto entry = books.submit(value_date, data);
    SETOFF_CHECK(entry.has_value());
    if (entry->event.type() == type) change(*entry);
    found = has(laws.check_entry(*entry, books.state()), Law::gains_add_up) || found;
  }
  return found;
}

TEST(BrokenLaws, L11GainsThatAreNotValueLessCost) {
  const auto breaks = [](EventType type, std::string_view one, std::string_view other) {
    return gains_break(type, [&](Entry& entry) {
      posting_on(entry, one).amount += 10;
      posting_on(entry, other).amount -= 10;
    });
  };
  const auto converted = EventType::funds_converted;
  EXPECT_FALSE(gains_break(converted, [](Entry&) {}));
  EXPECT_TRUE(breaks(converted, ":fx:", ":spread:")) << "realised elsewhere";
  EXPECT_TRUE(gains_break(converted, [](Entry& entry) {
    const auto book = std::ranges::find_if(entry.postings, [](const Posting& posting) {
      return posting.account.find(":position:") != std::string::npos && posting.amount < 0;
    });
    SETOFF_CHECK(book != entry.postings.end());
    book->amount += 10;
    posting_on(entry, ":fx:").amount -= 10;
  })) << "balanced, at another cost";
  EXPECT_TRUE(breaks(EventType::balance_revalued, ":revaluation:", ":position:"))
      << "to another rate";
  EXPECT_TRUE(gains_break(EventType::payment_received, [](Entry& entry) {
    std::erase_if(entry.postings, [](const Posting& posting) {
      return posting.account.find(":position:") != std::string::npos &&
             posting.commodity == Commodity(currency("IQD"));
    });
  })) << "money that is not in the position";
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

// A host seller's invoice that the clearing account pays, and the balance that this leaves there.
std::vector<Entry> settlement_entries() {
  SettlementPaid balance;
  balance.settlement = "S2";
  balance.account = "free-eur";
  balance.clearing_account = "swing-eur";
  balance.line = "gas";
  balance.amount = balance.settled = money("100.00 EUR");
  return scheme_books({{"2020-02-01", host_invoice("H", "10 t", "1000.00 EUR", "2020-03-01")},
                       {"2020-03-01", settlement("S1", "swing-eur", "H", "400.00 EUR")},
                       {"2020-03-02", payment("p", "free-eur", "300.00 EUR")},
                       {"2020-03-03", balance}})
      .entries();
}

TEST(BrokenLaws, L13ASettlementThatLowersAnotherAmount) {
  EXPECT_FALSE(entries_break(Law::offsets_cancel, settlement_entries(), kAsTheyAre));
  const auto breaks = [](auto&& change) {
    return entries_break(Law::offsets_cancel, settlement_entries(), change);
  };
  EXPECT_TRUE(breaks(
      [](auto& entries) { posting_on(entries[entries.size() - 3], ":payable:").amount += 1; }));
  EXPECT_TRUE(breaks([](auto& entries) { posting_on(entries.back(), ":clearing:").amount += 1; }));
  EXPECT_TRUE(breaks([](auto& entries) { posting_on(entries.back(), ":reserve:").amount -= 1; }));
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
}  // namespace setoff::tests
