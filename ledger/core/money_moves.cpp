#include "ledger/core/money_moves.h"

#include "ledger/core/amounts.h"
#include "ledger/core/holds.h"

namespace setoff {
namespace {

std::int64_t latest(const State& state, const AccountKey& key, Commodity commodity) {
  const auto* cell = state.balances.find(state.chart.find(key), commodity);
  return cell == nullptr ? 0 : cell->series.last();
}

// Takes the position's share for `amount` of `currency` and books what was gained or lost on it.
Status realise(const RuleContext& context, Draft& draft, const BankAccount& account,
               std::string_view line, Money amount, Outflow& out) {
  const auto book = context.book();
  const auto segment = draft.keep(segment_of(account.currency));
  const AccountKey position{Kind::position, segment, line};
  const AccountKey revaluation{Kind::revaluation, segment, line};
  if (account.use == AccountUse::clearing) {
    // May stand on either side, so it has no average cost: revaluation shows what the rate did.
    draft.debit(position, {}, account.currency, amount.minor());
    draft.credit(position, {}, book, out.value);
    return Ok{};
  }
  const auto foreign = -latest(context.state, position, account.currency);
  if (foreign < amount.minor())
    return Error(Code::insufficient_available,
                 amount.text() + " is more than the position of " + std::string(line) + " holds");
  const auto rounding = context.rules().rounding;
  TRY(cost, share_of(latest(context.state, position, book), amount.minor(), foreign, rounding));
  TRY(revalued,
      share_of(-latest(context.state, revaluation, book), amount.minor(), foreign, rounding));
  draft.debit(position, {}, account.currency, amount.minor());
  draft.credit(position, {}, book, cost);
  draft.debit(revaluation, {}, book, revalued);
  out.gain = out.value - cost + revalued;
  draft.credit({Kind::fx, account.account, line}, {}, book, out.gain);
  return Ok{};
}

}  // namespace

std::string segment_of(Currency currency) {
  std::string text;
  for (const char c : currency.code())
    text += static_cast<char>(c - 'A' + 'a');
  return text;
}

Result<std::vector<LotPart>> lots_for(const RuleContext& context, const BankAccount& account,
                                      std::string_view line, Money amount) {
  std::vector<LotPart> parts;
  if (account.use == AccountUse::clearing) return parts;
  std::int64_t left = amount.minor();
  const auto id = context.state.chart.find({kind_of(account.use), account.account, line});
  context.state.balances.each_lot(id, [&](const LotCell& cell) {
    const auto open = cell.series.min_from(context.day());
    if (open > 0) {
      const auto part = std::min(open, left);
      parts.push_back({context.state.lots[cell.lot].name, part});
      left -= part;
    }
    return left > 0;
  });
  if (left > 0)
    return Error(Code::insufficient_available, "the lots of " + account.account + " for " +
                                                   std::string(line) + " lack " +
                                                   Money(left, account.currency).text() + " from " +
                                                   context.day().text() + " on");
  return parts;
}

Result<Outflow> take_out(const RuleContext& context, Draft& draft, const BankAccount& account,
                         std::string_view line, Money amount) {
  Outflow out;
  TRY(value, book_value(context.state, amount, context.day()));
  out.value = value.minor();
  TRY(parts, lots_for(context, account, line, amount));
  out.lots = parts;
  const AccountKey key{kind_of(account.use), account.account, line};
  if (account.use == AccountUse::clearing) draft.credit(key, {}, account.currency, amount.minor());
  for (const auto& part : out.lots)
    draft.credit(key, part.lot, account.currency, part.amount);
  if (account.currency != context.book())
    TRY_STATUS(realise(context, draft, account, line, amount, out));
  return out;
}

void put_in(const RuleContext& context, Draft& draft, const BankAccount& account,
            std::string_view line, const std::vector<LotPart>& parts, std::int64_t value) {
  const AccountKey key{kind_of(account.use), account.account, line};
  std::int64_t sum = 0;
  for (const auto& part : parts) {
    const bool keeps_lots = account.use != AccountUse::clearing;
    draft.debit(key, keeps_lots ? part.lot : std::string_view{}, account.currency, part.amount);
    sum += part.amount;
  }
  if (account.currency == context.book()) return;
  const AccountKey position{Kind::position, draft.keep(segment_of(account.currency)), line};
  draft.credit(position, {}, account.currency, sum);
  draft.debit(position, {}, context.book(), value);
}

}  // namespace setoff
