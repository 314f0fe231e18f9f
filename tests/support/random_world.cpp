#include "tests/support/random_world.h"

#include <algorithm>

#include "ledger/books/holds.h"
#include "tests/support/random_world_lots.h"

namespace setoff::tests {
namespace {

// Relative frequency of each event type.
constexpr std::pair<EventType, int> kWeights[] = {{EventType::agreement_adopted, 1},
                                                  {EventType::agreement_amended, 4},
                                                  {EventType::limit_set, 3},
                                                  {EventType::account_frozen, 2},
                                                  {EventType::account_unfrozen, 10},
                                                  {EventType::key_added, 1},
                                                  {EventType::key_retired, 1},
                                                  {EventType::period_closed, 1},
                                                  {EventType::window_opened, 4},
                                                  {EventType::window_closed, 2},
                                                  {EventType::goods_listed, 4},
                                                  {EventType::goods_delisted, 1},
                                                  {EventType::calendar_adopted, 1},
                                                  {EventType::price_fixed, 2},
                                                  {EventType::rate_fixed, 12},
                                                  {EventType::delivery_metered, 16},
                                                  {EventType::invoice_issued, 18},
                                                  {EventType::creditnote_issued, 6},
                                                  {EventType::payment_received, 20},
                                                  {EventType::latefee_charged, 6},
                                                  {EventType::debitnote_issued, 4},
                                                  {EventType::payment_returned, 5},
                                                  {EventType::advance_applied, 6},
                                                  {EventType::claim_writtenoff, 4},
                                                  {EventType::dispute_raised, 5},
                                                  {EventType::dispute_resolved, 4},
                                                  {EventType::shortfall_claimed, 8},
                                                  {EventType::breach_claimed, 3},
                                                  {EventType::makeup_taken, 30},
                                                  {EventType::makeup_lapsed, 3},
                                                  {EventType::release_requested, 14},
                                                  {EventType::release_approved, 16},
                                                  {EventType::release_denied, 4},
                                                  {EventType::order_placed, 8},
                                                  {EventType::credit_issued, 16},
                                                  {EventType::credit_amended, 7},
                                                  {EventType::documents_presented, 16},
                                                  {EventType::documents_refused, 4},
                                                  {EventType::credit_honoured, 20},
                                                  {EventType::credit_expired, 9},
                                                  {EventType::credit_cancelled, 2},
                                                  {EventType::goods_shipped, 10},
                                                  {EventType::goods_landed, 12},
                                                  {EventType::purpose_paid, 12},
                                                  {EventType::funds_converted, 12},
                                                  {EventType::conversion_failed, 1},
                                                  {EventType::funds_transferred, 6},
                                                  {EventType::interest_accrued, 8},
                                                  {EventType::fee_charged, 6},
                                                  {EventType::balance_revalued, 8},
                                                  {EventType::cover_issued, 2},
                                                  {EventType::claims_offset, 5},
                                                  {EventType::settlement_paid, 8},
                                                  {EventType::entry_reversed, 12},
                                                  {EventType::statement_received, 2},
                                                  {EventType::reversal_requested, 3}};

constexpr int kTries = 40;  // attempts to make an event that suits the books

std::size_t index_of(EventType type) {
  return static_cast<std::size_t>(std::ranges::find(all_event_types(), type, &EventTypeInfo::type) -
                                  all_event_types().begin());
}

}  // namespace

RandomWorld::RandomWorld(std::uint64_t seed) : draws_(seed), terms_(draw_terms(draws_)) {}

std::string RandomWorld::fresh(std::string_view what) {
  return std::string(what) + "-" + std::to_string(made_);
}

const BankAccount* RandomWorld::any_account(AccountUse use) {
  std::vector<const BankAccount*> found;
  for (const auto& account : state().agreement.accounts)
    if (account.use == use && (!account.open_from || *account.open_from <= day_ || one_in(20)))
      found.push_back(&account);
  return found.empty() ? nullptr : any_of(found);
}

const BankAccount& RandomWorld::any_account() {
  return any_of(state().agreement.accounts);
}

const BankAccount& RandomWorld::other_account(const BankAccount& than, bool same_currency) {
  std::vector<const BankAccount*> found;
  for (const auto& account : state().agreement.accounts)
    if (account.account != than.account && account.use == AccountUse::deposit &&
        (account.currency == than.currency) == same_currency)
      found.push_back(&account);
  return found.empty() || one_in(12) ? any_account() : *any_of(found);
}

const Line& RandomWorld::any_line() {
  return any_of(state().agreement.lines);
}

std::int64_t RandomWorld::part_of(std::int64_t most) {
  if (most <= 0) return 1;
  switch (below(16)) {
    case 0:
      return most == INT64_MAX ? most : most + 1;
    case 1:
    case 2:
    case 3:
      return most;
    case 4:
      return 1;
    default:
      return draws_.up_to(most);
  }
}

std::int64_t RandomWorld::open_of(std::string_view invoice, AccountKind kind) const {
  const auto* facts = state().lots.find_as<InvoiceFacts>(invoice);
  if (facts == nullptr) return 0;
  const auto balance = lot_balance_on(state(), {kind, facts->object, facts->line}, invoice, day_);
  return balance < 0 ? -balance : balance;
}

std::int64_t RandomWorld::worth(std::int64_t minor, Currency in) const {
  const auto exact = value_on(state(), Money(minor, book()), in, day_);
  if (!exact) return minor;
  const auto rounded = exact->round(in.scale(), Rounding::half_even);
  return rounded && *rounded > 0 ? *rounded : 1;
}

std::string RandomWorld::any_claim(bool host_seller) {
  const auto kind = host_seller ? AccountKind::payable : AccountKind::claim;
  return any_lot<InvoiceFacts>([&](const Lot& lot, const InvoiceFacts& facts) {
    return facts.host_seller == host_seller && (open_of(lot.name, kind) > 0 || one_in(6));
  });
}

// Keeps track of what the state does not contain: the deliveries not yet billed.
void RandomWorld::look_at(const Entry& entry) {
  if (entry.refusal) return;
  if (const auto* delivery = std::get_if<DeliveryMetered>(&entry.event.data)) {
    delivered_.push_back({entry.sequence,
                          delivery->line,
                          delivery->from,
                          delivery->to,
                          delivery->quantity.minor(),
                          {}});
  } else if (const auto* invoice = std::get_if<InvoiceIssued>(&entry.event.data)) {
    for (auto& delivered : delivered_)
      if (!invoice->seller && delivered.line == invoice->line && delivered.from < invoice->to &&
          invoice->from < delivered.to)
        delivered.invoice = invoice->invoice;
  } else if (const auto* reversal = std::get_if<EntryReversed>(&entry.event.data)) {
    const auto& reversed = books_->entries()[reversal->sequence].event.data;
    std::erase_if(delivered_, [&](const auto& d) { return d.entry == reversal->sequence; });
    if (const auto* unbilled = std::get_if<InvoiceIssued>(&reversed))
      for (auto& delivered : delivered_)
        if (delivered.invoice == unbilled->invoice) delivered.invoice.clear();
  }
}

void RandomWorld::choose_day() {
  day_ = today_;
  if (one_in(terms_.dated_back)) day_ = today_ - between(0, one_in(4) ? 400 : 40);
  if (one_in(terms_.dated_ahead)) day_ = today_ + between(0, 60);
  if (one_in(8)) {  // a day that already has a booking
    const auto& entries = books_->entries();
    day_ = entries[entries.size() - 1 - below(std::min<std::size_t>(entries.size(), 12))]
               .event.value_date;
  }
}

EventType RandomWorld::choose_type() {
  int total = 0;
  for (const auto& weight : kWeights)
    total += weight.second;
  for (;;) {
    auto draw = static_cast<int>(below(static_cast<std::uint64_t>(total)));
    for (const auto& [candidate, weight] : kWeights) {
      draw -= weight;
      if (draw >= 0) continue;
      if (terms_.left_out[index_of(candidate)] && !one_in(30)) break;
      return candidate;
    }
  }
}

Event RandomWorld::next(const Books& books) {
  books_ = &books;
  ++made_;
  if (made_ > 1 && !one_in(terms_.on_same_day)) today_ = today_ + between(0, terms_.longest_rest);
  for (; seen_ < books.entries().size(); ++seen_)
    look_at(books.entries()[seen_]);
  Event event;
  event.key = {"/world", std::to_string(made_)};
  day_ = today_;
  const bool begins = !state().adopted || begun_ < terms_.start.size();
  if (begins) event.data = beginning();
  for (int tries = 0; event.data.index() == 0; ++tries) {
    choose_day();
    const auto type = tries < kTries ? choose_type() : EventType::delivery_metered;
    if (auto data = make(type)) event.data = std::move(*data);
  }
  event.value_date = day_;
  event.time = Timestamp::at_midnight(today_);
  event.booked = event.time;
  const auto& closed = state().closed_through;
  if (one_in(closed && day_ <= *closed ? 2 : 20))
    event.override_closed = Override{"council", {"mended"}};
  if (!begins && one_in(terms_.wrong)) spoil(event);
  // An id that looks like others but differs in bytes: e and a combining accent instead of one
  // letter.
  if (made_ % 97 == 0) event.key.id += "e\xCC\x81";
  return event;
}

// The adoption, then the starting events. Openings that conflict with each other are left out.
EventData RandomWorld::beginning() {
  if (state().adopted || one_in(20)) return terms_.start[begun_++ % terms_.start.size()];
  auto adoption = terms_.adoption;
  if (made_ > 2) adoption.openings.clear();
  return adoption;
}

// Changes amounts, quantities, names or days, as a careless or hostile sender might.
void RandomWorld::spoil(Event& event) {
  visit_data(event.data, [&]<class T>(T& data) {
    if constexpr (!std::is_same_v<T, std::monostate>) {
      T::fields(data, [&]<class Member>(std::string_view, Member& member, std::string_view) {
        if (!one_in(3)) return;
        if constexpr (std::is_same_v<Member, Money>)
          member = one_in(3) ? Money(member.minor(), currency(one_in(2) ? "USD" : "IQD"))
                             : Money(member.minor() / 2 * 3, member.kind());
        if constexpr (std::is_same_v<Member, Quantity>)
          member = one_in(3) ? Quantity(member.minor(), unit("person"))
                             : Quantity(one_in(2) ? INT64_MAX : -1, member.kind());
        if constexpr (std::is_same_v<Member, std::string>)
          member = one_in(3) ? "Grain-House" : one_in(2) ? "nothing" : "gtc";
        if constexpr (std::is_same_v<Member, Day>) member = member - between(0, 400);
      });
    }
  });
}

}  // namespace setoff::tests
