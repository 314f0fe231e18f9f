#include "ledger/core/amounts.h"
#include "tests/support/random_course_lots.h"

namespace setoff::test {

RandomCourse::Made RandomCourse::deliver() {
  const auto& line = any_line();
  // Consecutive spans of one meter a line: its name tells how far it was read.
  const auto from = day("2015-01-01") + static_cast<int>(made_ * 3);
  return DeliveryMetered{fresh("delivery"),
                         line.line,
                         one_in(8) ? "spare" : "border",
                         from,
                         from + 1 + static_cast<int>(below(3)),
                         Quantity(part_of(5'000'000), line.unit)};
}

RandomCourse::Made RandomCourse::bill() {
  const auto& line = any_line();
  const auto* cell = state().balances.find(
      state().chart.find({Kind::q_unbilled, line.buyer, line.line}), line.unit);
  if (cell == nullptr || cell->series.min_from(day_) <= 0) return std::nullopt;
  InvoiceIssued data;
  data.invoice = fresh("invoice");
  data.line = line.line;
  data.from = day_ - 30;
  data.to = day_;
  const bool gas = line.line == "gas";
  data.slices = {{Quantity(part_of(cell->series.min_from(day_)), line.unit),
                  rate(gas ? "2.75 USD/MMBtu" : "50 USD/MWh"),
                  gas ? std::optional<Rate>(rate("0.0366 MMBtu/m3")) : std::nullopt}};
  data.due = day_ + static_cast<int>(below(60));
  const auto amount = invoice_amount(state(), data.slices, day_);
  if (!amount || !amount->is_positive()) return std::nullopt;
  data.amount = *amount;
  return data;
}

RandomCourse::Made RandomCourse::bill_host() {
  InvoiceIssued data;
  data.invoice = fresh("host");
  data.line = any_line().line;
  data.from = day_ - 30;
  data.to = day_;
  data.slices = {{Quantity(part_of(100'000), unit("t")), rate("100 EUR/t"), {}}};
  data.due = day_ + static_cast<int>(below(60));
  data.seller = "grain-house";
  data.good = "wheat";
  const auto amount = invoice_amount(state(), data.slices, day_);
  if (!amount) return std::nullopt;
  data.amount = *amount;
  return data;
}

RandomCourse::Made RandomCourse::credit_note() {
  const auto name = any_lot<InvoiceFacts>([](const Lot&, const InvoiceFacts& facts) {
    return !facts.host_seller && facts.amount > facts.credited;
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<InvoiceFacts>(name);
  CreditnoteIssued data;
  data.creditnote = fresh("note");
  data.invoice = name;
  data.amount = Money(part_of((facts.amount - facts.credited) / 5), currency("EUR"));
  return data;
}

RandomCourse::Made RandomCourse::pay() {
  const auto& account = any_account(static_cast<AccountUse>(below(8) < 6 ? 0 : below(3)));
  PaymentReceived data;
  data.payment = fresh("payment");
  data.account = account.account;
  data.payer = "moe";
  if (!one_in(4)) data.line = any_line().line;
  const bool iqd = account.currency.code() == "IQD";
  data.amount = Money(part_of(iqd ? 300'000'000'000 : 30'000'000), account.currency);
  if (!one_in(4)) return data;
  data.allocation = Allocation::instructed;
  const auto lot = any_lot<InvoiceFacts>(
      [](const Lot&, const InvoiceFacts& facts) { return !facts.host_seller && facts.amount > 0; });
  if (lot.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<InvoiceFacts>(lot);
  data.line = facts.line;
  data.instructed = {{lot, Money(part_of(facts.amount / 20 + 1), currency("EUR"))}};
  return data;
}

RandomCourse::Made RandomCourse::charge_late_fee() {
  const auto grace = rules_on(state(), day_).grace_days;
  const auto name = any_lot<InvoiceFacts>([&](const Lot&, const InvoiceFacts& facts) {
    return !facts.host_seller && facts.due + grace + 5 < day_;
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<InvoiceFacts>(name);
  const Day first = facts.due + grace;
  const Day from = first + static_cast<int>(below(static_cast<std::uint64_t>(day_ - first)));
  const Day to = from + 1 + static_cast<int>(below(20));
  const auto amount = late_fee_amount(state(), name, from, to);
  if (!amount || !amount->is_positive()) return std::nullopt;
  return LatefeeCharged{fresh("fee"), name, from, to, *amount};
}

RandomCourse::Made RandomCourse::write_off() {
  const auto name = any_lot<InvoiceFacts>(
      [](const Lot&, const InvoiceFacts& facts) { return !facts.host_seller; });
  if (name.empty()) return std::nullopt;
  return ClaimWrittenoff{name, Money(part_of(100'000), currency("EUR")), "council", {}};
}

RandomCourse::Made RandomCourse::offset() {
  const auto lot = [&](bool host) {
    return any_lot<InvoiceFacts>([&](const Lot&, const InvoiceFacts& facts) {
      return facts.host_seller == host && (facts.due <= day_ || one_in(8));
    });
  };
  const auto owed = lot(true);
  const auto due = lot(false);
  if (owed.empty() || due.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<InvoiceFacts>(owed);
  return ClaimsOffset{fresh("offset"), owed, due,
                      Money(part_of(facts.amount / 3 + 1), currency("EUR"))};
}

}  // namespace setoff::test
