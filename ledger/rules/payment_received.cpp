// payment.received: money of a buyer; which claims it settles (the allocation), at which value, and
// which lots hold the money.

#include <algorithm>
#include <utility>

#include "ledger/arithmetic/allocation.h"
#include "ledger/rules/advances.h"
#include "ledger/rules/amounts.h"
#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/money_moves.h"
#include "ledger/rules/payment_claw_back.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

// An open claim that the payment may settle.
struct Candidate {
  AccountKey account;
  std::string_view lot;
  Sequence opened = 0;
  std::int64_t open = 0;
  int rank = 0;  // index in kDebtKinds
  Day due;
  std::int64_t payments = 0;  // earlier ones that settled it, each rounded
};

struct Settled {
  Candidate claim;
  std::int64_t book = 0;     // part of the payment, in the book currency
  std::int64_t closed = 0;   // remainder of the claim, which goes to rounding
  std::int64_t surplus = 0;  // excess of the payment over the claim, which goes to rounding

  [[nodiscard]] std::int64_t value() const { return book + surplus; }
};

void add_open(const RuleContext& context, const Line& line, std::vector<Candidate>& out) {
  for (int next = 0; const auto kind : kDebtKinds) {
    const int rank = next++;
    const AccountKey key{kind, line.buyer, line.line};
    context.state.balances.each_open_lot(
        context.state.chart.find(key), [&](const LotBalance& cell) {
          const auto open = cell.series.min_from(context.day());
          const auto& lot = context.state.lots[cell.lot];
          const auto* invoice = lot.facts.find<InvoiceFacts>();
          if (open > 0)
            out.push_back({key, lot.name, lot.opened, open, rank, due_of(lot),
                           invoice == nullptr ? 0 : invoice->payments});
          return true;
        });
  }
}

std::vector<Candidate> open_claims(const RuleContext& context, const PaymentReceived& data,
                                   Allocation rule) {
  std::vector<Candidate> out;
  for (const auto& line : context.state.agreement.lines)
    if (!data.line || line.line == *data.line) add_open(context, line, out);
  const auto by_product = [](const Candidate& a, const Candidate& b) {
    return a.account.line != b.account.line ? a.account.line < b.account.line
                                            : settles_before(a, b);
  };
  if (rule == Allocation::product_first)
    std::ranges::sort(out, by_product);
  else
    std::ranges::sort(out, settles_before<Candidate>);
  return out;
}

Result<std::vector<Settled>> settle_instructed(const RuleContext& context,
                                               const PaymentReceived& data,
                                               const std::vector<Candidate>& claims,
                                               std::int64_t& left) {
  std::vector<Settled> settled;
  for (const auto& wanted : data.instructed) {
    SETOFF_TRY_STATUS(require_currency(wanted.amount, context.book(), "data.instructed.amount"));
    Remainder rest(wanted.amount.minor());
    for (const auto& claim : claims) {
      if (claim.lot != wanted.lot) continue;
      const auto part = rest.allot(claim.open);
      if (part > 0) settled.push_back({claim, part, 0, 0});
    }
    if (rest.left() > 0)
      return Error(Code::exceeds_lot,
                   wanted.amount.text() + " is more than '" + wanted.lot + "' has open",
                   "data.instructed");
    left -= wanted.amount.minor();
  }
  if (left < 0)
    return Error(Code::amount_mismatch,
                 "the claims instructed come to more than the payment is worth", "data.instructed");
  return settled;
}

std::vector<Settled> settle_in_order(const std::vector<Candidate>& claims, std::int64_t& left) {
  std::vector<Settled> settled;
  Remainder rest(left);
  for (const auto& claim : claims) {
    if (rest.left() == 0) break;
    settled.push_back({claim, rest.allot(claim.open), 0, 0});
  }
  left = rest.left();
  return settled;
}

// The largest remainder of a debt that a payment closes, in minor units of the book currency, from
// the agreement's tolerance for the currency paid, else from its smallest unit. A payment in the
// book currency is not rounded: without a tolerance it closes nothing.
Result<std::int64_t> tolerance_for(const RuleContext& context, Currency paid,
                                   std::int64_t payments) {
  const auto& terms = context.rules().closing_tolerance;
  const auto named = std::ranges::find(terms, paid, &Money::kind);
  if (paid == context.book()) return named == terms.end() ? 0 : named->minor();
  SETOFF_TRY(value, book_value(context.state, named == terms.end() ? Money(1, paid) : *named,
                               context.day()));
  return closing_tolerance(value.minor(), payments);
}

