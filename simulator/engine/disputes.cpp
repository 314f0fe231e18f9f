#include "simulator/engine/disputes.h"

#include <algorithm>

#include "ledger/arithmetic/shares.h"
#include "simulator/engine/views.h"
#include "simulator/scenario/periods.h"

namespace setoff::simulator {

namespace {

constexpr int kTryAgain = 7;  // days

}  // namespace

void Disputes::plan(const IssuedInvoice& invoice) {
  for (std::size_t i = 0; i < scenario_.payments.disputes.size(); ++i) {
    const DisputeRule& rule = scenario_.payments.disputes[i];
    if (rule.line.value_or(invoice.line) != invoice.line) continue;
    if (rule.when && !rule.when->holds(invoice.date)) continue;
    const std::string name =
        shortened_name("dispute-" + ledger_name(rule.name) + "-" + invoice.name);
    disputes_.push_back({.rule = i,
                         .name = name,
                         .invoice = invoice.name,
                         .line = invoice.line,
                         .amount = invoice.amount.minor(),
                         .conceded = 0,
                         .next = draws_.after(scenario_.time.workdays, invoice.date, rule.after,
                                              "dispute-delay/" + name)});
  }
}

Status Disputes::raise(DayContext& today, Dispute& dispute) {
  const DisputeRule& rule = scenario_.payments.disputes[dispute.rule];
  const Rounding rounding = scenario_.currency.rounding;
  const Decimal share = draws_.share(rule.share, "dispute-share/" + dispute.name);
  SETOFF_TRY(wanted, times(dispute.amount, share, rounding));
  const std::int64_t open =
      open_of(today.state(), name_of(scenario_, dispute.line), dispute.invoice, today.day);
  const std::int64_t amount = std::min(wanted, open);
  dispute.ended = amount <= 0;
  if (dispute.ended) return Ok{};
  SETOFF_TRY(answer, today.events.submit(dispute.name,
                                         DisputeRaised{dispute.invoice,
                                                       Money(amount, scenario_.currency.contract),
                                                       {"disputes." + rule.name}}));
  if (!answer.booked()) {
    dispute.next = today.day + kTryAgain;
    return Ok{};
  }
  const Decimal given_up = draws_.share(rule.conceded, "dispute-conceded/" + dispute.name);
  SETOFF_TRY(conceded, times(amount, given_up, rounding));
  dispute.amount = amount;
  dispute.conceded = conceded;
  dispute.raised = true;
  dispute.next = draws_.after(scenario_.time.workdays, today.day, rule.resolved_after,
                              "dispute-length/" + dispute.name);
  return Ok{};
}

Status Disputes::resolve(DayContext& today, Dispute& dispute) {
  const Currency book = scenario_.currency.contract;
  if (dispute.conceded > 0) {
    const std::string name = shortened_name(dispute.name + "-conceded");
    // A shortfall that is conceded cannot be made up.
    const MakeupDue makeup = makeup_due(today.state(), dispute.invoice, today.day);
    std::optional<Quantity> quantity;
    if (makeup.amount > 0)
      if (const auto part = share_of(makeup.quantity, std::min(dispute.conceded, makeup.amount),
                                     makeup.amount, scenario_.currency.rounding);
          part && *part > 0)
        quantity = Quantity(*part, scenario_.line(dispute.line).unit);
    SETOFF_TRY(answer,
               today.events.submit(name, CreditnoteIssued{.creditnote = name,
                                                          .invoice = dispute.invoice,
                                                          .amount = Money(dispute.conceded, book),
                                                          .quantity = quantity,
                                                          .reason = {"what was disputed"}}));
    if (!answer.booked()) {
      dispute.next = today.day + kTryAgain;
      return Ok{};
    }
    dispute.amount -= dispute.conceded;
    dispute.conceded = 0;
  }
  dispute.ended = dispute.amount == 0;
  if (dispute.ended) return Ok{};
  SETOFF_TRY(answer, today.events.submit(
                         shortened_name(dispute.name + "-resolved"),
                         DisputeResolved{dispute.invoice, Money(dispute.amount, book), {}}));
  dispute.ended = answer.booked();
  dispute.next = today.day + kTryAgain;
  return Ok{};
}

Status Disputes::run_day(DayContext& today, const Invoicing& invoicing) {
  for (const IssuedInvoice& invoice : invoicing.issued())
    plan(invoice);
  for (Dispute& dispute : disputes_) {
    if (!dispute.raised && !dispute.ended && dispute.next <= today.day)
      SETOFF_TRY_STATUS(raise(today, dispute));
    if (dispute.raised && !dispute.ended && dispute.next <= today.day)
      SETOFF_TRY_STATUS(resolve(today, dispute));
  }
  std::erase_if(disputes_, [](const Dispute& dispute) { return dispute.ended; });
  return Ok{};
}

}  // namespace setoff::simulator
