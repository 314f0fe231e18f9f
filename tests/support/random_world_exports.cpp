#include "ledger/arithmetic/shares.h"
#include "ledger/rules/amounts.h"
#include "ledger/rules/invoices.h"
#include "tests/support/random_world_lots.h"

namespace setoff::tests {

RandomWorld::Made RandomWorld::deliver() {
  const auto& line = any_line();
  const std::string meter = one_in(8) ? "spare" : "border";
  // Consecutive periods per meter, starting half a year before the world begins.
  const auto [metered_to, first] =
      metered_to_.try_emplace(line.line + "/" + meter, kWorldBegins - 180);
  const Day from = metered_to->second - (one_in(20) ? 5 : 0);
  const Day to = from + between(1, 31);
  metered_to->second = to;
  return DeliveryMetered{
      fresh("delivery"),
      line.line,
      meter,
      from,
      to,
      Quantity(draws_.up_to(std::min(terms_.size, std::int64_t{1} << 50)), line.unit)};
}

Slice RandomWorld::draw_slice(std::int64_t quantity, Unit in) {
  Slice slice;
  slice.quantity = Quantity(quantity, in);
  const auto priced_in = one_in(3) ? book() : currency("USD");
  const Decimal price(1 + static_cast<std::int64_t>(below(one_in(2) ? 100 : 1'000'000)),
                      -between(0, 4));
  if (in.code() == "m3" && !one_in(4)) {
    slice.heat = rate("0.0366 MMBtu/m3");
    slice.price = {price, priced_in, unit("MMBtu")};
  } else {
    slice.price = {price, priced_in, in};
  }
  return slice;
}

RandomWorld::Made RandomWorld::bill() {
  std::vector<const Delivered*> waiting;
  for (const auto& delivered : delivered_)
    if (delivered.invoice.empty() || one_in(30)) waiting.push_back(&delivered);
  if (waiting.empty()) return std::nullopt;
  const auto& chosen = *any_of(waiting);
  const auto& line = *state().agreement.find_line(chosen.line);
  InvoiceIssued data;
  data.invoice = fresh("invoice");
  data.line = line.line;
  data.from = chosen.from;
  data.to = chosen.to;
  if (one_in(20)) data.to = data.from + between(1, 60);
  auto left = one_in(6) ? part_of(chosen.quantity) : chosen.quantity;
  for (auto more = below(3); more > 0 && left > 1; --more) {
    const auto part = draws_.up_to(left - 1);
    data.slices.push_back(draw_slice(part, line.unit));
    left -= part;
  }
  data.slices.push_back(draw_slice(left, line.unit));
  data.due = day_ + between(0, 60);
  const auto amount = invoice_amount(state(), data.slices, day_);
  if (!amount || !amount->is_positive()) return std::nullopt;
  data.amount = one_in(40) ? Money(amount->minor() / 2 + 1, book()) : *amount;
  return data;
}

RandomWorld::Made RandomWorld::bill_host() {
  InvoiceIssued data;
  data.invoice = fresh("host");
  data.line = any_line().line;
  data.from = day_ - 30;
  data.to = day_;
  data.slices = {draw_slice(draws_.up_to(std::min(terms_.size, std::int64_t{1} << 50)), unit("t"))};
  data.due = day_ + between(0, 60);
  data.seller = one_in(3) ? "pharma" : "grain-house";
  data.good = one_in(3) ? "serum" : "wheat";
  const auto amount = invoice_amount(state(), data.slices, day_);
  if (!amount) return std::nullopt;
  data.amount = *amount;
  return data;
}

RandomWorld::Made RandomWorld::credit_note() {
  const auto name = any_lot<InvoiceFacts>(
      [&](const Lot&, const InvoiceFacts& facts) { return !facts.host_seller || one_in(20); });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<InvoiceFacts>(name);
  CreditnoteIssued data;
  data.creditnote = fresh("note");
  data.invoice = name;
  const auto open = open_of(name, AccountKind::claim);
  const auto left = facts.amount - facts.credited;
  data.amount = Money(part_of(one_in(2) && open > 0 ? open : one_in(2) ? left : left / 4), book());
  for (const auto& delivered : delivered_)
    if (delivered.invoice == name && one_in(2))
      data.quantity =
          Quantity(part_of(delivered.quantity), state().agreement.find_line(facts.line)->unit);
  return data;
}

RandomWorld::Made RandomWorld::debit_note() {
  const auto name = any_lot<InvoiceFacts>(
      [&](const Lot&, const InvoiceFacts& facts) { return !facts.host_seller || one_in(20); });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<InvoiceFacts>(name);
  DebitnoteIssued data{fresh("debit"), name, Money(part_of(facts.amount / 4), book()), {},
                       day_,           {}};
  data.due = day_ + between(0, 40);
  if (one_in(2))
    data.quantity =
        Quantity(part_of(terms_.size / 100), state().agreement.find_line(facts.line)->unit);
  return data;
}

RandomWorld::Made RandomWorld::pay_instructed(PaymentReceived data) {
  data.allocation = Allocation::instructed;
  const auto lot = any_claim(false);
  if (lot.empty()) return std::nullopt;
  const auto open = open_of(lot, AccountKind::claim);
  data.line = std::string(state().lots.find_as<InvoiceFacts>(lot)->line);
  data.instructed = {{lot, Money(part_of(one_in(2) ? open : open / 3), book())}};
  const auto account = state().agreement.find_account(data.account);
  const auto needed = worth(data.instructed.front().amount.minor(), account->currency);
  data.amount = Money(one_in(2) ? needed : needed / 100 * 101 + 2, account->currency);
  return data;
}

// The open amount or a part of it, a minor unit more or less, or an advance.
RandomWorld::Made RandomWorld::pay() {
  const auto* account = any_account(static_cast<AccountUse>(below(8) < 6 ? 0 : below(3)));
  if (account == nullptr) return std::nullopt;
  PaymentReceived data;
  data.payment = fresh("payment");
  data.account = account->account;
  const auto& line = any_line();
  data.payer = line.buyer;
  if (!one_in(4)) data.line = line.line;
  if (one_in(6)) return pay_instructed(data);
  if (one_in(8)) data.allocation = static_cast<Allocation>(below(3));
  Int128 sum = 0;
  for (const auto& other : state().agreement.lines)
    if (!data.line || other.line == *data.line)
      for (const auto kind : {AccountKind::claim, AccountKind::penalty})
        sum += balance_on(state(), {kind, other.buyer, other.line}, book(), day_);
  const auto open = narrow(sum).value_or(terms_.size);
  auto amount = open > 0 && !one_in(4) ? worth(open, account->currency) : draws_.up_to(terms_.size);
  if (one_in(3)) amount = part_of(amount);
  if (one_in(4) && amount < terms_.size) amount += between(-1, 2);
  data.amount = Money(std::max<std::int64_t>(1, amount), account->currency);
  return data;
}

// All of a payment or a part; often one that settled something.
RandomWorld::Made RandomWorld::return_payment() {
  const auto name = any_lot<PaymentFacts>([&](const Lot&, const PaymentFacts& facts) {
    return (facts.since <= day_ && facts.returned < facts.amount) || one_in(20);
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<PaymentFacts>(name);
  const auto& account = *state().agreement.find_account(facts.account);
  return PaymentReturned{
      name, Money(part_of(facts.amount - facts.returned), account.currency), {"no such account"}};
}

RandomWorld::Made RandomWorld::apply_advance() {
  const auto& line = any_line();
  const auto open_in = [&](AccountKind kind) {
    std::vector<std::pair<std::string, std::int64_t>> found;
    const auto id = state().chart.find({kind, line.buyer, line.line});
    state().balances.each_lot_on(id, day_, [&](const LotBalance& cell) {
      const auto open = cell.series.at(day_);
      if (open != 0) found.emplace_back(state().lots[cell.lot].name, open < 0 ? -open : open);
    });
    return found;
  };
  const auto advances = open_in(AccountKind::advance);
  const auto claims = open_in(one_in(4) ? AccountKind::penalty : AccountKind::claim);
  if (advances.empty() || claims.empty()) return std::nullopt;
  const auto& advance = any_of(advances);
  const auto& claim = any_of(claims);
  const auto most = std::min(advance.second, claim.second);
  return AdvanceApplied{advance.first, claim.first, Money(part_of(most), book())};
}

RandomWorld::Made RandomWorld::charge_late_fee() {
  const auto grace = rules().grace_days;
  const auto name = any_lot<InvoiceFacts>([&](const Lot&, const InvoiceFacts& facts) {
    return (!facts.host_seller && facts.due + grace + 1 < day_) || one_in(40);
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<InvoiceFacts>(name);
  const Day first = facts.due + grace;
  const int days = std::max(1, day_ - first);
  const Day from = one_in(3) ? first : first + between(0, days - 1);
  const Day to = from + between(1, 40);
  const auto amount = late_fee_amount(state(), name, from, to);
  if (!amount || !amount->is_positive()) return std::nullopt;
  return LatefeeCharged{fresh("fee"), name, from, to, *amount};
}

RandomWorld::Made RandomWorld::write_off() {
  const auto name = any_claim(one_in(20));
  if (name.empty()) return std::nullopt;
  const auto open = open_of(name, AccountKind::claim) + open_of(name, AccountKind::penalty) / 2;
  return ClaimWrittenoff{name, Money(part_of(one_in(2) ? open : open / 5), book()), "council", {}};
}

RandomWorld::Made RandomWorld::raise_dispute() {
  const auto name = any_claim(one_in(20));
  if (name.empty()) return std::nullopt;
  const auto open = open_of(name, AccountKind::claim);
  return DisputeRaised{name, Money(part_of(one_in(2) ? open : open / 3), book()), {"meter"}};
}

RandomWorld::Made RandomWorld::resolve_dispute() {
  const auto name = any_lot<InvoiceFacts>([&](const Lot& lot, const InvoiceFacts&) {
    return open_of(lot.name, AccountKind::disputed) > 0 || one_in(60);
  });
  if (name.empty()) return std::nullopt;
  return DisputeResolved{
      name, Money(part_of(open_of(name, AccountKind::disputed)), book()), {"agreed"}};
}

RandomWorld::Made RandomWorld::claim_shortfall() {
  const auto& line = any_line();
  ShortfallClaimed data;
  data.shortfall = fresh("shortfall");
  data.line = line.line;
  data.to = day_ - between(0, 40) + (one_in(20) ? 41 : 0);
  data.from = data.to - between(1, 90);
  const auto missing = draws_.up_to(std::min(terms_.size, std::int64_t{1} << 50));
  data.slices = {draw_slice(missing, line.unit)};
  const auto excused = one_in(2) ? draws_.up_to(std::min(terms_.size, std::int64_t{1} << 50)) : 0;
  if (excused > 0) data.excused = Quantity(excused, line.unit);
  const auto taken = delivered_in(state(), line.line, data.from, data.to);
  data.floor = Quantity(taken + excused + missing + (one_in(20) ? 1 : 0), line.unit);
  data.due = day_ + between(0, 60);
  if (!one_in(3)) data.makeup_until = day_ + between(0, 120);
  const auto amount = invoice_amount(state(), data.slices, day_);
  if (!amount || !amount->is_positive()) return std::nullopt;
  data.amount = one_in(40) ? Money(amount->minor() / 2 + 1, book()) : *amount;
  return data;
}

RandomWorld::Made RandomWorld::claim_breach() {
  return BreachClaimed{fresh("breach"),
                       any_line().line,
                       Money(draws_.up_to(terms_.size), book()),
                       day_ + between(0, 60),
                       {"late opening"}};
}

// One that can be made up; occasionally any claim.
std::string RandomWorld::any_shortfall() {
  return any_lot<InvoiceFacts>([&](const Lot&, const InvoiceFacts& facts) {
    return facts.makeup_until.has_value() || one_in(60);
  });
}

RandomWorld::Made RandomWorld::take_makeup() {
  const auto name = any_shortfall();
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<InvoiceFacts>(name);
  const bool wrong = one_in(8);  // billed, of the shortfall's own days, or too late
  std::vector<const Delivered*> waiting;
  for (const auto& delivered : delivered_)
    if (same_text(delivered.line, facts.line) &&
        (wrong || (delivered.invoice.empty() && delivered.from >= facts.to &&
                   delivered.to <= facts.makeup_until.value_or(kLastDay - 1) + 1)))
      waiting.push_back(&delivered);
  if (waiting.empty()) return std::nullopt;
  const auto& chosen = *any_of(waiting);
  const auto owed = open_of(name, AccountKind::q_makeup);
  const auto deferred = open_of(name, AccountKind::deferred);
  const auto paid = deferred - std::min(deferred, open_of(name, AccountKind::claim));
  if (!wrong && (paid <= 0 || owed <= 0)) return std::nullopt;
  const auto quantity = part_of(std::min({owed, chosen.quantity, wrong ? owed : owed / 2 + 1}));
  const auto amount = owed <= 0 ? std::optional<std::int64_t>(1)
                                : share_of(deferred, quantity, owed, rules().rounding);
  return MakeupTaken{name, chosen.from, chosen.to,
                     Quantity(quantity, state().agreement.find_line(facts.line)->unit),
                     Money(amount && *amount > 0 ? *amount : 1, book())};
}

RandomWorld::Made RandomWorld::let_makeup_lapse() {
  const auto name = any_shortfall();
  if (name.empty()) return std::nullopt;
  return MakeupLapsed{name};
}

RandomWorld::Made RandomWorld::offset() {
  const auto owed = any_claim(true);
  const auto due = any_claim(false);
  if (owed.empty() || due.empty()) return std::nullopt;
  const auto smaller =
      std::min(open_of(owed, AccountKind::payable), open_of(due, AccountKind::claim));
  return ClaimsOffset{fresh("offset"), owed, due, Money(part_of(smaller), book())};
}

}  // namespace setoff::tests
