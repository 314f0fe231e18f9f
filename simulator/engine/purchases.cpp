#include "simulator/engine/purchases.h"

#include <algorithm>

#include "ledger/rules/amounts.h"
#include "simulator/engine/views.h"
#include "simulator/scenario/business_days.h"
#include "simulator/scenario/evaluate.h"

namespace setoff::simulator {

namespace {

std::string line_of(const Scenario& scenario, const Purchase& purchase) {
  return name_of(scenario, purchase.line);
}

// What the home side still owes of an invoice, in the book currency.
std::int64_t owed_on(const State& state, std::string_view line, std::string_view seller,
                     std::string_view invoice, Day day) {
  const auto lot = state.lots.find(invoice);
  const auto account = state.chart.find({AccountKind::payable, seller, line});
  if (!lot.valid() || !account.valid()) return 0;
  const auto* cell = state.balances.find(account, lot);
  return cell == nullptr ? 0 : -cell->series.at(day);
}

struct Payment {
  Money amount;   // in the currency of the account
  Money settled;  // what it is worth in the books
};

// The largest amount that is worth no more than what is open.
Result<Payment> payment_of(const State& state, Money open, Currency currency, Day day) {
  SETOFF_TRY(amount, converted(state, open, currency, day));
  SETOFF_TRY(value, book_value(state, amount, day));
  if (value.minor() <= open.minor()) return Payment{amount, value};
  const Money less(amount.minor() - 1, currency);
  SETOFF_TRY(worth, book_value(state, less, day));
  return Payment{less, worth};
}

}  // namespace

OpenAccountPurchases::OpenAccountPurchases(const Scenario& scenario, const Draws& draws)
    : scenario_(scenario),
      draws_(draws),
      purchases_(scenario.purchases.size(), OfPurchase{Unbilled(scenario.time.from), {}}),
      queues_(scenario.accounts.size()) {}

Status OpenAccountPurchases::run_deliveries(DayContext& today, const SupplyResponse& supply) {
  for (std::uint32_t i = 0; i < purchases_.size(); ++i) {
    const Purchase& purchase = scenario_.purchases[i];
    SETOFF_TRY(stated, stated_flow_on(scenario_, purchase, today.day));
    SETOFF_TRY(flow, supply.flow(PurchaseRef(i), stated));
    today.flows.purchases[i].cut = supply.cuts(PurchaseRef(i));
    SETOFF_TRY(parts, divide_flow(purchase.contract, flow, scenario_.currency.rounding,
                                  purchases_[i].flowed));
    today.flows.purchases[i].retained = parts.retained.minor();
    if (!parts.delivered.is_positive()) continue;
    SETOFF_TRY(price, price_on(scenario_, purchase.contract, today.day));
    const Slice slice = slice_of(purchase.contract, parts.delivered, price);
    SETOFF_TRY_STATUS(purchases_[i].unbilled.add(slice));
    today.flows.purchases[i].delivered = parts.delivered.minor();
  }
  return Ok{};
}

Status OpenAccountPurchases::run_invoices(DayContext& today) {
  for (std::uint32_t i = 0; i < purchases_.size(); ++i)
    if (purchases_[i].late ||
        invoice_period_ended(scenario_, scenario_.purchases[i].contract, today.day))
      SETOFF_TRY_STATUS(invoice(today, PurchaseRef(i)));
  return Ok{};
}

Status OpenAccountPurchases::invoice(DayContext& today, PurchaseRef ref) {
  const Purchase& purchase = scenario_.purchases[ref.index()];
  const Contract& terms = purchase.contract;
  OfPurchase& of = purchases_[ref.index()];
  of.late = false;
  if (of.unbilled.slices().empty()) {
    of.unbilled.billed(today.day);
    return Ok{};
  }
  const std::string name = invoice_name(terms, of.unbilled.from(), scenario_.time.months);
  SETOFF_TRY(amount, invoice_amount(today.state(), of.unbilled.slices(), today.day));
  SETOFF_TRY(answer, today.events.submit("invoice-" + name,
                                         InvoiceIssued{.invoice = name,
                                                       .line = line_of(scenario_, purchase),
                                                       .from = of.unbilled.from(),
                                                       .to = today.day,
                                                       .slices = of.unbilled.slices(),
                                                       .amount = amount,
                                                       .due = today.day + terms.due_days,
                                                       .seller = name_of(scenario_, terms.seller),
                                                       .good = ledger_name(terms.name)}));
  of.late = !answer.booked();
  if (of.late) return Ok{};
  of.unbilled.billed(today.day);
  today.flows.purchases[ref.index()].billed = amount.minor();
  plan(ref, today.day, name);
  return Ok{};
}

void OpenAccountPurchases::plan(PurchaseRef ref, Day issued, const std::string& invoice) {
  const Purchase& purchase = scenario_.purchases[ref.index()];
  Due due{draws_.after(scenario_.time.workdays, issued, purchase.after, "payment-delay/" + invoice),
          invoice, ref};
  auto& queue = queues_[purchase.account.index()].due;
  const auto behind = std::ranges::find_if(queue, [&](const Due& other) {
    return std::pair(due.on, due.invoice) < std::pair(other.on, other.invoice);
  });
  queue.insert(behind, std::move(due));
}

QueueObstacle OpenAccountPurchases::obstacle_of(const DayContext& today, AccountRef account) const {
  QueueObstacle out{balance_on(scenario_, today.state(), account, today.day), {}};
  for (const Limit* limit : today.state().limits.on_account(name_of(scenario_, account), today.day))
    out.limits.push_back(limit->terms.value);
  return out;
}

Status OpenAccountPurchases::run_payments(DayContext& today) {
  for (std::uint32_t i = 0; i < queues_.size(); ++i) {
    Queue& queue = queues_[i];
    while (!queue.due.empty() && queue.due.front().on <= today.day) {
      const auto now = obstacle_of(today, AccountRef(i));
      if (queue.obstacle == now) break;
      SETOFF_TRY(done, pay(today, queue.due.front()));
      if (!done) {
        queue.obstacle = now;
        break;
      }
      queue.obstacle.reset();
      queue.due.pop_front();
    }
  }
  return Ok{};
}

Result<bool> OpenAccountPurchases::pay(DayContext& today, Due& due) {
  const Purchase& purchase = scenario_.purchases[due.purchase.index()];
  const std::string line = line_of(scenario_, purchase);
  const Money open(owed_on(today.state(), line, name_of(scenario_, purchase.contract.seller),
                           due.invoice, today.day),
                   scenario_.currency.contract);
  SETOFF_TRY(payment, payment_of(today.state(), open, scenario_.account(purchase.account).currency,
                                 today.day));
  if (!payment.amount.is_positive()) return true;
  const std::string name = shortened_name("payment-" + due.invoice);
  SETOFF_TRY(answer, today.events.submit(
                         name, SettlementPaid{.settlement = name,
                                              .account = name_of(scenario_, purchase.account),
                                              .line = line,
                                              .owed = due.invoice,
                                              .clearing_account = std::nullopt,
                                              .amount = payment.amount,
                                              .settled = payment.settled,
                                              .of_line = std::nullopt}));
  if (!answer.booked()) return false;
  today.flows.purchases[due.purchase.index()].paid += payment.settled.minor();
  paid_.push_back({today.day, purchase.purpose, payment.amount});
  return true;
}

}  // namespace setoff::simulator
