// balance.revalued: foreign money of a line is valued at the newest rate.

#include "ledger/rules/amounts.h"
#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/positions.h"

namespace setoff {
namespace {

struct BalanceRevaluedRules {
  static constexpr std::string_view kMeaning = "Foreign money is valued at the newest rate.";

  static std::string describe(const BalanceRevalued& data) {
    return std::string(data.currency.code()) + " of " + data.line;
  }

  static Status prepare(const RuleContext& context, const BalanceRevalued& data) {
    SETOFF_TRY(line, require_line(context, data.line));
    if (data.currency == context.book())
      return Error(Code::currency_mismatch, "the book currency is not revalued", "data.currency");
    auto& draft = context.draft;
    const auto segment = draft.store_name(segment_of(data.currency));
    const AccountKey position{AccountKind::position, segment, line->line};
    const Money money(-balance_on(context.state, position, data.currency, context.day()),
                      data.currency);
    SETOFF_TRY(value, book_value(context.state, money, context.day()));
    const auto gain =
        value.minor() - balance_on(context.state, position, context.book(), context.day());
    draft.debit(position, {}, context.book(), gain);
    draft.credit({AccountKind::revaluation, segment, line->line}, {}, context.book(), gain);
    return Ok{};
  }

  static void apply(State&, const Event&, const BalanceRevalued&, Draft&&, Sequence) {}
};

}  // namespace

SETOFF_RULES(BalanceRevalued, BalanceRevaluedRules)

}  // namespace setoff