// Whether a debt keeps more than the largest tolerance that the smallest unit of a currency can
// give: it is worth no more than the whole payment.
bool stays_open(const RuleContext& context, Currency paid, std::int64_t rest, std::int64_t value,
                std::int64_t payments) {
  const auto& terms = context.rules().closing_tolerance;
  return rest - closing_tolerance(0, payments) > value &&
         std::ranges::find(terms, paid, &Money::kind) == terms.end();
}

// Closes a remainder within the tolerance, on either side, so that neither owes the other cents for
// ever. `value` is the whole payment, in the book currency.
Status close_remainder(const RuleContext& context, Currency paid, std::int64_t value,
                       std::vector<Settled>& settled, std::int64_t& left) {
  if (settled.empty()) return Ok{};
  auto& last = settled.back();
  const auto rest = last.claim.open - last.book;
  if (stays_open(context, paid, rest, value, last.claim.payments)) return Ok{};
  SETOFF_TRY(tolerance, tolerance_for(context, paid, last.claim.payments));
  const auto closing = close_within(rest, left, tolerance);
  last.closed = closing.closed;
  last.surplus = closing.surplus;
  left -= closing.surplus;
  return Ok{};
}

// Book values by line; the money paid is split in proportion, so that each line gets its part of
// the account.
struct LinePart {
  std::string_view line;
  std::vector<LotPart> lots;  // amounts in the book currency until they are split
  std::int64_t value = 0;
};

std::vector<LinePart> by_line(const std::vector<Settled>& settled) {
  std::vector<LinePart> parts;
  for (const auto& item : settled) {
    auto part = std::ranges::find(parts, item.claim.account.line, &LinePart::line);
    if (part == parts.end()) part = parts.insert(part, LinePart{item.claim.account.line, {}, 0});
    const auto same = std::ranges::find(part->lots, item.claim.lot, &LotPart::lot);
    if (same == part->lots.end())
      part->lots.push_back({item.claim.lot, item.value()});
    else
      same->amount += item.value();
    part->value += item.value();
  }
  return parts;
}

Status deposit_parts(const RuleContext& context, Draft& draft, const BankAccount& account,
                     std::vector<LinePart> parts, Money amount) {
  std::vector<std::int64_t> weights;
  for (const auto& part : parts)
    for (const auto& lot : part.lots)
      weights.push_back(lot.amount);
  SETOFF_TRY(amounts, split(amount.minor(), weights));
  std::size_t next = 0;
  for (auto& part : parts) {
    for (auto& lot : part.lots)
      lot.amount = amounts[next++];
    SETOFF_TRY_STATUS(deposit_into_lots(context, draft, account, part.line, part.lots, part.value));
    repay_bank(context, draft, account, part.line, part.lots);
  }
  return Ok{};
}

Result<std::string_view> advance_line(const RuleContext& context, const PaymentReceived& data,
                                      const std::vector<Settled>& settled) {
  if (data.line) return std::string_view(*data.line);
  if (!settled.empty()) return settled.back().claim.account.line;
  if (context.state.agreement.lines.size() == 1)
    return std::string_view(context.state.agreement.lines.front().line);
  return Error(Code::bad_field, "nothing is open to settle; name the line that the advance is for",
               "data.line");
}

void settle(const RuleContext& context, const PaymentReceived& data, const Settled& item) {
  auto& draft = context.draft;
  const auto book = context.book();
  const auto& claim = item.claim;
  const AccountKey rounding{AccountKind::rounding, data.account, claim.account.line};
  draft.credit(claim.account, claim.lot, book, item.book + item.closed);
  draft.debit(rounding, {}, book, item.closed - item.surplus);
  draft.link(LinkKind::settles, claim.opened);
  draft.settlements.push_back(
      {data.payment, claim.lot, claim.account.kind, context.day(), item.book, item.closed});
  if (item.surplus > 0)
    draft.settlements.push_back(
        {data.payment, {}, AccountKind::rounding, context.day(), item.surplus, 0});
}

// Books what settles nothing as an advance on the line that the event names, or that was settled
// last.
Status add_advance(const RuleContext& context, const PaymentReceived& data, std::int64_t left,
                   std::vector<Settled>& settled) {
  SETOFF_TRY(name, advance_line(context, data, settled));
  const auto& line = *context.state.agreement.find_line(name);
  const AccountKey advance{AccountKind::advance, line.buyer, line.line};
  context.draft.credit(advance, data.payment, context.book(), left);
  settled.push_back({Candidate{advance, data.payment, 0, left, 0, context.day(), 0}, left, 0, 0});
  return Ok{};
}

