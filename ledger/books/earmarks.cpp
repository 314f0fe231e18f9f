#include "ledger/books/earmarks.h"

#include <algorithm>
#include <array>

#include "ledger/base/check.h"
#include "ledger/books/holds.h"

namespace setoff {
namespace {

// The kinds that determine the cover of a part: its money, the holds on it and the earmarks.
constexpr AccountKind kOfPart[] = {AccountKind::deposit, AccountKind::held, AccountKind::requested,
                                   AccountKind::approved, AccountKind::converted};
constexpr auto kIndexOfPart = [] {
  std::array<std::uint8_t, std::size(kAccountKindInfo)> index{};
  for (std::size_t i = 0; i < std::size(kOfPart); ++i)
    index[static_cast<std::size_t>(kOfPart[i])] = static_cast<std::uint8_t>(i);
  return index;
}();

// A line's part of a restricted account.
struct Part {
  const BankAccount* account = nullptr;
  std::string_view line;
  const AccountGroup* group = nullptr;                 // null until known
  std::array<AccountId, std::size(kOfPart)> accounts;  // set by look_up()

  [[nodiscard]] bool is(const BankAccount* other, std::string_view other_line) const {
    return account == other && same_text(line, other_line);
  }
  [[nodiscard]] AccountKey key(AccountKind kind) const { return {kind, account->account, line}; }
  void look_up(const Chart& chart) {
    if (group == nullptr) group = chart.find_group(account->account, line);
    if (group == nullptr) return;
    for (std::size_t i = 0; i < accounts.size(); ++i)
      accounts[i] = (*group)[kOfPart[i]];
  }
  [[nodiscard]] AccountAt account_of(AccountKind kind) const {
    return {key(kind), accounts[kIndexOfPart[static_cast<std::size_t>(kind)]]};
  }
};

// What is left on a day; negative if it is short.
struct Headroom {
  std::int64_t approval = INT64_MAX;  // of the approval with the least left
  std::int64_t free = 0;              // a lower bound; exact if negative
  std::int64_t available = 0;
};

// The live holds on a part, by the approval that covers them.
class HoldsUnder {
 public:
  HoldsUnder(const BooksAfter& books, const AccountAt& held_account, Day on) {
    books.each_lot_on(held_account, on, [&](LotId credit, std::int64_t held) {
      const auto& facts = books.facts<CreditFacts>(credit);
      each_hold_under(
          facts, live_part(books, facts, held, on), on,
          [&](LotId approval, std::int64_t live) { holds_.push_back({approval, live}); });
    });
    std::ranges::sort(holds_, {}, &Hold::approval);
    std::size_t kept = 0;
    for (const auto& hold : holds_) {
      if (kept > 0 && holds_[kept - 1].approval == hold.approval)
        holds_[kept - 1].live += hold.live;
      else
        holds_[kept++] = hold;
    }
    holds_.resize(kept);
  }

  struct Hold {
    LotId approval;
    std::int64_t live;
  };
  [[nodiscard]] auto begin() const { return holds_.begin(); }
  [[nodiscard]] auto end() const { return holds_.end(); }
  // Zero if no credit holds any of the approval.
  [[nodiscard]] std::int64_t operator[](LotId approval) const {
    const auto hold = std::ranges::lower_bound(holds_, approval, {}, &Hold::approval);
    return hold != holds_.end() && hold->approval == approval ? hold->live : 0;
  }

