#include "ledger/core/cover.h"

#include <algorithm>
#include <map>

#include "ledger/core/holds.h"

namespace setoff {
namespace {

constexpr Kind kEarmarks[] = {Kind::requested, Kind::approved, Kind::converted};

// A line's part of a restricted account.
struct Part {
  const BankAccount* account = nullptr;
  std::string_view line;
  friend bool operator==(const Part&, const Part&) = default;
  [[nodiscard]] AccountKey key(Kind kind) const { return {kind, account->account, line}; }
};

// What is left on a day; negative where there is too little.
struct Left {
  std::int64_t approval = INT64_MAX;  // of the release with the least
  std::int64_t free = 0;
  std::int64_t available = 0;
};

// The books as they are or, with a draft, as they would be once it is booked.
class Outlook {
 public:
  Outlook(const State& state, const Windows& windows, const Draft* draft, Day from)
      : state_(state), windows_(windows), draft_(draft), from_(from) {}

  [[nodiscard]] Left left(const Part& part, Day on) const {
    const auto holds = holds_by_release(part, on);
    const auto money = balance(part, on);
    Left left;
    left.available = money;
    for (const auto& [release, live] : holds) {
      const auto approved = lot_balance(part.key(Kind::approved), release, on) +
                            lot_balance(part.key(Kind::converted), release, on);
      left.available -= live;
      if (live > 0) left.approval = std::min(left.approval, approved - live);
    }
    left.free = money - earmarked(part, holds, on);
    return left;
  }

 private:
  using Holds = std::map<std::string_view, std::int64_t>;  // by release

  template <class Facts>
  const Facts& facts_of_lot(std::string_view lot) const {
    if (draft_ != nullptr && draft_->facts && draft_->facts->lot == lot)
      return std::get<Facts>(draft_->facts->value);
    return std::get<Facts>(state_.lots[state_.lots.find(lot)].facts);
  }

  // What the draft adds to an account, or to one lot of it.
  std::int64_t added(const AccountKey& key, const std::string_view* lot, Day on) const {
    if (draft_ == nullptr || on < from_) return 0;
    std::int64_t sum = 0;
    for (const auto& leg : draft_->legs)
      if (leg.account == key && (lot == nullptr || leg.lot == *lot)) sum += leg.amount;
    return sum;
  }
  std::int64_t balance(const Part& part, Day on) const {
    const auto key = part.key(Kind::deposit);
    return balance_on(state_, key, part.account->currency, on) + added(key, nullptr, on);
  }
  std::int64_t lot_balance(const AccountKey& key, std::string_view lot, Day on) const {
    return lot_balance_on(state_, key, lot, on) + added(key, &lot, on);
  }

  // The lots of an account that may hold something, those that the draft adds to included.
  template <class Visit>
  void each_lot_name(const AccountKey& key, Day on, Visit&& visit) const {
    std::vector<std::string_view> names;
    state_.balances.each_lot_on(state_.chart.find(key), on, [&](const LotCell& cell) {
      names.push_back(state_.lots[cell.lot].name);
    });
    if (draft_ != nullptr)
      for (const auto& leg : draft_->legs)
        if (leg.account == key && std::ranges::find(names, leg.lot) == names.end())
          names.push_back(leg.lot);
    for (const auto name : names)
      visit(name);
  }

  Holds holds_by_release(const Part& part, Day on) const {
    Holds holds;
    const auto key = part.key(Kind::held);
    each_lot_name(key, on, [&](std::string_view lot) {
      const auto& facts = facts_of_lot<CreditFacts>(lot);
      holds[state_.lots[facts.release].name] +=
          live_part(state_, windows_, facts, lot_balance(key, lot, on), on);
    });
    return holds;
  }

  std::int64_t earmarked(const Part& part, const Holds& holds, Day on) const {
    std::int64_t sum = 0;
    for (const auto kind : kEarmarks) {
      const auto key = part.key(kind);
      each_lot_name(key, on, [&](std::string_view lot) {
        const auto held = holds.find(lot);
        sum += live_part(kind, facts_of_lot<ReleaseFacts>(lot), lot_balance(key, lot, on),
                         held == holds.end() ? 0 : held->second, on);
      });
    }
    return sum;
  }

