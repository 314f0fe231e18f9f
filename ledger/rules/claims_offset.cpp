// claims.offset: a debt and a claim of the home side cancel each other.

#include <algorithm>

#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

std::int64_t open_from(const RuleContext& context, const AccountKey& key, LotId lot) {
  const auto* cell = context.state.balances.find(context.state.chart.find(key), lot);
  return cell == nullptr ? 0 : cell->series.min_from(context.day());
}

std::int64_t owed_from(const RuleContext& context, const AccountKey& key, LotId lot) {
  const auto* cell = context.state.balances.find(context.state.chart.find(key), lot);
  return cell == nullptr ? 0 : -cell->series.max_from(context.day());
}

struct ClaimsOffsetRules {
  static constexpr std::string_view kMeaning =
      "A debt and a claim of the home side cancel each other.";

  static std::string describe(const ClaimsOffset& data) {
    return amount_phrase(data.amount) + ", " + data.owed + " against " + data.due;
  }

  static Status prepare(const RuleContext& context, const ClaimsOffset& data);

  static void apply(State& state, const Event& event, const ClaimsOffset& data, Draft&&,
                    Sequence sequence) {
    const auto line = state.lots[state.lots.find(data.due)].facts.as<InvoiceFacts>().line;
    state.lots.open(data.offset, SourceFacts{line, event.value_date}, sequence);
  }
};

Status ClaimsOffsetRules::prepare(const RuleContext& context, const ClaimsOffset& data) {
  SETOFF_TRY(owed, require_lot<InvoiceFacts>(context, data.owed, "invoice of a host seller"));
  SETOFF_TRY(due, require_lot<InvoiceFacts>(context, data.due, "claim"));
  if (!owed.facts->host_seller || due.facts->host_seller)
    return Error(Code::unknown_lot,
                 "`owed` is an invoice of a host seller, `due` one of the home side");
  SETOFF_TRY_STATUS(require_new_name(context, data.offset));
  SETOFF_TRY_STATUS(require_currency(data.amount, context.book(), "data.amount"));
  if (owed.facts->due > context.day() || due.facts->due > context.day())
    return Error(Code::not_due, "both claims must be due on " + context.day().text());
  const AccountKey payable{AccountKind::payable, owed.facts->object, owed.facts->line};
  const AccountKey claim{AccountKind::claim, due.facts->object, due.facts->line};
  const auto smaller =
      std::min(owed_from(context, payable, owed.id), open_from(context, claim, due.id));
  if (data.amount.minor() > smaller)
    return Error(Code::exceeds_smaller, data.amount.text() + " is more than the smaller claim, " +
                                            Money(smaller, context.book()).text());
  auto& draft = context.draft;
  draft.debit(payable, data.owed, context.book(), data.amount.minor());
  draft.credit(claim, data.due, context.book(), data.amount.minor());
  if (payable.line != claim.line) {
    draft.credit({AccountKind::crossing, "book", payable.line}, {}, context.book(),
                 data.amount.minor());
    draft.debit({AccountKind::crossing, "book", claim.line}, {}, context.book(),
                data.amount.minor());
  }
  draft.link(LinkKind::settles, owed.lot->opened);
  draft.link(LinkKind::settles, due.lot->opened);
  return Ok{};
}

}  // namespace

SETOFF_RULES(ClaimsOffset, ClaimsOffsetRules)

}  // namespace setoff
