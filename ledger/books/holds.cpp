#include "ledger/books/holds.h"

namespace setoff {

AccountKind kind_of(AccountUse use) {
  switch (use) {
    case AccountUse::deposit:
      return AccountKind::deposit;
    case AccountUse::reserve:
      return AccountKind::reserve;
    case AccountUse::clearing:
      return AccountKind::clearing;
  }
  return AccountKind::deposit;
}

std::int64_t unpaid_documents(const CreditFacts& credit, Day expiry, int honour_within_days,
                              Day day) {
  return unpaid_in_time(credit.documents, credit.captured.at(day), expiry, honour_within_days, day);
}

std::int64_t live_part(const BooksAfter& books, const CreditFacts& facts, std::int64_t held,
                       Day day) {
  if (held == 0) return 0;
  HoldDates dates{facts.issued, facts.ended, {}, facts.expiry_on(day)};
  if (facts.in_flight == InFlight::kill) {
    const auto& place = books.state().agreement.find_account(facts.account)->place;
    dates.killed = books.windows().covered_until(facts.line, facts.purpose, place, facts.issued);
  }
  switch (life_of(dates, day)) {
    case HoldLife::none:
      return 0;
    case HoldLife::whole:
      return held;
    case HoldLife::documents:
      break;
  }
  const auto within_days = books.rules_on(day).honour_within_days;
  return std::min(held, unpaid_documents(facts, dates.expiry, within_days, day));
}

std::int64_t live_hold(const State& state, LotId credit, Day day) {
  const auto& facts = state.lots[credit].facts.as<CreditFacts>();
  const auto account = state.chart.find({AccountKind::held, facts.account, facts.line});
  const auto* cell = state.balances.find(account, credit);
  return cell == nullptr ? 0 : live_part(state, facts, cell->series.at(day), day);
}

std::int64_t live_holds(const BooksAfter& books, std::string_view account, std::string_view line,
                        Day day) {
  std::int64_t sum = 0;
  books.each_lot_on(books.account({AccountKind::held, account, line}), day,
                    [&](LotId credit, std::int64_t held) {
                      sum += live_part(books, books.facts<CreditFacts>(credit), held, day);
                    });
  return sum;
}

std::int64_t live_holds_under(const State& state, std::string_view account, std::string_view line,
                              LotId approval, Day day) {
  const BooksAfter books(state);
  std::int64_t sum = 0;
  books.each_lot_on(books.account({AccountKind::held, account, line}), day,
                    [&](LotId credit, std::int64_t held) {
                      const auto& facts = books.facts<CreditFacts>(credit);
                      each_hold_under(facts, live_part(books, facts, held, day), day,
                                      [&](LotId lot, std::int64_t part) {
                                        if (lot == approval) sum += part;
                                      });
                    });
  return sum;
}

std::vector<HoldUnder> live_holds_by_approval(const State& state, std::string_view account,
                                              std::string_view line, Day day) {
  const BooksAfter books(state);
  std::vector<HoldUnder> holds;
  books.each_lot_on(
      books.account({AccountKind::held, account, line}), day, [&](LotId credit, std::int64_t held) {
        const auto& facts = books.facts<CreditFacts>(credit);
        each_hold_under(
            facts, live_part(books, facts, held, day), day,
            [&](LotId approval, std::int64_t part) { holds.push_back({approval, part}); });
      });
  std::ranges::sort(holds, {}, &HoldUnder::approval);
  std::vector<HoldUnder> summed;
  for (const auto& hold : holds) {
    if (summed.empty() || summed.back().approval != hold.approval)
      summed.push_back(hold);
    else
      summed.back().amount += hold.amount;
  }
  return summed;
}

std::int64_t available_on(const State& state, std::string_view account, std::string_view line,
                          Day day) {
  const auto* terms = state.agreement.find_account(account);
  if (terms == nullptr) return 0;
  return balance_on(state, {kind_of(terms->use), account, line}, terms->currency, day) -
         live_holds(state, account, line, day);
}

std::int64_t available_from(const State& state, std::string_view account, std::string_view line,
                            Day day) {
  const auto* terms = state.agreement.find_account(account);
  if (terms == nullptr) return 0;
  return smallest_from(state, {kind_of(terms->use), account, line},
                       {AccountKind::held, account, line}, terms->currency, day,
                       [&](Day on) { return available_on(state, account, line, on); });
}

std::int64_t free_on(const State& state, std::string_view account, std::string_view line, Day day) {
  const auto* terms = state.agreement.find_account(account);
  if (terms == nullptr) return 0;
  std::int64_t free = balance_on(state, {kind_of(terms->use), account, line}, terms->currency, day);
  for (const auto kind : kEarmarks)
    free -= live_earmark(state, {kind, account, line}, day);
  return free;
}

std::int64_t live_earmark(const State& state, const AccountKey& key, Day day) {
  const BooksAfter books(state);
  // Many approvals may have lapsed: the credits are gone through once for all of them.
  std::optional<std::vector<HoldUnder>> holds;
  const auto held_under = [&](LotId approval) {
    if (!holds) holds = live_holds_by_approval(state, key.object, key.line, day);
    const auto found = std::ranges::lower_bound(*holds, approval, {}, &HoldUnder::approval);
    return found == holds->end() || found->approval != approval ? 0 : found->amount;
  };
  return live_earmark(books, books.account(key), day, held_under);
}

std::vector<Day> days_after(const State& state, std::span<const AccountId> accounts,
                            Commodity commodity, Day day) {
  std::vector<Day> days;
  for (const auto account : accounts) {
    const auto* cell = state.balances.find(account, commodity);
    if (cell == nullptr) continue;
    const auto points = cell->series.points();
    for (auto point = points.rbegin(); point != points.rend() && point->day > day; ++point)
      days.push_back(point->day);
  }
  if (days.empty()) return days;
  std::ranges::sort(days);
  const auto repeated = std::ranges::unique(days);
  days.erase(repeated.begin(), repeated.end());
  return days;
}

std::int64_t unheld_from(const State& state, const AccountKey& stage, Currency currency,
                         LotId approval, Day day) {
  const AccountKey held{AccountKind::held, stage.object, stage.line};
  const auto* cell = state.balances.find(state.chart.find(stage), approval);
  if (cell == nullptr) return 0;
  return smallest_from(state, stage, held, currency, day, [&](Day on) {
    return cell->series.at(on) - live_holds_under(state, stage.object, stage.line, approval, on);
  });
}

}  // namespace setoff
