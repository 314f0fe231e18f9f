#include "ledger/query/trace_basis.h"

#include <algorithm>

#include "ledger/event/codec.h"
#include "ledger/rules/describe.h"

namespace setoff {
namespace {

TraceEntry facts_of_entry(const Entry& entry) {
  return {entry.event.type(),
          entry.event.value_date,
          entry.event.key.id,
          describe(entry.event),
          {},
          {}};
}

std::pair<Commodity, Commodity> pair_of(Commodity a, Commodity b) {
  return {std::min(a, b), std::max(a, b)};
}

}  // namespace

Status TraceBasis::read(const JournalPort& journal) {
  do {
    SETOFF_TRY_STATUS(read_once(journal));
  } while (grew_);
  return describe_basis(journal);
}

Status TraceBasis::read_once(const JournalPort& journal) {
  grew_ = false;
  basis_count_ = 0;
  entries_.clear();
  named_.clear();
  accounts_.clear();
  windows_ = {};
  window_entries_.clear();
  rates_.clear();
  return journal.each_group(0, [&](const EntryGroup& group) -> Status {
    for (std::size_t i = 0; i < group.size(); ++i) {
      SETOFF_TRY(entry, decode_entry(group.at(i)));
      if (!entry.refusal) SETOFF_TRY_STATUS(add_entry(entry));
    }
    return Ok{};
  });
}

Status TraceBasis::describe_basis(const JournalPort& journal) {
  std::set<Sequence> untold;
  for (const auto& [sequence, entry] : entries_)
    for (const auto earlier : entry.basis)
      if (!entries_.contains(earlier)) untold.insert(earlier);
  for (const auto sequence : untold) {
    SETOFF_TRY(entry, read_entry(journal, sequence));
    entries_.emplace(sequence, facts_of_entry(entry));
  }
  return Ok{};
}

Status TraceBasis::add_entry(const Entry& entry) {
  learn(entry);
  if (!wanted_.contains(entry.sequence)) return Ok{};
  auto facts = facts_of_entry(entry);
  facts.basis = basis_of(entry);
  basis_count_ += facts.basis.size();
  if (basis_count_ > basis_max_)
    return Error(Code::too_large, "the entries of the trace stand on more than " +
                                      std::to_string(basis_max_) + " others");
  entries_.insert_or_assign(entry.sequence, std::move(facts));
  return Ok{};
}

void TraceBasis::add_to(const std::string& name, const Entry& entry) {
  if (!names_.contains(name)) return;
  named_[name].entries.push_back(entry.sequence);
}

void TraceBasis::learn(const Entry& entry) {
  const auto& data = entry.event.data;
  if (const auto* terms = std::get_if<AgreementAdopted>(&data)) {
    book_ = terms->agreement.book;
    pivot_ = terms->agreement.rules.pivot;
    for (const auto& account : terms->agreement.accounts)
      accounts_.insert_or_assign(account.account, account);
  } else if (const auto* change = std::get_if<AgreementAmended>(&data)) {
    for (const auto& account : change->accounts)
      accounts_.insert_or_assign(account.account, account);
    if (change->rules) pivot_ = change->rules->pivot;
  } else if (const auto* opened = std::get_if<WindowOpened>(&data)) {
    windows_.open(*opened);
    window_entries_.insert_or_assign(opened->window, entry.sequence);
  } else if (const auto* closed = std::get_if<WindowClosed>(&data)) {
    windows_.close(closed->window, closed->from);
  } else if (const auto* rate = std::get_if<RateFixed>(&data)) {
    rates_[pair_of(rate->value.numerator, rate->value.denominator)].insert_or_assign(
        rate->date, entry.sequence);
  } else if (const auto* asked = std::get_if<ReleaseRequested>(&data)) {
    add_to(asked->release, entry);
    if (!names_.contains(asked->release)) return;
    auto& release = named_[asked->release];
    release.account = asked->account;
    release.line = asked->line;
    release.purpose = asked->purpose;
  } else if (const auto* approved = std::get_if<ReleaseApproved>(&data)) {
    add_to(approved->release, entry);
  } else if (const auto* placed = std::get_if<OrderPlaced>(&data)) {
    add_to(placed->order, entry);
  } else if (const auto* shipped = std::get_if<GoodsShipped>(&data)) {
    add_to(shipped->order, entry);
  } else if (const auto* papers = std::get_if<DocumentsPresented>(&data)) {
    add_to(papers->credit, entry);
  } else if (const auto* issued = std::get_if<CreditIssued>(&data)) {
    add_to(issued->credit, entry);
    if (!names_.contains(issued->credit)) return;
    auto& credit = named_[issued->credit];
    credit.release = issued->release;
    credit.order = issued->order;
    credit.account = issued->account;
    credit.since = entry.event.value_date;
  }
}

void TraceBasis::need(const std::string& name) {
  if (!name.empty() && names_.insert(name).second) grew_ = true;
}

void TraceBasis::add_named(const std::string& name, std::vector<Sequence>& out) {
  need(name);
  if (const auto found = named_.find(name); found != named_.end())
    out.insert(out.end(), found->second.entries.begin(), found->second.entries.end());
}

void TraceBasis::add_release(const std::string& release, const std::string& account, Day day,
                             std::vector<Sequence>& out) {
  need(release);
  const auto found = named_.find(release);
  const auto place = accounts_.find(account);
  if (found != named_.end() && place != accounts_.end()) {
    const auto* window =
        windows_.covering(found->second.line, found->second.purpose, place->second.place, day);
    if (window != nullptr)
      if (const auto opened = window_entries_.find(window->name); opened != window_entries_.end())
        out.push_back(opened->second);
  }
  add_named(release, out);
}

Commodity TraceBasis::currency_of(const std::string& account) const {
  const auto found = accounts_.find(account);
  return found == accounts_.end() ? book_ : Commodity(found->second.currency);
}

std::optional<Sequence> TraceBasis::fixing(Commodity a, Commodity b, Day day) const {
  const auto fixed = rates_.find(pair_of(a, b));
  if (fixed == rates_.end()) return std::nullopt;
  const auto after = fixed->second.upper_bound(day);
  if (after == fixed->second.begin()) return std::nullopt;
  return std::prev(after)->second;
}

void TraceBasis::add_fixings(Commodity from, Commodity to, Day day,
                             std::vector<Sequence>& out) const {
  if (from == to) return;
  if (const auto direct = fixing(from, to, day)) {
    out.push_back(*direct);
    return;
  }
  for (const auto side : {from, to})
    if (const auto crossed = fixing(side, pivot_, day)) out.push_back(*crossed);
}

std::vector<Sequence> TraceBasis::basis_of(const Entry& entry) {
  std::vector<Sequence> out;
  const auto& data = entry.event.data;
  const Day day = entry.event.value_date;
  if (const auto* landed = std::get_if<GoodsLanded>(&data)) {
    add_named(landed->order, out);
  } else if (const auto* honoured = std::get_if<CreditHonoured>(&data)) {
    need(honoured->credit);
    const auto& credit = named_[honoured->credit];
    add_release(credit.release, credit.account, credit.since, out);
    add_named(credit.order, out);
    add_named(honoured->credit, out);
    add_fixings(honoured->amount.kind(), book_, day, out);
  } else if (const auto* purpose = std::get_if<PurposePaid>(&data)) {
    add_release(purpose->release, purpose->account, day, out);
    add_fixings(purpose->amount.kind(), book_, day, out);
  } else if (const auto* converted = std::get_if<FundsConverted>(&data)) {
    add_release(converted->release, converted->to_account, day, out);
    add_fixings(converted->amount.kind(), converted->received.kind(), day, out);
  } else if (const auto* transferred = std::get_if<FundsTransferred>(&data)) {
    add_release(transferred->release, transferred->to_account, day, out);
  } else if (const auto* payment = std::get_if<PaymentReceived>(&data)) {
    add_fixings(payment->amount.kind(), book_, day, out);
  } else if (const auto* invoice = std::get_if<InvoiceIssued>(&data)) {
    for (const auto& slice : invoice->slices)
      add_fixings(slice.price.numerator, book_, day, out);
  } else if (const auto* shortfall = std::get_if<ShortfallClaimed>(&data)) {
    for (const auto& slice : shortfall->slices)
      add_fixings(slice.price.numerator, book_, day, out);
  }
  std::set<Sequence> seen;
  std::erase_if(out, [&](Sequence sequence) { return !seen.insert(sequence).second; });
  return out;
}

}  // namespace setoff
