#include "ledger/rules/payment_claw_back.h"

#include <algorithm>

#include "ledger/arithmetic/allocation.h"
#include "ledger/arithmetic/shares.h"
#include "ledger/rules/advances.h"
#include "ledger/rules/amounts.h"
#include "ledger/rules/checks.h"
#include "ledger/rules/money_moves.h"

namespace setoff {
namespace {

// The part of a payment's value that is taken back with `amount` of it.
std::int64_t value_of(const PaymentFacts& facts, std::int64_t amount) {
  const auto value =
      share_of(facts.value, amount, facts.amount - facts.returned, Rounding::half_even);
  SETOFF_CHECK(value.has_value());  // a part of the whole
  return *value;
}

// Undoes what a payment settled: its open advance first, then its settlements, the latest first.
// Sums up the value by line.
class SettlementUndo {
 public:
  SettlementUndo(const RuleContext& context, std::string_view payment, const PaymentFacts& facts)
      : context_(context), payment_(payment), facts_(facts) {}

  // Errors: has_dependents if later entries have changed what it had settled by the value date.
  Status run(std::int64_t value) {
    Remainder rest(value);
    if (value == 0) add(facts_.line, payment_, 0);  // too little to have a book value
    if (open_advance() > 0 && value > 0) reverse_advance(rest);
    for (auto one = facts_.settled.rbegin(); one != facts_.settled.rend() && rest.left() > 0; ++one)
      reopen(*one, rest);
    if (rest.left() == 0) return Ok{};
    return Error(Code::has_dependents, "later entries lean on what '" + std::string(payment_) +
                                           "' settled by " + context_.day().text());
  }
  struct OfLine {
    std::string_view line;
    std::int64_t value = 0;
  };
  [[nodiscard]] const std::vector<OfLine>& lines() const { return lines_; }
  // Lots under which the payment's money came in.
  [[nodiscard]] const std::vector<std::string_view>& lots() const { return lots_; }

 private:
  [[nodiscard]] AccountKey key(AccountKind kind, std::string_view line) const {
    return {kind, context_.state.agreement.find_line(line)->buyer, line};
  }
  [[nodiscard]] std::int64_t open_advance() const {
    return -context_.after()
                .lot_balance(key(AccountKind::advance, facts_.line), payment_)
                .max_from(context_.day());
  }
  void add(std::string_view line, std::string_view lot, std::int64_t value) {
    lots_.push_back(lot);
    auto of_line = std::ranges::find(lines_, line, &OfLine::line);
    if (of_line == lines_.end()) of_line = lines_.insert(of_line, OfLine{line, 0});
    of_line->value += value;
  }

  void reverse_advance(Remainder& rest) {
    const auto part = rest.allot(open_advance());
    context_.draft.debit(key(AccountKind::advance, facts_.line), payment_, context_.book(), part);
    add(facts_.line, payment_, part);
  }

  void reopen(const SettledDebt& settled, Remainder& rest) {
    const auto part = rest.allot(settled.amount);
    const auto book = context_.book();
    auto& draft = context_.draft;
    if (!settled.lot.valid()) {
      draft.debit({AccountKind::rounding, facts_.account, facts_.line}, {}, book, part);
      draft.settlements.push_back({payment_, {}, settled.kind, settled.value_date, -part, 0});
      return add(facts_.line, payment_, part);
    }
    const auto& lot = context_.state.lots[settled.lot];
    const auto line = line_of(lot);
    const auto debt = key(settled.kind, line);
    const auto closed = part == settled.amount ? settled.closed : 0;
    // What was settled after the return's value date was an advance until then.
    const bool later = settled.value_date > context_.day();
    if (later) draft.debit(key(AccountKind::advance, line), payment_, book, part);
    if (later)
      draft.credit(key(AccountKind::advance, line), payment_, book, part, settled.value_date);
    const auto on = later ? std::optional(settled.value_date) : std::nullopt;
    draft.debit(debt, lot.name, book, part + closed, on);
    draft.credit({AccountKind::rounding, facts_.account, line}, {}, book, closed, on);
    draft.settlements.push_back(
        {payment_, lot.name, settled.kind, settled.value_date, -part, -closed});
    add(line, lot.name, part);
  }

  static std::string_view line_of(const Lot& lot) {
    if (const auto* invoice = lot.facts.find<InvoiceFacts>()) return invoice->line;
    return lot.facts.as<SourceFacts>().line;
  }

  const RuleContext& context_;
  std::string_view payment_;
  const PaymentFacts& facts_;
  std::vector<OfLine> lines_;
  std::vector<std::string_view> lots_;
};

}  // namespace

Status claw_back_payment(const RuleContext& context, std::string_view payment, Money amount) {
  SETOFF_TRY(found, require_lot<PaymentFacts>(context, payment, "payment"));
  const auto& facts = *found.facts;
  const auto& account = *context.state.agreement.find_account(facts.account);
  SETOFF_TRY_STATUS(require_currency(amount, account.currency, "data.amount"));
  if (context.day() < facts.since)
    return Error(Code::bad_range, "the payment was received on " + facts.since.text() + ", after " +
                                      context.day().text());
  if (amount.minor() > facts.amount - facts.returned)
    return Error(Code::exceeds_lot,
                 amount.text() + " is more than the " +
                     Money(facts.amount - facts.returned, account.currency).text() +
                     " of the payment that is not returned");
  SettlementUndo reopening(context, found.lot->name, facts);
  SETOFF_TRY_STATUS(reopening.run(value_of(facts, amount.minor())));
  std::vector<std::int64_t> weights;
  for (const auto& [line, value] : reopening.lines())
    weights.push_back(value);
  std::vector<std::int64_t> amounts{amount.minor()};
  if (weights.size() > 1) {
    SETOFF_TRY(parts, split(amount.minor(), weights));
    amounts = std::move(parts);
  }
  for (std::size_t i = 0; i < amounts.size(); ++i)
    SETOFF_TRY_STATUS(claw_back_money(context, account, reopening.lines()[i].line,
                                      Money(amounts[i], account.currency), weights[i],
                                      reopening.lots()));
  context.draft.link(LinkKind::follows, found.lot->opened);
  return Ok{};
}

void record_return(State& state, std::string_view payment, std::int64_t amount) {
  auto& facts = state.lots.at(state.lots.find(payment)).facts.as<PaymentFacts>();
  facts.value -= value_of(facts, amount);
  facts.returned += amount;
}

}  // namespace setoff
