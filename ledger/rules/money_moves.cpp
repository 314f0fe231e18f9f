#include "ledger/rules/money_moves.h"

#include <algorithm>

#include "ledger/arithmetic/allocation.h"
#include "ledger/rules/amounts.h"
#include "ledger/rules/checks.h"
#include "ledger/rules/positions.h"

namespace setoff {

Result<std::vector<LotPart>> select_lots(const RuleContext& context, const BankAccount& account,
                                         std::string_view line, Money amount) {
  std::vector<LotPart> parts;
  if (account.use == AccountUse::clearing) return parts;
  Remainder rest(amount.minor());
  const auto id = context.state.chart.find({kind_of(account.use), account.account, line});
  context.state.balances.each_open_lot(id, [&](const LotBalance& cell) {
    const auto open = cell.series.min_from(context.day());
    if (open > 0) parts.push_back({context.state.lots[cell.lot].name, rest.allot(open)});
    return rest.left() > 0;
  });
  if (rest.left() > 0)
    return Error(Code::insufficient_available, "the lots of " + account.account + " for " +
                                                   std::string(line) + " lack " +
                                                   Money(rest.left(), account.currency).text() +
                                                   " from " + context.day().text() + " on");
  return parts;
}

Result<Outflow> withdraw_from_lots(const RuleContext& context, Draft& draft,
                                   const BankAccount& account, std::string_view line,
                                   Money amount) {
  Outflow out;
  SETOFF_TRY(value, book_value(context.state, amount, context.day()));
  out.value = value.minor();
  SETOFF_TRY(parts, select_lots(context, account, line, amount));
  out.lots = parts;
  const AccountKey key{kind_of(account.use), account.account, line};
  if (account.use == AccountUse::clearing) draft.credit(key, {}, account.currency, amount.minor());
  for (const auto& part : out.lots)
    draft.credit(key, part.lot, account.currency, part.amount);
  if (account.currency == context.book()) return out;
  SETOFF_TRY(gain, move_position(context, {account.account, line,
                                           Money(-amount.minor(), account.currency), -out.value}));
  out.gain = gain;
  return out;
}

Status deposit_into_lots(const RuleContext& context, Draft& draft, const BankAccount& account,
                         std::string_view line, const std::vector<LotPart>& parts,
                         std::int64_t value) {
  const AccountKey key{kind_of(account.use), account.account, line};
  std::int64_t sum = 0;
  for (const auto& part : parts) {
    const bool keeps_lots = account.use != AccountUse::clearing;
    draft.debit(key, keeps_lots ? part.lot : std::string_view{}, account.currency, part.amount);
    sum += part.amount;
  }
  if (account.currency == context.book()) return Ok{};
  SETOFF_TRY_STATUS(
      move_position(context, {account.account, line, Money(sum, account.currency), value}));
  return Ok{};
}

void repay_bank(const RuleContext& context, Draft& draft, const BankAccount& account,
                std::string_view line, const std::vector<LotPart>& parts) {
  const AccountKey repayable{AccountKind::repayable, account.account, line};
  Remainder owed(-context.after().balance(repayable, account.currency).max_from(context.day()));
  for (auto part = parts.rbegin(); part != parts.rend() && owed.left() > 0; ++part) {
    const auto repaid = owed.allot(part->amount);
    draft.debit(repayable, {}, account.currency, repaid);
    draft.credit({kind_of(account.use), account.account, line}, part->lot, account.currency,
                 repaid);
  }
}

Status claw_back_money(const RuleContext& context, const BankAccount& account,
                       std::string_view line, Money amount, std::int64_t value,
                       std::span<const std::string_view> own_lots) {
  auto& draft = context.draft;
  const AccountKey key{kind_of(account.use), account.account, line};
  std::int64_t left = amount.minor();
  if (account.use == AccountUse::clearing) {
    draft.credit(key, {}, account.currency, left);
    left = 0;
  }
  // Money that is requested, approved or held stays: covering it is not the bank's concern.
  const auto free = account.use == AccountUse::deposit
                        ? std::max<std::int64_t>(0, lowest_free(context, account, line))
                        : left;
  Remainder there(std::min(left, free));
  const auto add_part = [&](const LotBalance& cell) {
    const auto part = there.allot(cell.series.min_from(context.day()));
    draft.credit(key, context.state.lots[cell.lot].name, account.currency, part);
    left -= part;
  };
  const auto is_own = [&](const LotBalance& cell) {
    return std::ranges::find(own_lots, context.state.lots[cell.lot].name) != own_lots.end();
  };
  for (const bool own : {true, false})
    context.state.balances.each_open_lot(context.state.chart.find(key),
                                         [&](const LotBalance& cell) {
                                           if (is_own(cell) == own) add_part(cell);
                                           return there.left() > 0;
                                         });
  draft.credit({AccountKind::repayable, account.account, line}, {}, account.currency, left);
  if (account.currency == context.book()) return Ok{};
  SETOFF_TRY_STATUS(move_position(
      context, {account.account, line, Money(-amount.minor(), account.currency), -value}));
  return Ok{};
}

}  // namespace setoff