 private:
  std::vector<Hold> holds_;  // ascending
};

Headroom headroom_on(const BooksAfter& books, const Part& part, Day on) {
  const auto balance = [&](AccountKind kind) {
    return books.balance(part.account_of(kind), part.account->currency).on(on);
  };
  const HoldsUnder holds(books, part.account_of(AccountKind::held), on);
  const auto money = balance(AccountKind::deposit);
  Headroom left;
  left.available = money;
  for (const auto& [approval, live] : holds) {
    const auto stage = [&, lot = approval](AccountKind kind) {
      return books.lot_balance(part.account_of(kind), lot).on(on);
    };
    left.available -= live;
    if (live > 0)
      left.approval = std::min(left.approval,
                               stage(AccountKind::approved) + stage(AccountKind::converted) - live);
  }
  // The live part of an earmark is at most its balance: if the money covers all balances, no lot
  // needs to be examined.
  left.free = money;
  for (const auto kind : kEarmarks)
    left.free -= balance(kind);
  if (left.free >= 0) return left;
  left.free = money;
  for (const auto kind : kEarmarks)
    left.free -= live_earmark(books, part.account_of(kind), on,
                              [&](LotId approval) { return holds[approval]; });
  return left;
}

bool lowers_cover(const Leg& leg) {
  const bool earmark = std::ranges::find(kEarmarks, leg.account.kind) != std::end(kEarmarks);
  return earmark || (leg.account.kind == AccountKind::deposit && leg.amount < 0) ||
         (leg.account.kind == AccountKind::held && leg.amount > 0);
}

class PartsTouched {
 public:
  PartsTouched(const State& state, const Draft& draft) : state_(state) {
    for (const auto& leg : draft.legs)
      if (lowers_cover(leg)) touch(leg.account.object, leg.account.line, leg.group);
    if (draft.facts)
      if (const auto* credit = draft.facts->value.find<CreditFacts>())
        touch(credit->account, credit->line, nullptr);
    if (draft.terms) touch_held();
    for (auto& part : parts_)
      part.look_up(state.chart);
  }
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }

 private:
  void touch(std::string_view account, std::string_view line, const AccountGroup* group) {
    if (group != nullptr && std::ranges::find(parts_, group, &Part::group) != parts_.end()) return;
    const auto* terms = state_.agreement.find_account(account);
    const bool known =
        std::ranges::any_of(parts_, [&](const Part& p) { return p.is(terms, line); });
    if (terms != nullptr && terms->use == AccountUse::deposit && !known)
      parts_.push_back({terms, line, group, {}});
  }
  // Windows and rules determine how long credits hold money: a change affects every part with
  // holds.
  void touch_held() {
    for (std::uint32_t i = 0; i < state_.chart.size(); ++i) {
      const auto& account = state_.chart[AccountId(i)];
      if (account.kind == AccountKind::held) touch(account.object, account.line, nullptr);
    }
  }

  const State& state_;
  std::vector<Part> parts_;
};

// The later days to check: those with postings, and those on which rules take effect, since holds
// that had ended under the earlier rules may be live again.
std::vector<Day> later_days(const BooksAfter& after, const Part& part, Day day) {
  auto days = days_after(after.state(), part.accounts, part.account->currency, day);
  for (const auto& [from, rules] : after.amendments())
    if (from > day) days.push_back(from);
  return days;
}

Error too_little(Code code, const Part& part, std::string_view of, std::int64_t left, Day on) {
  return {code, part.account->account + " for " + std::string(part.line) + " would have " +
                    Money(left, part.account->currency).text() + " " + std::string(of) + " on " +
                    on.text()};
}

Status check_part_on(const BooksAfter& before, const BooksAfter& after, const Part& part, Day on) {
  const auto left = headroom_on(after, part, on);
  if (left.approval >= 0 && left.free >= 0 && left.available >= 0) return Ok{};
  const auto was = headroom_on(before, part, on);
  if (falls_short(left.approval, was.approval))
    return too_little(Code::exceeds_approval, part, "of an approval beside its credits",
                      left.approval, on);
  if (falls_short(left.free, was.free))
    return too_little(Code::insufficient_free, part, "free of earmarks", left.free, on);
  if (falls_short(left.available, was.available))
    return too_little(Code::insufficient_available, part, "available", left.available, on);
  return Ok{};
}

Status check_part(const BooksAfter& after, const Part& part, Day day) {
  const BooksAfter before(after.state());
  SETOFF_TRY_STATUS(check_part_on(before, after, part, day));
  for (const Day on : later_days(after, part, day))
    SETOFF_TRY_STATUS(check_part_on(before, after, part, on));
  return Ok{};
}

}  // namespace

Status check_earmarks(const BooksAfter& after) {
  const auto& draft = *after.draft();
  SETOFF_CHECK(draft.looked_up);
  const PartsTouched touched(after.state(), draft);
  const Day day =
      draft.terms ? std::min(after.value_date(), draft.terms->from) : after.value_date();
  for (const auto& part : touched.parts())
    SETOFF_TRY_STATUS(check_part(after, part, day));
  return Ok{};
}

}  // namespace setoff
