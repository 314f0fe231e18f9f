#include "ledger/audit/invoice_laws.h"

#include <algorithm>
#include <utility>

namespace setoff {
namespace {

// Finds what an entry brought, in a list sorted by sequence; nullptr if nothing.
template <class Act>
Act* find_of(std::deque<Act>& all, Sequence sequence) {
  const auto found = std::ranges::lower_bound(all, sequence, {}, &Act::sequence);
  return found == all.end() || found->sequence != sequence ? nullptr : &*found;
}

}  // namespace

void InvoiceLaws::check_entry(Sequence sequence, const Event& event,
                              std::span<const PostedLeg> legs, std::vector<LawBreach>& breaches) {
  legs_ = legs;
  own_.clear();
  gives_back_ = false;
  breaches_ = &breaches;
  std::visit([&](const auto& data) { on_event(sequence, data); }, event.data);
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
    if ((leg.kind == AccountKind::claim || leg.kind == AccountKind::disputed) &&
        leg.posting.lot == invoice && !leg.posting.value_date)
      sum += leg.posting.amount;
  return sum;
}

// Applies what the postings take off claims or put back: as written off for a write-off or its
// reversal, else as paid, also by an advance. Openings, invoices and notes account for their own
// part.
void InvoiceLaws::settle(const Event& event) {
  if (std::holds_alternative<AgreementAdopted>(event.data)) return;
  const bool given_up = std::holds_alternative<ClaimWrittenoff>(event.data);
  for (const auto& leg : legs_) {
    if (leg.kind != AccountKind::claim || (leg.posting.lot == own_ && !leg.posting.value_date))
      continue;
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
  const auto made_up =
      Int128{line.made_up.at(invoice.to - 1)} - Int128{line.made_up.at(invoice.from - 1)};
  if (invoice.quantity - invoice.quantity_credited + made_up > delivered)
    breach("'" + name + "' bills more than was delivered in its days");
}

void InvoiceLaws::reverse(Delivered& delivered) {
  auto& line = line_of(delivered.line);
  line.begun.add(delivered.from, -delivered.quantity);
  line.ended.add(delivered.to, -delivered.quantity);
  delivered.quantity = 0;
  auto other = line.invoices.lower_bound(delivered.to);
  while (other != line.invoices.begin()) {
    --other;
    if (invoices_.find(other->second)->second.to <= delivered.from) break;
    check_delivered(other->second);
  }
}

void InvoiceLaws::reverse(const ClaimAct& done) {
  if (done.act != Act::late_fee && done.act != Act::make_up) own_ = done.lot;
  const auto found = invoices_.find(done.lot);
  if (found == invoices_.end()) return;
  switch (done.act) {
    case Act::issue:
      return reverse_issue(found, done);
    case Act::credit:
      return reverse_credit(done);
    case Act::write_off:
      found->second.lost -= done.amount;
      return open_again(done.lot, done.amount);
    case Act::late_fee:
      found->second.fees -= done.amount;
      return;
    case Act::make_up:
      found->second.made_up -= done.amount;
      line_of(found->second.line).made_up.add(done.to - 1, -narrow(done.quantity).value());
  }
}

void InvoiceLaws::reverse_issue(TextMap<Invoice>::iterator issued, const ClaimAct& done) {
  const auto& [name, invoice] = *issued;
  if (const auto billed_by = invoices_.find(done.adds_to); billed_by != invoices_.end())
    billed_by->second.quantity -= done.quantity;
  if (invoice.fees > 0) breach("'" + name + "' is reversed and bears a late fee");
  auto& billed = line_of(invoice.line).invoices;
  const auto own = billed.find(invoice.from);
  if (own != billed.end() && own->second == name) billed.erase(own);
  invoices_.erase(issued);
}

void InvoiceLaws::reverse_credit(const ClaimAct& done) {
  auto& invoice = invoices_.find(done.lot)->second;
  auto opened = done.amount - done.refunded;
  for (const auto& leg : legs_)
    if (leg.kind == AccountKind::writeoff) {
      invoice.lost += leg.posting.amount;
      opened -= leg.posting.amount;
    }
  invoice.credited -= done.amount;
  invoice.refunded -= done.refunded;
  invoice.quantity_credited -= done.quantity;
  open_again(done.lot, opened);
}

// What advances settle at once on a reopened claim counts as settled.
void InvoiceLaws::open_again(const std::string& name, Int128 opened) {
  auto& invoice = invoices_.find(name)->second;
  const auto met = opened - claimed(name);
  invoice.settled += met;
  invoice.received += met;
  check(name);
}

void InvoiceLaws::on_event(Sequence, const AgreementAdopted& data) {
  for (const auto& opening : data.openings) {
    if (opening.kind != OpeningKind::claim) continue;
    Invoice invoice;
    invoice.amount = opening.amount.minor();
    invoice.line = opening.line;
    invoices_.try_emplace(opening.lot, invoice);
  }
}

void InvoiceLaws::on_event(Sequence sequence, const DeliveryMetered& data) {
  auto& line = line_of(data.line);
  line.begun.add(data.from, data.quantity.minor());
  line.ended.add(data.to, data.quantity.minor());
  delivered_.push_back({sequence, data.quantity.minor(), data.line, data.from, data.to});
}

void InvoiceLaws::on_event(Sequence sequence, const InvoiceIssued& data) {
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
  acts_.push_back({.sequence = sequence, .lot = data.invoice, .adds_to = {}});
}

void InvoiceLaws::on_event(Sequence sequence, const CreditnoteIssued& data) {
  const auto found = invoices_.find(data.invoice);
  if (found == invoices_.end()) return breach("a credit note on no invoice");
  auto& invoice = found->second;
  ClaimAct done{.sequence = sequence,
                .act = Act::credit,
                .lot = data.invoice,
                .adds_to = {},
                .amount = data.amount.minor()};
  own_ = data.invoice;
  done.refunded = done.amount + claimed(data.invoice);
  for (const auto& leg : legs_)
    if (leg.kind == AccountKind::writeoff) {
      invoice.lost += leg.posting.amount;
      done.refunded += leg.posting.amount;
    }
  if (data.quantity) done.quantity = data.quantity->minor();
  invoice.credited += done.amount;
  invoice.refunded += done.refunded;
  invoice.quantity_credited += done.quantity;
  gives_back_ = done.refunded > 0;
  check(data.invoice);
  acts_.push_back(std::move(done));
}

// A debit note is a claim of its own; it may bill more of what its invoice's days delivered.
void InvoiceLaws::on_event(Sequence sequence, const DebitnoteIssued& data) {
  const auto found = invoices_.find(data.invoice);
  if (found == invoices_.end()) return breach("a debit note on no invoice");
  ClaimAct done{.sequence = sequence, .lot = data.debitnote, .adds_to = data.invoice};
  if (data.quantity) {
    done.quantity = data.quantity->minor();
    found->second.quantity += done.quantity;
    check_delivered(data.invoice);
  }
  Invoice note;
  note.amount = data.amount.minor();
  own_ = data.debitnote;
  note.settled = note.received = note.amount - claimed(data.debitnote);
  note.line = found->second.line;
  invoices_.insert_or_assign(data.debitnote, note);
  check(data.debitnote);
  acts_.push_back(std::move(done));
}

void InvoiceLaws::on_event(Sequence sequence, const ClaimWrittenoff& data) {
  acts_.push_back({.sequence = sequence,
                   .act = Act::write_off,
                   .lot = data.lot,
                   .adds_to = {},
                   .amount = -claimed(data.lot)});
}

// A dispute moves a part of the claim aside. What comes back may meet an advance at once.
void InvoiceLaws::on_event(Sequence, const DisputeRaised& data) {
  own_ = data.lot;
}

void InvoiceLaws::on_event(Sequence, const DisputeResolved& data) {
  const auto found = invoices_.find(data.lot);
  if (found == invoices_.end()) return breach("a dispute of no invoice");
  own_ = data.lot;
  found->second.settled -= claimed(data.lot);
  found->second.received -= claimed(data.lot);
  check(data.lot);
}

void InvoiceLaws::on_event(Sequence sequence, const LatefeeCharged& data) {
  const auto found = invoices_.find(data.invoice);
  if (found == invoices_.end()) return breach("a late fee on no invoice");
  found->second.fees += data.amount.minor();
  acts_.push_back({.sequence = sequence,
                   .act = Act::late_fee,
                   .lot = data.invoice,
                   .adds_to = {},
                   .amount = data.amount.minor()});
}

// A claim that bills no delivery.
void InvoiceLaws::issue_claim(Sequence sequence, const std::string& name, Invoice claim) {
  own_ = name;
  claim.settled = claim.received = claim.amount - claimed(name);
  invoices_.insert_or_assign(name, claim);
  check(name);
  acts_.push_back({.sequence = sequence, .lot = name, .adds_to = {}});
}

void InvoiceLaws::on_event(Sequence sequence, const ShortfallClaimed& data) {
  Invoice claim;
  claim.amount = data.amount.minor();
  if (data.makeup_until)
    for (const auto& slice : data.slices)
      claim.quantity += slice.quantity.minor();
  claim.line = data.line;
  issue_claim(sequence, data.shortfall, claim);
}

void InvoiceLaws::on_event(Sequence sequence, const BreachClaimed& data) {
  Invoice claim;
  claim.amount = data.amount.minor();
  claim.line = data.line;
  issue_claim(sequence, data.breach, claim);
}

// Only what is paid can be made up. A payment that is returned later does not undo it.
void InvoiceLaws::on_event(Sequence sequence, const MakeupTaken& data) {
  const auto found = invoices_.find(data.shortfall);
  if (found == invoices_.end()) return breach("make-up of no shortfall");
  auto& claim = found->second;
  claim.made_up += data.amount.minor();
  if (claim.made_up > claim.settled - claim.refunded)
    breach("more of '" + data.shortfall + "' is made up than was paid");
  acts_.push_back({.sequence = sequence,
                   .act = Act::make_up,
                   .lot = data.shortfall,
                   .adds_to = {},
                   .quantity = data.quantity.minor(),
                   .amount = data.amount.minor(),
                   .to = data.to});
  line_of(claim.line).made_up.add(data.to - 1, data.quantity.minor());
}

void InvoiceLaws::on_event(Sequence, const EntryReversed& data) {
  if (auto* const delivered = find_of(delivered_, data.sequence)) return reverse(*delivered);
  auto* const done = find_of(acts_, data.sequence);
  if (done != nullptr && !std::exchange(done->reversed, true)) reverse(*done);
}

}  // namespace setoff