  const State& state_;
  const Windows& windows_;
  const Draft* draft_;
  Day from_;
};

bool lowers_cover(const Leg& leg) {
  const bool earmark = std::ranges::find(kEarmarks, leg.account.kind) != std::end(kEarmarks);
  return earmark || (leg.account.kind == Kind::deposit && leg.amount < 0) ||
         (leg.account.kind == Kind::held && leg.amount > 0);
}

// The parts of accounts on which the draft could leave too little.
std::vector<Part> parts_touched(const State& state, const Draft& draft) {
  std::vector<Part> parts;
  const auto touch = [&](std::string_view account, std::string_view line) {
    const auto* terms = state.agreement.find_account(account);
    const Part part{terms, line};
    if (terms != nullptr && terms->use == AccountUse::deposit &&
        std::ranges::find(parts, part) == parts.end())
      parts.push_back(part);
  };
  for (const auto& leg : draft.legs)
    if (lowers_cover(leg)) touch(leg.account.object, leg.account.line);
  if (!draft.facts) return parts;
  if (const auto* credit = std::get_if<CreditFacts>(&draft.facts->value))
    touch(credit->account, credit->line);
  // A longer approval counts wherever its money has gone.
  if (const auto* release = std::get_if<ReleaseFacts>(&draft.facts->value))
    for (const auto& account : state.agreement.accounts)
      touch(account.account, release->line);
  return parts;
}

Error too_little(Code code, const Part& part, std::string_view of, std::int64_t left, Day on) {
  return {code, part.account->account + " for " + std::string(part.line) + " would have " +
                    Money(left, part.account->currency).text() + " " + std::string(of) + " on " +
                    on.text()};
}

Status check_part(const State& state, const Outlook& before, const Outlook& after, const Part& part,
                  Day day) {
  const AccountKey keys[] = {part.key(Kind::deposit), part.key(Kind::held),
                             part.key(Kind::requested), part.key(Kind::approved),
                             part.key(Kind::converted)};
  for (const Day on : days_from(state, keys, part.account->currency, day)) {
    const auto left = after.left(part, on);
    if (left.approval >= 0 && left.free >= 0 && left.available >= 0) continue;
    const auto was = before.left(part, on);
    if (left.approval < 0 && left.approval < was.approval)
      return too_little(Code::exceeds_approval, part, "of an approval beside its credits",
                        left.approval, on);
    if (left.free < 0 && left.free < was.free)
      return too_little(Code::insufficient_free, part, "free of earmarks", left.free, on);
    if (left.available < 0 && left.available < was.available)
      return too_little(Code::insufficient_available, part, "available", left.available, on);
  }
  return Ok{};
}

// The parts of accounts with credits that end on another day under the windows `after`.
std::vector<Part> parts_revived(const State& state, const Windows& after) {
  std::vector<Part> parts;
  for (std::uint32_t i = 0; i < state.chart.size(); ++i) {
    const auto& account = state.chart[AccountId(i)];
    if (account.kind != Kind::held) continue;
    const auto* terms = state.agreement.find_account(account.object);
    bool revived = false;
    state.balances.each_lot_ever(AccountId(i), [&](const LotCell& cell) {
      const auto& facts = std::get<CreditFacts>(state.lots[cell.lot].facts);
      if (facts.in_flight != InFlight::kill || revived) return;
      const auto end = [&](const Windows& windows) {
        return windows.covered_until(facts.line, facts.purpose, terms->place, facts.issued);
      };
      revived = end(after) != end(state.windows);
    });
    if (revived) parts.push_back({terms, account.line});
  }
  return parts;
}

}  // namespace

Status check_earmarks(const State& state, const Draft& draft, Day day) {
  const Outlook before(state, state.windows, nullptr, day);
  const Outlook after(state, state.windows, &draft, day);
  for (const auto& part : parts_touched(state, draft))
    TRY_STATUS(check_part(state, before, after, part, day));
  return Ok{};
}

Status check_revival(const State& state, const WindowOpened& window) {
  Windows windows = state.windows;
  windows.open(window);
  const Outlook before(state, state.windows, nullptr, window.from);
  const Outlook after(state, windows, nullptr, window.from);
  for (const auto& part : parts_revived(state, windows))
    TRY_STATUS(check_part(state, before, after, part, window.from));
  return Ok{};
}

}  // namespace setoff
