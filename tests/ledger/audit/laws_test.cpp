// The laws of the books hold over random courses of events. That each is seen when it is broken:
// broken_laws_test.cpp.

#include "ledger/audit/laws.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "ledger/audit/entry_laws.h"
#include "ledger/audit/gain_laws.h"
#include "ledger/query/balances.h"
#include "tests/support/world_books.h"

namespace setoff::test {
namespace {

struct Course {
  std::uint64_t seed;
  int steps;
};
Course any_course() {
  return {*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::inRange(20, 150)};
}

// The breaches of that law that a course's entries show.
std::string breaches_of_entries(Law law, Course course) {
  EntryLaws laws;
  std::string found;
  lead(course.seed, course.steps, [&](const Books&, const Event&, const Result<Entry>& entry) {
    if (!entry) return;
    for (const auto& breach : laws.take(*entry))
      if (breach.law == law) found += std::to_string(entry->sequence) + ": " + breach.what + "; ";
  });
  return found;
}

// Breaches of that law in the books that a course leads to, on each day with postings and around.
std::string breaches_of_books(Law law, Course course) {
  std::set<Day> days;
  const auto books =
      lead(course.seed, course.steps, [&](const Books&, const Event&, const Result<Entry>& entry) {
        if (!entry) return;
        for (const int off : {-1, 0, 1, 20})
          days.insert(entry->event.value_date + off);
      });
  std::string found;
  for (const Day day : days)
    for (const auto& breach : check_books(books.state(), day))
      if (breach.law == law) found += breach.what + "; ";
  return found;
}

RC_GTEST_PROP(Laws, L01EveryEntryBalances, ()) {
  RC_ASSERT(breaches_of_entries(Law::entries_balance, any_course()) == "");
}
RC_GTEST_PROP(Laws, L02StatesAddUpOnEveryDayAndNoneIsNegative, ()) {
  RC_ASSERT(breaches_of_books(Law::states_add_up, any_course()) == "");
}
RC_GTEST_PROP(Laws, L03AccountsAreTheirLotsAndOnTheirSide, ()) {
  RC_ASSERT(breaches_of_books(Law::accounts_are_their_lots, any_course()) == "");
}
RC_GTEST_PROP(Laws, L04TimeMovesClaimsAndEarmarksOnly, ()) {
  RC_ASSERT(breaches_of_books(Law::time_moves_claims_only, any_course()) == "");
}
RC_GTEST_PROP(Laws, L05NoExpiredHoldIsCounted, ()) {
  RC_ASSERT(breaches_of_books(Law::holds_expire, any_course()) == "");
}
RC_GTEST_PROP(Laws, L06CreditsAddUp, ()) {
  const auto course = any_course();
  RC_ASSERT(breaches_of_entries(Law::credits_are_used_up, course) == "");
  RC_ASSERT(breaches_of_books(Law::credits_are_used_up, course) == "");
}
RC_GTEST_PROP(Laws, L07CapturesAreBacked, ()) {
  RC_ASSERT(breaches_of_entries(Law::captures_are_backed, any_course()) == "");
}
RC_GTEST_PROP(Laws, L10PositionsMatchForeignMoney, ()) {
  RC_ASSERT(breaches_of_books(Law::positions_match, any_course()) == "");
}
RC_GTEST_PROP(Laws, L11GainsAreValueLessCostHoweverOftenRevalued, ()) {
  const auto course = any_course();
  GainLaws laws;
  std::string found;
  lead(course.seed, course.steps,
       [&](const Books& books, const Event&, const Result<Entry>& entry) {
         if (!entry) return;
         for (const auto& breach : laws.take(*entry, books.state()))
           found += std::to_string(entry->sequence) + ": " + breach.what + "; ";
       });
  RC_ASSERT(found == "");
}
RC_GTEST_PROP(Laws, L12CrossingsCancel, ()) {
  const auto course = any_course();
  RC_ASSERT(breaches_of_entries(Law::crossings_cancel, course) == "");
  RC_ASSERT(breaches_of_books(Law::crossings_cancel, course) == "");
}
RC_GTEST_PROP(Laws, L13OffsetsCancel, ()) {
  RC_ASSERT(breaches_of_entries(Law::offsets_cancel, any_course()) == "");
}
RC_GTEST_PROP(Laws, L14QuantitiesFollow, ()) {
  RC_ASSERT(breaches_of_entries(Law::quantities_follow, any_course()) == "");
}
RC_GTEST_PROP(Laws, L15RestrictedMoneyLeavesUnderReleasesOnly, ()) {
  RC_ASSERT(breaches_of_entries(Law::releases_only, any_course()) == "");
}

// Law 9: the other side books the mirror of every entry. Each balances, turns back into what both
// sides know of ours, and the books that come of them show the opposite on every day.
RC_GTEST_PROP(Laws, L09TheOtherSidesBooksAreTheMirror, ()) {
  const auto course = any_course();
  std::map<std::pair<std::string, Commodity>, DatedSeries> theirs;
  std::set<Day> days;
  const auto books = lead(course.seed, course.steps,
                          [&](const Books& now, const Event&, const Result<Entry>& entry) {
                            if (!entry) return;
                            const auto ours = side_of(*entry);
                            const auto mirrored = mirror(now.state().agreement, ours);
                            RC_ASSERT(check_mirror(now.state().agreement, ours, mirrored).empty());
                            const auto day = entry->event.value_date;
                            for (const auto& posting : mirrored)
                              theirs[{posting.account, posting.commodity}].add(
                                  day, static_cast<std::int64_t>(posting.amount));
                            days.insert({day - 1, day});
                          });
  for (const Day day : days) {
    std::vector<SidePosting> balances;
    for (const auto& [key, series] : theirs)
      balances.push_back({key.first, {}, key.second, series.at(day)});
    const auto& state = books.state();
    RC_ASSERT(check_mirror(state.agreement, side_of(state, day), balances).empty());
  }
}

// Law 5, second half: tidying an expired credit changes no available money on any day.
RC_GTEST_PROP(Laws, L05TidyingAnExpiredCreditChangesNoAvailable, ()) {
  const auto course = any_course();
  RandomWorld events(course.seed);
  Books books;
  books.keep_refusals();
  for (int i = 0; i < course.steps; ++i) {
    const auto event = events.next(books);
    const auto* expired = std::get_if<CreditExpired>(&event.data);
    const auto* facts =
        expired == nullptr ? nullptr : books.state().lots.find_as<CreditFacts>(expired->credit);
    std::vector<std::int64_t> before;
    const auto available = [&] {
      std::vector<std::int64_t> amounts;
      for (int days = -5; facts != nullptr && days < 60; ++days)
        amounts.push_back(
            available_on(books.state(), facts->account, facts->line, event.value_date + days));
      return amounts;
    };
    before = available();
    const auto entry = books.submit(event);
    if (entry) RC_ASSERT(available() == before);
  }
}

// Law 8, in the core: what is refused leaves the books as they are. (Its id: BookRefusals.)
RC_GTEST_PROP(Laws, L08RefusalsChangeNothing, ()) {
  const auto course = any_course();
  RandomWorld events(course.seed);
  Books books;
  for (int i = 0; i < course.steps; ++i) {
    const auto event = events.next(books);
    const State before = books.state();
    const auto entry = books.submit(event);
    RC_ASSERT(entry.has_value() || before == books.state());
    if (!entry) RC_ASSERT(entry.error().family() != Family::unavailable);
  }
}

// Law 10, second half: a revaluation leaves book value = foreign money x rate.
RC_GTEST_PROP(Laws, L10ARevaluedPositionIsWorthItsRate, ()) {
  const auto course = any_course();
  lead(course.seed, course.steps, [](const Books& books, const Event& event, const auto& entry) {
    const auto* revalued = std::get_if<BalanceRevalued>(&event.data);
    if (revalued == nullptr || !entry) return;
    const auto id = books.state().chart.find({Kind::position, "iqd", revalued->line});
    const auto* foreign = books.state().balances.find(id, currency("IQD"));
    const auto* book = books.state().balances.find(id, currency("EUR"));
    if (foreign == nullptr || book == nullptr) return;
    const auto value = value_on(books.state(), Money(-foreign->series.last(), currency("IQD")),
                                currency("EUR"), event.value_date);
    RC_ASSERT(value.has_value());
    RC_ASSERT(*value->round(2, Rounding::half_even) == book->series.last());
  });
}

// The trial balance is zero on every day, whatever was booked.
RC_GTEST_PROP(Laws, TrialBalanceIsZeroOnEveryDay, ()) {
  const auto course = any_course();
  std::set<Day> days;
  const auto books =
      lead(course.seed, course.steps,
           [&](const Books&, const Event& event, const auto&) { days.insert(event.value_date); });
  for (const Day day : days)
    RC_ASSERT(check_trial(books.state(), day).has_value());
}

// The courses reach everything that the rules book, and are refused often enough to matter.
TEST(Courses, ReachEveryEventTypeAndManyRefusals) {
  std::map<std::string_view, int> booked;
  std::map<std::string_view, int> refused;
  int all = 0;
  std::map<std::string, int> both;
  for (std::uint64_t seed = 1; seed <= 60; ++seed)
    lead(seed, 250, [&](const Books&, const Event& event, const Result<Entry>& entry) {
      ++all;
      ++(entry ? booked[event.type_name()] : refused[facts_of(entry.error().code).name]);
      if (!entry)
        ++both[std::string(event.type_name()) + " " +
               std::string(facts_of(entry.error().code).name)];
    });
  for (auto& [k, v] : both)
    std::printf("%6d %s\n", v, k.c_str());
  int accepted = 0;
  for (const auto& facts : all_event_types()) {
    EXPECT_GT(booked[facts.name], 0) << facts.name << " was never booked";
    std::printf("%-22s %6d booked\n", std::string(facts.name).c_str(), booked[facts.name]);
    accepted += booked[facts.name];
  }
  for (const auto& [code, count] : refused)
    std::printf("%-22s %6d refused\n", std::string(code).c_str(), count);
  EXPECT_GT(accepted, all / 2) << "most events are sensible";
  EXPECT_LT(accepted, all - all / 20) << "some are not";
  EXPECT_GT(refused.size(), 35U) << "kinds of refusal";
}

}  // namespace
}  // namespace setoff::test
