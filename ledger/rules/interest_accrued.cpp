// interest.accrued: a bank pays or charges interest for a span of days.

#include <cstdlib>

#include "ledger/arithmetic/shares.h"
#include "ledger/rules/amounts.h"
#include "ledger/rules/bank_rounding.h"
#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/money_moves.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/posting_reversal.h"

namespace setoff {
namespace {

std::string interest_lot(const InterestAccrued& data) {
  // Events cannot use such a name, so that it cannot be taken for another kind of lot.
  return "interest#" + data.account + "#" + data.line + "#" + data.to.text() +
         (data.beyond ? "#" + data.beyond->text() : "");
}

// Interest on all of a balance and more of it on what exceeds an amount may be of the same days.
JoinedName span_of(const InterestAccrued& data) {
  if (!data.beyond) return interest_span(data.account, data.line);
  return {"interest", data.account, data.line, data.beyond->text()};
}

struct InterestAccruedRules {
  static constexpr std::string_view kMeaning =
      "The bank pays or charges interest for a span of days.";

  static std::string describe(const InterestAccrued& data) {
    return amount_phrase(data.amount) + " " + std::string(enum_name(data.direction)) + " on " +
           data.account + (data.beyond ? " beyond " + amount_phrase(*data.beyond) : "") + ", " +
           span_phrase(data.from, data.to);
  }

  static Status prepare(const RuleContext& context, const InterestAccrued& data);

  static void apply(State& state, const Event&, const InterestAccrued& data, Draft&&, Sequence) {
    state.spans.add(span_of(data), data.from, data.to);
  }

  static Status prepare_reversal(const RuleContext& context, const Entry& entry,
                                 const InterestAccrued&) {
    return reverse_postings(context, entry);
  }

  static void undo_facts(State& state, const Entry&, const InterestAccrued& data) {
    state.spans.remove(span_of(data), data.from, data.to);
  }
};

Status InterestAccruedRules::prepare(const RuleContext& context, const InterestAccrued& data) {
  if (data.to <= data.from) return Error(Code::bad_range, "the span has no day", "data.to");
  if (context.state.spans.overlaps(span_of(data), data.from, data.to))
    return Error(Code::period_overlap,
                 "interest on the account is booked for a part of the span already");
  SETOFF_TRY(account, require_account(context, data.account));
  SETOFF_TRY(line, require_line(context, data.line));
  SETOFF_TRY_STATUS(require_currency(data.amount, account->currency, "data.amount"));
  if (data.beyond)
    SETOFF_TRY_STATUS(require_currency(*data.beyond, account->currency, "data.beyond"));
  SETOFF_TRY(earned, interest_amount(context.state, data.account, data.line, data.from, data.to,
                                     data.rate_per_year, data.beyond ? data.beyond->minor() : 0));
  // The debtor of a clearing balance is charged what the creditor is paid.
  const Money amount(std::abs(earned.minor()), account->currency);
  if (!within(data.amount.minor(), amount.minor(), bank_rounding(context, account->currency, 0)))
    return Error(
        Code::amount_mismatch,
        "daily balances and rate give " + amount.text() + ", the event says " + data.amount.text(),
        "data.amount");
  auto& draft = context.draft;
  // The bank's rounding is booked separately from the interest that follows from the rate.
  SETOFF_TRY(due, book_value(context.state, amount, context.day()));
  const AccountKey rounding{AccountKind::rounding, data.account, line->line};
  if (data.direction == InterestDirection::charged) {
    SETOFF_TRY_STATUS(check_available(context, *account, data.line, data.amount));
    SETOFF_TRY(out, withdraw_from_lots(context, draft, *account, data.line, data.amount));
    draft.debit({AccountKind::carry, data.account, line->line}, {}, context.book(), due.minor());
    draft.debit(rounding, {}, context.book(), out.value - due.minor());
    return Ok{};
  }
  SETOFF_TRY(value, book_value(context.state, data.amount, context.day()));
  const std::vector<LotPart> parts{{draft.store_name(interest_lot(data)), data.amount.minor()}};
  SETOFF_TRY_STATUS(deposit_into_lots(context, draft, *account, line->line, parts, value.minor()));
  repay_bank(context, draft, *account, line->line, parts);
  draft.credit({AccountKind::interest, data.account, line->line}, {}, context.book(), due.minor());
  draft.debit(rounding, {}, context.book(), due.minor() - value.minor());
  return Ok{};
}

}  // namespace

SETOFF_RULES(InterestAccrued, InterestAccruedRules)

}  // namespace setoff
