#include "ledger/rules/positions.h"

#include <algorithm>

#include "ledger/arithmetic/average_cost.h"
#include "ledger/rules/amounts.h"

namespace setoff {
namespace {

const DatedSeries* series_of(const State& state, const AccountKey& key, Commodity commodity) {
  const auto* cell = state.balances.find(state.chart.find(key), commodity);
  return cell == nullptr ? nullptr : &cell->series;
}
std::int64_t last_of(const DatedSeries* series) {
  return series == nullptr ? 0 : series->last();
}

// The bank account whose money the draft moves; the remainder of the position goes to its `fx`.
std::string_view object_moved(const RuleContext& context, Commodity currency,
                              std::string_view line) {
  for (const auto& leg : context.draft.legs)
    if (leg.commodity == currency && leg.account.kind != AccountKind::position &&
        same_text(leg.account.line, line))
      return leg.account.object;
  return {};
}

// The currency of a position, from the leg that moves it, else from its name.
Currency currency_of(const RuleContext& context, const AccountKey& position) {
  for (const auto& leg : context.draft.legs)
    if (leg.account == position && leg.commodity != context.book().commodity())
      return *Currency::from(leg.commodity);
  std::string code(position.object);
  for (char& c : code)
    c = static_cast<char>(c - 'a' + 'A');
  const auto currency = Currency::find(code);
  SETOFF_CHECK(currency.has_value());
  return *currency;
}

class PositionClearing {
 public:
  PositionClearing(const RuleContext& context, const AccountKey& position, Currency currency)
      : context_(context),
        position_(position),
        revaluation_{AccountKind::revaluation, position.object, position.line},
        currency_(currency) {}

  void run() {
    const auto after = context_.after();
    const auto money = after.balance(position_, currency_);
    const auto holds_nothing = [&](Day day) { return money.on(day) == 0; };
    std::vector<Day> days{context_.day()};
    money.add_days(days);
    if (std::ranges::none_of(days, holds_nothing)) return;
    const auto value = after.balance(position_, context_.book());
    const auto unrealised = after.balance(revaluation_, context_.book());
    value.add_days(days);
    unrealised.add_days(days);
    std::ranges::sort(days);
    const auto repeated = std::ranges::unique(days);
    days.erase(repeated.begin(), repeated.end());
    for (const Day day : days)
      if (holds_nothing(day)) clear(day, value.on(day), unrealised.on(day));
  }

 private:
  void clear(Day day, std::int64_t value, std::int64_t unrealised) {
    if (value == 0 && unrealised == 0) return;
    const auto on = day == context_.day() ? std::nullopt : std::optional(day);
    auto& draft = context_.draft;
    const auto book = context_.book();
    draft.credit(position_, {}, book, value, on);
    draft.credit(revaluation_, {}, book, unrealised, on);
    const auto object = object_moved(context_, currency_, position_.line);
    draft.debit({AccountKind::fx, object, position_.line}, {}, book, value + unrealised, on);
  }

  const RuleContext& context_;
  AccountKey position_;
  AccountKey revaluation_;
  Currency currency_;
};

}  // namespace

std::string segment_of(Currency currency) {
  std::string text;
  for (const char c : currency.code())
    text += static_cast<char>(c - 'A' + 'a');
  return text;
}

Result<std::int64_t> move_position(const RuleContext& context, const PositionMove& move) {
  auto& draft = context.draft;
  const auto book = context.book();
  const auto currency = move.amount.kind();
  const auto segment = draft.store_name(segment_of(currency));
  const AccountKey position{AccountKind::position, segment, move.line};
  const AccountKey revaluation{AccountKind::revaluation, segment, move.line};
  const auto amount = move.amount.minor();
  const auto money = -last_of(series_of(context.state, position, currency));
  draft.credit(position, {}, currency, amount);
  if (!closes_holding(money, amount)) {
    draft.debit(position, {}, book, move.value);
    return std::int64_t{0};
  }
  const Holding holding{money, last_of(series_of(context.state, position, book)),
                        -last_of(series_of(context.state, revaluation, book))};
  const auto change = move_holding(holding, {amount, move.value}, context.rules().rounding);
  if (!change) return share_too_large();
  draft.debit(position, {}, book, change->cost);
  draft.debit(revaluation, {}, book, change->revalued);
  draft.credit({AccountKind::fx, move.object, move.line}, {}, book, change->gain);
  return change->gain;
}

void clear_positions(const RuleContext& context) {
  if (!context.state.adopted) return;
  std::vector<AccountKey> positions;
  for (const auto& leg : context.draft.legs)
    if (leg.account.kind == AccountKind::position &&
        std::ranges::find(positions, leg.account) == positions.end())
      positions.push_back(leg.account);
  for (const auto& position : positions)
    PositionClearing(context, position, currency_of(context, position)).run();
}

}  // namespace setoff
