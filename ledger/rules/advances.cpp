#include "ledger/rules/advances.h"

#include <algorithm>

#include "ledger/arithmetic/allocation.h"

namespace setoff {
namespace {

struct OpenLot {
  AccountKey account;
  std::string_view lot;
  int rank = 0;
  Day due;
};

// A buyer's debts and advances on a line, as the draft would leave them.
class AdvanceApplication {
 public:
  AdvanceApplication(const RuleContext& context, std::string_view buyer, std::string_view line)
      : context_(context), buyer_(buyer), line_(line) {}

  // Goes day by day, so that what is open first is settled first.
  void run() {
    const auto prepaid = context_.after().balance(key(AccountKind::advance), context_.book());
    if (prepaid.last() == 0) return;
    auto debts = open_debts();
    const auto advances = open_lots(AccountKind::advance, 0);
    if (debts.empty() || advances.empty()) return;
    std::ranges::stable_sort(debts, settles_before<OpenLot>);
    for (const Day day : days_of(debts, advances))
      for (const auto& debt : debts)
        for (const auto& advance : advances)
          apply_on(day, advance, debt);
  }

 private:
  [[nodiscard]] AccountKey key(AccountKind kind) const { return {kind, buyer_, line_}; }
  [[nodiscard]] ProjectedBalance balance(const AccountKey& account, std::string_view lot) const {
    return context_.after().lot_balance(account, lot);
  }

  std::vector<OpenLot> open_debts() const {
    std::vector<OpenLot> debts;
    for (int rank = 0; const auto kind : kDebtKinds) {
      const auto some = open_lots(kind, rank++);
      debts.insert(debts.end(), some.begin(), some.end());
    }
    return debts;
  }

  // Lots that are open after all value dates: those in the books, in order of creation, then new
  // ones.
  std::vector<OpenLot> open_lots(AccountKind kind, int rank) const {
    std::vector<OpenLot> out;
    const auto account = key(kind);
    const auto& state = context_.state;
    const auto add = [&](std::string_view lot, Day due) {
      const bool known = std::ranges::find(out, lot, &OpenLot::lot) != out.end();
      if (!known && balance(account, lot).last() != 0) out.push_back({account, lot, rank, due});
    };
    state.balances.each_open_lot(state.chart.find(account), [&](const LotBalance& cell) {
      const auto& lot = state.lots[cell.lot];
      add(lot.name, due_of(lot));
      return true;
    });
    for (const auto& leg : context_.draft.legs)
      if (leg.account == account) add(leg.lot, kLastDay);
    return out;
  }

  // The value date and the later days on which any of the lots changes, in order.
  std::vector<Day> days_of(const std::vector<OpenLot>& debts,
                           const std::vector<OpenLot>& advances) const {
    std::vector<Day> days{context_.day()};
    for (const auto* lots : {&debts, &advances})
      for (const auto& one : *lots)
        balance(one.account, one.lot).add_days(days);
    std::ranges::sort(days);
    const auto repeated = std::ranges::unique(days);
    days.erase(repeated.begin(), repeated.end());
    return days;
  }

  // Applies the advance to the debt, as far as both stay open from that day on.
  void apply_on(Day day, const OpenLot& advance, const OpenLot& debt) {
    const auto owed = balance(debt.account, debt.lot).min_from(day);
    if (owed <= 0) return;
    const auto amount = std::min(owed, -balance(advance.account, advance.lot).max_from(day));
    if (amount > 0)
      apply_advance(context_, advance.account, advance.lot, debt.account, debt.lot, amount, day);
  }

  const RuleContext& context_;
  std::string_view buyer_;
  std::string_view line_;
};

bool raises_either(const Leg& leg) {
  if (leg.account.kind == AccountKind::advance) return leg.amount < 0;
  return leg.amount > 0 && std::ranges::find(kDebtKinds, leg.account.kind) != std::end(kDebtKinds);
}

}  // namespace

Day due_of(const Lot& lot) {
  if (const auto* invoice = lot.facts.find<InvoiceFacts>()) return invoice->due;
  if (const auto* payment = lot.facts.find<PaymentFacts>()) return payment->since;
  return lot.facts.as<SourceFacts>().since;
}

void apply_advance(const RuleContext& context, const AccountKey& advance,
                   std::string_view advance_lot, const AccountKey& debt, std::string_view debt_lot,
                   std::int64_t amount, Day on) {
  auto& draft = context.draft;
  const auto later = on == context.day() ? std::nullopt : std::optional(on);
  draft.debit(advance, advance_lot, context.book(), amount, later);
  draft.credit(debt, debt_lot, context.book(), amount, later);
  draft.settlements.push_back({advance_lot, debt_lot, debt.kind, on, amount, 0});
}

Status apply_advances(const RuleContext& context) {
  if (!context.state.adopted || !context.rules().advances_meet_claims()) return Ok{};
  std::vector<std::pair<std::string_view, std::string_view>> pairs;  // buyer and line
  for (const auto& leg : context.draft.legs) {
    if (!raises_either(leg)) continue;
    const std::pair pair(leg.account.object, leg.account.line);
    if (std::ranges::find(pairs, pair) == pairs.end()) pairs.push_back(pair);
  }
  for (const auto& [buyer, line] : pairs)
    AdvanceApplication(context, buyer, line).run();
  return Ok{};
}

void record_settlement(State& state, const SettlementChange& settlement) {
  const auto id = state.lots.find(settlement.payment);
  if (!state.lots[id].facts.is<PaymentFacts>()) return;  // an advance from a credit note
  auto& payment = state.lots.at(id).facts.as<PaymentFacts>();
  const auto debt = settlement.lot.empty() ? LotId() : state.lots.find(settlement.lot);
  const bool foreign =
      state.agreement.find_account(payment.account)->currency != state.agreement.book;
  auto* invoice = debt.valid() && state.lots[debt].facts.is<InvoiceFacts>()
                      ? &state.lots.at(debt).facts.as<InvoiceFacts>()
                      : nullptr;
  if (settlement.amount > 0) {
    payment.settled.push_back(
        {debt, settlement.kind, settlement.value_date, settlement.amount, settlement.closed});
    if (foreign && invoice != nullptr) ++invoice->payments;
    return;
  }
  // Taken back: undo what the payment settled on that debt and day, the latest first.
  Remainder amount(-settlement.amount);
  Remainder closed(-settlement.closed);
  for (auto one = payment.settled.rbegin(); one != payment.settled.rend() && amount.left() > 0;
       ++one) {
    if (one->lot != debt || one->kind != settlement.kind ||
        one->value_date != settlement.value_date)
      continue;
    one->amount -= amount.allot(one->amount);
    one->closed -= closed.allot(one->closed);
    if (one->amount == 0 && foreign && invoice != nullptr) --invoice->payments;
  }
  SETOFF_CHECK(amount.left() == 0 && closed.left() == 0);
  std::erase_if(payment.settled, [](const SettledDebt& one) { return one.amount == 0; });
}

}  // namespace setoff
