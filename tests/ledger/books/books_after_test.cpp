// The books as a draft would leave them, and what becomes of the draft when it is booked.

#include "ledger/books/books_after.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/support/random_world.h"

namespace setoff::tests {
namespace {

constexpr std::uint64_t kWorlds = 24;
constexpr int kSteps = 140;

// The entry that the event names: a copy, since a draft has views into it.
std::optional<Entry> referenced(const Books& books, const Event& event) {
  const auto needed = referenced_entry(event);
  if (!needed || *needed >= books.entries().size()) return std::nullopt;
  return books.entries()[*needed];
}
ReferencedEntries resolved_as(const std::optional<Entry>& entry) {
  return {entry ? &*entry : nullptr};
}

// The days around which the draft changes anything, and the last one.
std::vector<Day> days_of(const BooksAfter& seen) {
  std::vector<Day> days{seen.value_date() - 1, seen.value_date(), seen.value_date() + 1, kLastDay};
  for (const auto& leg : seen.draft()->legs)
    if (leg.value_date)
      days.insert(days.end(), {*leg.value_date - 1, *leg.value_date, *leg.value_date + 1});
  if (const auto& terms = seen.draft()->terms)
    days.insert(days.end(), {terms->from - 1, terms->from});
  return days;
}

void expect_series(const ProjectedBalance& seen, const DatedSeries& booked, Day value_date,
                   const std::vector<Day>& days, const std::string& what) {
  for (const Day day : days)
    EXPECT_EQ(seen.on(day), booked.at(day)) << what << " on " << day.text();
  EXPECT_EQ(seen.last(), booked.last()) << what;
  EXPECT_EQ(seen.min_from(value_date), booked.min_from(value_date)) << what;
  EXPECT_EQ(seen.max_from(value_date), booked.max_from(value_date)) << what;
}

// The balances that are not zero, by lot; those of new lots together.
using ByLot = std::map<LotId, std::int64_t>;
ByLot without_zeros(ByLot balances) {
  std::erase_if(balances, [](const auto& balance) { return balance.second == 0; });
  return balances;
}

// Compares a view of the books and a draft with the books in which the draft is booked.
class Comparison {
 public:
  Comparison(const BooksAfter& seen, const State& booked)
      : seen_(seen), booked_(booked), days_(days_of(seen)) {}

  void run() {
    for (std::uint32_t i = 0; i < booked_.chart.size(); ++i)
      compare_account(AccountId(i));
    for (std::uint32_t i = 0; i < booked_.lots.size(); ++i)
      compare_all_facts(LotId(i));
    EXPECT_TRUE(seen_.windows() == booked_.windows);
    EXPECT_TRUE(seen_.amendments() == booked_.rules);
    if (!seen_.state().adopted) return;  // no rules yet
    for (const Day day : days_)
      EXPECT_TRUE(seen_.rules_on(day) == rules_on(booked_, day)) << day.text();
  }

 private:
  // A lot as the view names it.
  [[nodiscard]] LotId seen_as(LotId lot) const {
    return lot.index() < seen_.state().lots.size() ? lot : LotId();
  }

  void compare_all_facts(LotId id) {
    compare_facts<CreditFacts>(id);
    compare_facts<ApprovalFacts>(id);
    compare_facts<ReleaseFacts>(id);
  }

  void compare_account(AccountId id) {
    const auto& account = booked_.chart[id];
    const AccountKey key{account.kind, account.object, account.line};
    for (const auto& cell : booked_.balances.balances_of(id))
      expect_series(seen_.balance(key, cell.commodity), cell.series, seen_.value_date(), days_,
                    account.path);
    for (std::uint32_t i = 0; i < booked_.lots.size(); ++i) {
      const auto* cell = booked_.balances.find(id, LotId(i));
      if (cell == nullptr) continue;
      const auto& lot = booked_.lots[LotId(i)].name;
      expect_series(seen_.lot_balance(key, lot), cell->series, seen_.value_date(), days_,
                    account.path + ", lot " + lot);
    }
    for (const Day day : days_) {
      ByLot seen;
      seen_.each_lot_on(seen_.account(key), day,
                        [&](LotId lot, std::int64_t balance) { seen[lot] += balance; });
      ByLot booked;
      booked_.balances.each_lot_on(id, day, [&](const LotBalance& cell) {
        booked[seen_as(cell.lot)] += cell.series.at(day);
      });
      EXPECT_EQ(without_zeros(seen), without_zeros(booked)) << account.path << " on " << day.text();
    }
  }

  template <class F>
  void compare_facts(LotId id) {
    const auto& lot = booked_.lots[id];
    if (!lot.facts.is<F>()) return;
    auto seen = seen_.facts<F>(seen_as(id));
    // The list of a release's approvals grows when the approval is booked.
    if constexpr (std::is_same_v<F, ReleaseFacts>)
      seen.approvals = lot.facts.as<ReleaseFacts>().approvals;
    EXPECT_TRUE(seen == lot.facts.as<F>()) << lot.name;
  }

