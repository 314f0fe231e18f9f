// shortfall.claimed: what the buyer had to take and did not, claimed under take or pay.

#include "ledger/rules/amounts.h"
#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/invoices.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/posting_reversal.h"

namespace setoff {
namespace {

// What had to be taken, less what is excused and what was delivered. Errors: currency_mismatch,
// overflow; exceeds_delivered if nothing is missing.
Result<std::int64_t> missing(const RuleContext& context, const ShortfallClaimed& data, Unit unit) {
  SETOFF_TRY_STATUS(require_unit(data.floor, unit, "data.floor"));
  if (data.excused) SETOFF_TRY_STATUS(require_unit(*data.excused, unit, "data.excused"));
  const auto taken = delivered_in(context.state, data.line, data.from, data.to);
  const Int128 left =
      Int128{data.floor.minor()} - (data.excused ? data.excused->minor() : 0) - taken;
  if (left > 0) return narrow(left).value();
  return Error(
      Code::exceeds_delivered,
      "nothing is missing: " + Quantity(taken, unit).text() + " were delivered in the span",
      "data.floor");
}

struct ShortfallClaimedRules {
  static constexpr std::string_view kMeaning =
      "The seller claims what the buyer had to take in a span of days and did not.";

  static std::string describe(const ShortfallClaimed& data) {
    return data.shortfall + ", " + amount_phrase(data.amount) + " for " + data.line +
           " not taken " + span_phrase(data.from, data.to) + ", due " + data.due.text() +
           (data.makeup_until ? ", can be made up until " + data.makeup_until->text()
                              : std::string());
  }

  static Status prepare(const RuleContext& context, const ShortfallClaimed& data) {
    SETOFF_TRY_STATUS(check_dates(context, data));
    if (context.state.spans.overlaps(shortfall_span(data.line), data.from, data.to))
      return Error(Code::period_overlap, "a shortfall on " + data.line +
                                             " is claimed for a part of " +
                                             date_range(data.from, data.to) + " already");
    SETOFF_TRY(line, require_line(context, data.line));
    SETOFF_TRY_STATUS(require_new_name(context, data.shortfall));
    SETOFF_TRY_STATUS(require_currency(data.amount, context.book(), "data.amount"));
    SETOFF_TRY(claimed, quantity_of(data.slices, line->unit));
    SETOFF_TRY(left, missing(context, data, line->unit));
    if (claimed != left)
      return Error(Code::amount_mismatch,
                   "the slices have " + Quantity(claimed, line->unit).text() + "; missing are " +
                       Quantity(left, line->unit).text(),
                   "data.slices");
    SETOFF_TRY(amount, invoice_amount(context.state, data.slices, context.day()));
    SETOFF_TRY_STATUS(require_amount(data.amount, amount));
    draft_claim(context, data, *line, claimed);
    return Ok{};
  }

  static void apply(State& state, const Event& event, const ShortfallClaimed& data, Draft&&,
                    Sequence sequence) {
    InvoiceFacts facts;
    facts.line = data.line;
    facts.object = state.agreement.find_line(data.line)->buyer;
    facts.issued = event.value_date;
    facts.from = facts.to = data.to;  // it bills no delivery, and none before that makes it up
    facts.due = data.due;
    facts.amount = data.amount.minor();
    if (data.makeup_until)
      for (const auto& slice : data.slices)
        facts.quantity += slice.quantity.minor();
    facts.kind = ClaimKind::shortfall;
    facts.makeup_until = data.makeup_until;
    if (!data.makeup_until) facts.kept = facts.amount;
    state.lots.open(data.shortfall, facts, sequence);
    state.spans.add(shortfall_span(data.line), data.from, data.to);
  }

  static Status prepare_reversal(const RuleContext& context, const Entry& entry,
                                 const ShortfallClaimed& data) {
    return reverse_claim(context, entry, data.shortfall);
  }

  static void undo_facts(State& state, const Entry&, const ShortfallClaimed& data) {
    state.lots.at(state.lots.find(data.shortfall)).reversed = true;
    state.spans.remove(shortfall_span(data.line), data.from, data.to);
  }

 private:
  static Status check_dates(const RuleContext& context, const ShortfallClaimed& data) {
    if (data.slices.empty())
      return Error(Code::bad_field, "a shortfall needs at least one slice", "data.slices");
    SETOFF_TRY_STATUS(require_span(data.from, data.to, "data.to"));
    if (context.day() < data.to)
      return Error(
          Code::bad_range,
          "what is taken until " + data.to.text() + " is not known on " + context.day().text(),
          "data.value_date");
    if (data.due < context.day())
      return Error(Code::bad_range, "it is due on " + data.due.text() + ", before it is claimed",
                   "data.due");
    if (data.makeup_until && *data.makeup_until < context.day())
      return Error(Code::bad_range,
                   "the time for make-up ends on " + data.makeup_until->text() +
                       ", before the shortfall is claimed",
                   "data.makeup_until");
    return Ok{};
  }

  static void draft_claim(const RuleContext& context, const ShortfallClaimed& data,
                          const Line& line, std::int64_t quantity) {
    auto& draft = context.draft;
    draft.debit({AccountKind::claim, line.buyer, line.line}, data.shortfall, context.book(),
                data.amount.minor());
    if (!data.makeup_until)
      return draft.credit({AccountKind::shortfall, line.buyer, line.line}, {}, context.book(),
                          data.amount.minor());
    draft.credit({AccountKind::deferred, line.buyer, line.line}, data.shortfall, context.book(),
                 data.amount.minor());
    draft.debit({AccountKind::q_billed, line.buyer, line.line}, {}, line.unit, quantity);
    draft.credit({AccountKind::q_makeup, line.buyer, line.line}, data.shortfall, line.unit,
                 quantity);
  }
};

}  // namespace

SETOFF_RULES(ShortfallClaimed, ShortfallClaimedRules)

}  // namespace setoff
