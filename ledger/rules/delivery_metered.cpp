// delivery.metered: a meter reading, what was delivered on a line in a span of days.

#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/posting_reversal.h"

namespace setoff {
namespace {

struct DeliveryMeteredRules {
  static constexpr std::string_view kMeaning =
      "A meter was read: how much was delivered on a line in a span of days.";

  static std::string describe(const DeliveryMetered& data) {
    return amount_phrase(data.quantity) + " of " + data.line + ", " +
           span_phrase(data.from, data.to);
  }

  static Status prepare(const RuleContext& context, const DeliveryMetered& data) {
    SETOFF_TRY_STATUS(require_span(data.from, data.to, "data.to"));
    if (context.state.spans.overlaps(delivery_span(data.line, data.meter), data.from, data.to))
      return Error(Code::period_overlap, "the meter '" + data.meter + "' is read for a part of " +
                                             date_range(data.from, data.to) + " already");
    SETOFF_TRY(line, require_line(context, data.line));
    SETOFF_TRY_STATUS(require_unit(data.quantity, line->unit, "data.quantity"));
    const auto delivered = context.state.delivered.find(data.line);
    if (delivered != context.state.delivered.end() &&
        !delivered->second.fits(data.to - 1, data.quantity.minor()))
      return Error(Code::overflow, "the sum delivered on '" + data.line + "' does not fit");
    auto& draft = context.draft;
    draft.debit({AccountKind::q_unbilled, line->buyer, line->line}, {}, line->unit,
                data.quantity.minor());
    draft.credit({AccountKind::q_contra, line->buyer, line->line}, {}, line->unit,
                 data.quantity.minor());
    return Ok{};
  }

  static void apply(State& state, const Event&, const DeliveryMetered& data, Draft&&, Sequence) {
    state.spans.add(delivery_span(data.line, data.meter), data.from, data.to);
    state.delivered[data.line].add(data.to - 1, data.quantity.minor());
  }

  static Status prepare_reversal(const RuleContext& context, const Entry& entry,
                                 const DeliveryMetered& data) {
    if (context.state.spans.overlaps(invoice_span(data.line), data.to - 1, data.to))
      return Error(Code::has_dependents,
                   "the delivery is billed; reverse the invoice or issue a credit note first");
    if (context.state.spans.overlaps(shortfall_span(data.line), data.to - 1, data.to))
      return Error(Code::has_dependents,
                   "a shortfall is claimed for the days of the delivery; reverse it first");
    return reverse_postings(context, entry);
  }

  static void undo_facts(State& state, const Entry&, const DeliveryMetered& data) {
    state.spans.remove(delivery_span(data.line, data.meter), data.from, data.to);
    state.delivered.find(data.line)->second.add(data.to - 1, -data.quantity.minor());
  }
};

}  // namespace

SETOFF_RULES(DeliveryMetered, DeliveryMeteredRules)

}  // namespace setoff
