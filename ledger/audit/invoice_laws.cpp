#include "ledger/audit/invoice_laws.h"

#include <algorithm>
#include <utility>

namespace setoff {
namespace {

std::int64_t minor_of(Int128 amount) {
  return static_cast<std::int64_t>(amount);
}

}  // namespace

void InvoiceLaws::take(Sequence sequence, const Event& event, std::span<const PostedLeg> legs,
                       std::vector<LawBreach>& breaches) {
  legs_ = legs;
  own_.clear();
  gives_back_ = false;
  breaches_ = &breaches;
  std::visit([&](const auto& data) { note(sequence, data); }, event.data);
  settle(event);
  if (!gives_back_) return;
  const auto& invoice = invoices_.find(own_)->second;
  if (invoice.refunded > invoice.received)
    breach("more is given back on '" + own_ + "' than was paid");
}

InvoiceLaws::OfLine& InvoiceLaws::line_of(std::string_view line) {
  const auto found = lines_.find(line);
  return found != lines_.end() ? found->second
                               : lines_.try_emplace(std::string(line)).first->second;
}

Int128 InvoiceLaws::claimed(std::string_view invoice) const {
  Int128 sum = 0;
  for (const auto& leg : legs_)
    if (leg.kind == Kind::claim && leg.posting.lot == invoice && !leg.posting.on)
      sum += leg.posting.amount;
  return sum;
}

// What the postings take off claims, or put back: given up by a write-off or its reversal; else
// paid, also by an advance that meets it. Openings, invoices and notes have said their own part.
void InvoiceLaws::settle(const Event& event) {
  if (std::holds_alternative<AgreementAdopted>(event.data)) return;
  const bool given_up = std::holds_alternative<ClaimWrittenoff>(event.data);
  for (const auto& leg : legs_) {
    if (leg.kind != Kind::claim || (leg.posting.lot == own_ && !leg.posting.on)) continue;
    const auto found = invoices_.find(leg.posting.lot);
    if (found == invoices_.end()) continue;
    (given_up ? found->second.lost : found->second.settled) -= leg.posting.amount;
    if (!given_up && leg.posting.amount < 0) found->second.received -= leg.posting.amount;
    check(found->first);
  }
}

void InvoiceLaws::check(const std::string& name) {
  const auto& invoice = invoices_.find(name)->second;
  if (invoice.credited > invoice.amount) breach("more is credited on '" + name + "' than it bills");
  if (invoice.quantity_credited > invoice.quantity)
    breach("a larger quantity is credited on '" + name + "' than it bills");
  if (invoice.lost < 0) breach("less than nothing of '" + name + "' is written off");
  if (invoice.settled + invoice.lost + invoice.credited - invoice.refunded > invoice.amount)
    breach("'" + name + "' is settled beyond its amount");
}

void InvoiceLaws::check_span(const std::string& name, const Invoice& invoice) {
  const auto& others = line_of(invoice.line).invoices;
  auto other = others.lower_bound(invoice.to);
  if (other == others.begin()) return;
  --other;
  if (invoices_.find(other->second)->second.to > invoice.from)
    breach("'" + name + "' bills days that '" + other->second + "' bills already");
}

void InvoiceLaws::check_delivered(const std::string& name) {
  const auto& invoice = invoices_.find(name)->second;
  const auto& line = line_of(invoice.line);
  const auto delivered =
      Int128{line.begun.at(invoice.to - 1)} - Int128{line.ended.at(invoice.from)};
  if (invoice.quantity - invoice.quantity_credited > delivered)
    breach("'" + name + "' bills more than was delivered in its days");
}

void InvoiceLaws::reverse(const Brought& brought) {
  if (brought.invoice.empty()) {
    auto& line = line_of(brought.line);
    line.begun.add(brought.from, -minor_of(brought.quantity));
    line.ended.add(brought.to, -minor_of(brought.quantity));
    auto other = line.invoices.lower_bound(brought.to);
    while (other != line.invoices.begin()) {
      --other;
      if (invoices_.find(other->second)->second.to <= brought.from) break;
      check_delivered(other->second);
    }
    return;
  }
  const auto found = invoices_.find(brought.invoice);
  if (found == invoices_.end()) return;
  if (const auto billed_by = invoices_.find(brought.adds_to); billed_by != invoices_.end())
    billed_by->second.quantity -= brought.quantity;
  if (brought.fee > 0) {
    found->second.fees -= brought.fee;
    return;
  }
  if (brought.written_off) {
    found->second.lost -= *brought.written_off;
    return open_again(brought.invoice, *brought.written_off);
  }
  if (brought.issues) {
    if (found->second.fees > 0)
      breach("'" + brought.invoice + "' is reversed and bears a late fee");
    auto& billed = line_of(brought.line).invoices;
    const auto own = billed.find(brought.from);
    if (own != billed.end() && own->second == brought.invoice) billed.erase(own);
    invoices_.erase(found);
    return;
  }
  auto& invoice = found->second;
  auto opened = brought.amount - brought.refunded;
  for (const auto& leg : legs_)
    if (leg.kind == Kind::writeoff) {
      invoice.lost += leg.posting.amount;
      opened -= leg.posting.amount;
    }
  invoice.credited -= brought.amount;
  invoice.refunded -= brought.refunded;
  invoice.quantity_credited -= brought.quantity;
  open_again(brought.invoice, opened);
}

// What advances take at once of a claim that stands open again is settled.
void InvoiceLaws::open_again(const std::string& name, Int128 opened) {
  auto& invoice = invoices_.find(name)->second;
  const auto met = opened - claimed(name);
  invoice.settled += met;
  invoice.received += met;
  check(name);
}

void InvoiceLaws::note(Sequence, const AgreementAdopted& data) {
  for (const auto& opening : data.openings) {
    if (opening.kind != OpeningKind::claim) continue;
    Invoice invoice;
    invoice.amount = opening.amount.minor();
    invoice.line = opening.line;
    invoices_.try_emplace(opening.lot, invoice);
  }
}

void InvoiceLaws::note(Sequence sequence, const DeliveryMetered& data) {
  auto& line = line_of(data.line);
  line.begun.add(data.from, data.quantity.minor());
  line.ended.add(data.to, data.quantity.minor());
  brought_.push_back(
      {sequence, {}, data.line, data.from, data.to, data.quantity.minor(), 0, 0, false});
}

void InvoiceLaws::note(Sequence sequence, const InvoiceIssued& data) {
  if (data.seller) return;
  Invoice invoice;
  invoice.amount = data.amount.minor();
  own_ = data.invoice;
  invoice.settled = invoice.received = invoice.amount - claimed(data.invoice);
  for (const auto& slice : data.slices)
    invoice.quantity += slice.quantity.minor();
  invoice.line = data.line;
  invoice.from = data.from;
  invoice.to = data.to;
  invoices_.insert_or_assign(data.invoice, invoice);
  check_span(data.invoice, invoice);
  line_of(data.line).invoices.insert_or_assign(data.from, data.invoice);
  check_delivered(data.invoice);
  check(data.invoice);
  brought_.push_back({sequence, data.invoice, data.line, data.from, data.to, 0, 0, 0, true});
}

void InvoiceLaws::note(Sequence sequence, const CreditnoteIssued& data) {
  const auto found = invoices_.find(data.invoice);
  if (found == invoices_.end()) return breach("a credit note on no invoice");
  auto& invoice = found->second;
  Brought brought{sequence, data.invoice, {}, {}, {}, 0, data.amount.minor(), 0, false};
  own_ = data.invoice;
  brought.refunded = brought.amount + claimed(data.invoice);
  for (const auto& leg : legs_)
    if (leg.kind == Kind::writeoff) {
      invoice.lost += leg.posting.amount;
      brought.refunded += leg.posting.amount;
    }
  if (data.quantity) brought.quantity = data.quantity->minor();
  invoice.credited += brought.amount;
  invoice.refunded += brought.refunded;
  invoice.quantity_credited += brought.quantity;
  gives_back_ = brought.refunded > 0;
  check(data.invoice);
  brought_.push_back(std::move(brought));
}

// A claim of its own, which may bill more of what its invoice's days delivered.
void InvoiceLaws::note(Sequence sequence, const DebitnoteIssued& data) {
  const auto found = invoices_.find(data.invoice);
  if (found == invoices_.end()) return breach("a debit note on no invoice");
  Brought brought{sequence, data.debitnote, std::string(found->second.line.view()), {}, {}, 0, 0, 0,
                  true,     data.invoice};
  if (data.quantity) {
    brought.quantity = data.quantity->minor();
    found->second.quantity += brought.quantity;
    check_delivered(data.invoice);
  }
  Invoice note;
  note.amount = data.amount.minor();
  own_ = data.debitnote;
  note.settled = note.received = note.amount - claimed(data.debitnote);
  note.line = found->second.line;
  invoices_.insert_or_assign(data.debitnote, note);
  check(data.debitnote);
  brought_.push_back(std::move(brought));
}

void InvoiceLaws::note(Sequence sequence, const ClaimWrittenoff& data) {
  Brought brought;
  brought.sequence = sequence;
  brought.invoice = data.lot;
  brought.written_off = -claimed(data.lot);
  brought_.push_back(std::move(brought));
}

void InvoiceLaws::note(Sequence sequence, const LatefeeCharged& data) {
  const auto found = invoices_.find(data.invoice);
  if (found == invoices_.end()) return breach("a late fee on no invoice");
  Brought brought;
  brought.sequence = sequence;
  brought.invoice = data.invoice;
  brought.fee = data.amount.minor();
  found->second.fees += brought.fee;
  brought_.push_back(std::move(brought));
}

void InvoiceLaws::note(Sequence, const EntryReversed& data) {
  const auto found = std::ranges::lower_bound(brought_, data.sequence, {}, &Brought::sequence);
  if (found == brought_.end() || found->sequence != data.sequence) return;
  if (std::exchange(found->taken_back, true)) return;
  if (found->fee == 0) own_ = found->invoice;
  reverse(*found);
}

}  // namespace setoff