  const BooksAfter& seen_;
  const State& booked_;
  std::vector<Day> days_;
};

// How often a draft changed what.
struct Counts {
  int booked = 0;
  int opened = 0;
  int changed = 0;
  int windows = 0;
  int rules = 0;
  int later = 0;

  void add(const Draft& draft) {
    ++booked;
    if (draft.facts) ++(draft.facts->lot.valid() ? changed : opened);
    if (draft.terms && draft.terms->windows) ++windows;
    if (draft.terms && draft.terms->rules) ++rules;
    for (const auto& leg : draft.legs)
      if (leg.value_date) ++later;
  }
};

// The draft as the rules see it: its legs have names only.
void forget_ids(Draft& draft) {
  for (auto& leg : draft.legs) {
    leg.account_id = AccountId();
    leg.lot_id = LotId();
  }
  draft.looked_up = false;
}

void compare_world(std::uint64_t seed, Counts& counts) {
  RandomWorld world(seed);
  Books books;
  books.keep_refusals();
  for (int i = 0; i < kSteps; ++i) {
    const auto event = world.next(books);
    const State before = books.state();
    const auto named = referenced(books, event);
    auto draft = post(before, event, resolved_as(named));
    const auto entry = books.submit(event);
    ASSERT_EQ(draft.has_value(), entry.has_value());
    if (!entry) continue;
    counts.add(*draft);
    SCOPED_TRACE("world " + std::to_string(seed) + ", event " + std::to_string(i) + ", " +
                 std::string(event.type_name()));
    Comparison(BooksAfter(before, *draft, event.value_date), books.state()).run();
    forget_ids(*draft);
    Comparison(BooksAfter(before, *draft, event.value_date), books.state()).run();
    if (testing::Test::HasFailure()) return;
  }
}

TEST(BooksAfter, AreTheBooksInWhichTheDraftIsBooked) {
  Counts counts;
  for (std::uint64_t seed = 1; seed <= kWorlds && !testing::Test::HasFailure(); ++seed)
    compare_world(seed, counts);
  for (const int count :
       {counts.booked, counts.opened, counts.changed, counts.windows, counts.rules, counts.later})
    EXPECT_GE(count, 3);
}

TEST(BooksAfter, SeeLegsThatAreAddedLater) {
  const State state;
  Draft draft;
  const Day today = day("2020-03-01");
  const BooksAfter after(state, draft, today);
  const AccountKey claim{AccountKind::claim, "moe", "power"};
  const auto eur = currency("EUR");
  const auto whole = after.balance(claim, eur);
  const auto one = after.lot_balance(claim, "I-1");
  EXPECT_EQ(whole.last(), 0);
  draft.debit(claim, "I-1", eur, 500);
  draft.debit(claim, "I-2", eur, 70);
  draft.credit(claim, "I-1", eur, 200, today + 10);
  EXPECT_EQ(whole.on(today - 1), 0);
  EXPECT_EQ(whole.on(today), 570);
  EXPECT_EQ(whole.last(), 370);
  EXPECT_EQ(one.on(today + 9), 500);
  EXPECT_EQ(one.on(today + 10), 300);
  EXPECT_EQ(one.min_from(today), 300);
  EXPECT_EQ(one.max_from(today), 500);
  EXPECT_EQ(after.balance(claim, currency("USD")).last(), 0);
  EXPECT_EQ(after.lot_balance({AccountKind::penalty, "moe", "power"}, "I-1").last(), 0);
}

// A caller keeps one draft for all events: what was moved out of it is not missed.
TEST(Apply, LeavesADraftThatServesAgain) {
  for (std::uint64_t seed = 1; seed <= kWorlds; ++seed) {
    RandomWorld world(seed);
    Books books;
    books.keep_refusals();
    State state;
    Draft draft;
    std::vector<PostingView> postings;
    for (int i = 0; i < kSteps; ++i) {
      const auto event = world.next(books);
      const auto named = referenced(books, event);
      const auto posted = post(state, event, resolved_as(named), draft);
      const auto sequence = state.next_sequence;
      if (posted)
        apply(state, event, std::move(draft), sequence, postings);
      else if (posted.error().family() == Family::refused)
        apply_refusal(state, event, sequence);
      const auto entry = books.submit(event);
      ASSERT_EQ(entry.has_value(), posted.has_value());
      if (!entry) continue;
      ASSERT_EQ(entry->postings.size(), postings.size());
      for (std::size_t at = 0; at < postings.size(); ++at)
        EXPECT_TRUE(entry->postings[at] == postings[at].owned());
    }
    EXPECT_TRUE(state == books.state()) << "world " << seed;
  }
}

}  // namespace
}  // namespace setoff::tests