// The claims that the payment settles; `left` becomes the part that settles nothing.
Result<std::vector<Settled>> allocate(const RuleContext& context, const PaymentReceived& data,
                                      std::int64_t& left) {
  const auto rule = data.allocation.value_or(context.rules().allocation);
  const auto claims = open_claims(context, data, rule);
  if (rule == Allocation::instructed) return settle_instructed(context, data, claims, left);
  return settle_in_order(claims, left);
}

struct PaymentReceivedRules {
  static constexpr std::string_view kMeaning =
      "Money from the buyer arrives on a bank account and settles claims.";

  static std::string describe(const PaymentReceived& data) {
    return amount_phrase(data.amount) + " from " + data.payer + " into " + data.account;
  }

  static Status prepare(const RuleContext& context, const PaymentReceived& data) {
    const auto rule = data.allocation.value_or(context.rules().allocation);
    if ((rule == Allocation::instructed) != !data.instructed.empty())
      return Error(Code::bad_field,
                   "`instructed` lists the claims of the rule `instructed`, and only of it",
                   "data.instructed");
    SETOFF_TRY(account, require_account(context, data.account));
    SETOFF_TRY_STATUS(require_party_abroad(context, data.payer, "data.payer"));
    if (data.line) SETOFF_TRY_STATUS(require_line(context, *data.line));
    SETOFF_TRY_STATUS(require_new_name(context, data.payment));
    SETOFF_TRY_STATUS(require_currency(data.amount, account->currency, "data.amount"));
    SETOFF_TRY(value, book_value(context.state, data.amount, context.day()));
    if (data.line) SETOFF_TRY_STATUS(check_incoming(context, *account, *data.line));
    if (!value.is_positive())
      return Error(Code::amount_mismatch,
                   data.amount.text() + " is worth nothing in the book currency");
    std::int64_t left = value.minor();
    SETOFF_TRY(settled, allocate(context, data, left));
    SETOFF_TRY_STATUS(close_remainder(context, account->currency, value.minor(), settled, left));
    for (const auto& item : settled)
      settle(context, data, item);
    if (left > 0) SETOFF_TRY_STATUS(add_advance(context, data, left, settled));
    const auto parts = by_line(settled);
    for (const auto& part : parts)
      SETOFF_TRY_STATUS(check_incoming(context, *account, part.line));
    SETOFF_TRY_STATUS(check_credit_limits(context, *account, data.amount));
    return deposit_parts(context, context.draft, *account, parts, data.amount);
  }

  static void apply(State& state, const Event& event, const PaymentReceived& data, Draft&& draft,
                    Sequence sequence) {
    PaymentFacts facts;
    facts.account = data.account;
    facts.since = event.value_date;
    facts.amount = data.amount.minor();
    for (const auto& leg : draft.legs) {
      const bool ahead = leg.account.kind == AccountKind::advance && leg.lot == data.payment;
      const bool settles = std::ranges::find(kDebtKinds, leg.account.kind) != std::end(kDebtKinds);
      if (ahead || (settles && facts.line.empty())) facts.line = leg.account.line;
    }
    for (const auto& settlement : draft.settlements)
      if (settlement.payment == data.payment) facts.value += settlement.amount;
    for (const auto& leg : draft.legs)
      if (leg.account.kind == AccountKind::advance && leg.lot == data.payment)
        facts.value -= leg.amount;
    state.lots.open(data.payment, std::move(facts), sequence);
  }

  // Takes back what the bank has not returned of the payment.
  static Status prepare_reversal(const RuleContext& context, const Entry&,
                                 const PaymentReceived& data) {
    const auto& facts = *context.state.lots.find_as<PaymentFacts>(data.payment);
    const auto rest = facts.amount - facts.returned;
    if (rest == 0)
      return Error(Code::has_dependents, "the bank has returned '" + data.payment + "' already");
    return claw_back_payment(context, data.payment, Money(rest, data.amount.kind()));
  }

  static void undo_facts(State& state, const Entry&, const PaymentReceived& data) {
    const auto& facts = state.lots[state.lots.find(data.payment)].facts.as<PaymentFacts>();
    record_return(state, data.payment, facts.amount - facts.returned);
  }
};

}  // namespace

SETOFF_RULES(PaymentReceived, PaymentReceivedRules)

}  // namespace setoff
