#include "ledger/audit/entry_laws.h"

#include <algorithm>
#include <optional>

#include "ledger/audit/party_laws.h"

namespace setoff {
namespace {

template <class Item>
void merge(std::vector<Item>& items, const std::vector<Item>& added, std::string Item::* name) {
  for (const auto& item : added) {
    const auto same = std::ranges::find(items, item.*name, name);
    if (same == items.end())
      items.push_back(item);
    else
      *same = item;
  }
}

// What restricted money is paid under; bank charges and reversals need none.
struct Authority {
  std::string_view release;
  std::string_view payee;
  bool needs_window = true;
};

}  // namespace

std::vector<LawBreach> EntryLaws::check_entry(const Entry& entry) {
  std::vector<PostingView> postings;
  for (const auto& posting : entry.postings)
    postings.push_back({posting.account, posting.lot, posting.commodity, posting.amount,
                        posting.previous, posting.balance, posting.value_date});
  return check_entry(
      ReplayedEntry{entry.sequence, entry.event, entry.refusal, entry.links, postings});
}

std::vector<LawBreach> EntryLaws::check_entry(const ReplayedEntry& entry) {
  breaches_.clear();
  if (entry.refusal) {
    if (!entry.postings.empty() || !entry.links.empty())
      breach(Law::refusals_change_nothing, "a refused event has postings or links");
    return breaches_;
  }
  collect_legs(entry.postings);
  check_balance();
  std::visit([&](const auto& data) { on_event(entry.event.value_date, data); }, entry.event.data);
  check_quantities();
  check_credits(entry.event);
  check_money_out(entry.event);
  check_parties(agreement_, entry.event, breaches_);
  of_invoices_.check_entry(entry.sequence, entry.event, legs_, breaches_);
  of_approvals_.check_entry(entry.event, legs_, breaches_);
  return breaches_;
}

void EntryLaws::collect_legs(std::span<const PostingView> postings) {
  legs_.clear();
  for (const auto& posting : postings) {
    if (auto leg = posted_leg(posting))
      legs_.push_back(*leg);
    else
      breach(Law::entries_balance, "no such account: " + std::string(posting.account));
  }
}

// Entries have few legs: comparing all pairs is cheaper than a table of sums.
void EntryLaws::check_balance() {
  const auto sums_with = [](const PostedLeg& a, const PostedLeg& b) {
    return a.posting.commodity == b.posting.commodity &&
           a.posting.value_date == b.posting.value_date &&
           info_of(a.kind).layer == info_of(b.kind).layer && a.line == b.line;
  };
  for (auto leg = legs_.begin(); leg != legs_.end(); ++leg) {
    const auto same = [&](const PostedLeg& other) { return sums_with(*leg, other); };
    if (std::any_of(legs_.begin(), leg, same)) continue;  // already summed
    Int128 sum = 0;
    for (auto other = leg; other != legs_.end(); ++other)
      if (same(*other)) sum += other->posting.amount;
    if (sum != 0)
      breach(Law::entries_balance, "the postings of " + std::string(leg->line) + " in " +
                                       std::string(leg->posting.commodity.code()) +
                                       " do not sum to zero");
  }
  for (auto leg = legs_.begin(); leg != legs_.end(); ++leg) {
    const auto same = [&](const PostedLeg& other) {
      return other.kind == AccountKind::crossing &&
             other.posting.commodity == leg->posting.commodity;
    };
    if (!same(*leg) || std::any_of(legs_.begin(), leg, same)) continue;
    Int128 sum = 0;
    for (const auto& other : legs_)
      if (same(other)) sum += other.posting.amount;
    if (sum != 0) breach(Law::crossings_cancel, "the crossings do not cancel");
  }
}

Int128 EntryLaws::sum_of(AccountKind kind, std::string_view lot) const {
  Int128 sum = 0;
  for (const auto& leg : legs_)
    if (leg.kind == kind && leg.posting.lot == lot) sum += leg.posting.amount;
  return sum;
}

Int128 EntryLaws::sum_on(AccountKind kind, std::string_view object, std::string_view line) const {
  Int128 sum = 0;
  for (const auto& leg : legs_)
    if (leg.kind == kind && leg.object == object && leg.line == line) sum += leg.posting.amount;
  return sum;
}

void EntryLaws::check_quantities() {
  exporting_.clear();
  for (const auto& leg : legs_) {
    const auto amount = leg.posting.amount;
    if (leg.kind == AccountKind::q_billed) add_exported(leg.line).billed += amount;
    if (leg.kind == AccountKind::q_makeup) add_exported(leg.line).to_make_up -= amount;
    // Goods have lines of their own; an exporter's deliveries are posted against its line's contra.
    if (leg.kind == AccountKind::q_contra && agreement_.find_line(leg.line) != nullptr)
      add_exported(leg.line).delivered -= amount;
    const bool of_order = leg.kind == AccountKind::q_ordered ||
                          leg.kind == AccountKind::q_shipped || leg.kind == AccountKind::q_landed ||
                          leg.kind == AccountKind::q_short;
    if (leg.posting.lot.empty() || !of_order) continue;
    auto& order = value_at(orders_, leg.posting.lot);
    if (leg.kind == AccountKind::q_ordered && amount > 0) order.ordered += amount;
    if (leg.kind == AccountKind::q_shipped && amount > 0) order.shipped += amount;
    if (leg.kind == AccountKind::q_landed || leg.kind == AccountKind::q_short)
      order.arrived += amount;
    if (order.arrived > order.shipped || order.shipped > order.ordered)
      breach(Law::quantities_follow,
             "order " + std::string(leg.posting.lot) + " arrives before it is shipped");
  }
  for (const auto* line : exporting_)
    if (line->second.billed > line->second.delivered + line->second.to_make_up)
      breach(Law::quantities_follow, "more is billed than delivered on " + line->first);
}

// Returns a line's sums and marks them as changed by the current entry.
EntryLaws::Exported& EntryLaws::add_exported(std::string_view line) {
  auto found = exported_.find(line);
  if (found == exported_.end()) found = exported_.try_emplace(std::string(line)).first;
  if (std::ranges::find(exporting_, &*found) == exporting_.end()) exporting_.push_back(&*found);
  return found->second;
}

void EntryLaws::check_credits(const Event& event) {
  for (const auto& leg : legs_) {
    if (leg.kind != AccountKind::held) continue;
    const auto found = credits_.find(leg.posting.lot);
    if (found == credits_.end()) {
      breach(Law::credits_are_used_up, "a hold for no credit");
      continue;
    }
    auto& credit = found->second;
    credit.held += leg.posting.amount;
    const auto* honoured = std::get_if<CreditHonoured>(&event.data);
    const bool ends = std::holds_alternative<CreditExpired>(event.data) ||
                      std::holds_alternative<CreditCancelled>(event.data);
    if (honoured != nullptr && honoured->final)
      credit.freed -= Int128{leg.posting.amount} + honoured->amount.minor();
    if (ends) credit.freed -= leg.posting.amount;
    const auto rest = credit.unpaid - credit.freed;
    if (rest != credit.held || rest < 0 || credit.freed < 0)
      breach(Law::credits_are_used_up, "credit " + std::string(leg.posting.lot) +
                                           " does not add up to what was issued and amended");
  }
}

void EntryLaws::check_money_out(const Event& event) {
  for (const auto& leg : legs_) {
    if (leg.kind != AccountKind::deposit || leg.posting.amount >= 0) continue;
    const auto authority = std::visit(
        [&](const auto& data) -> std::optional<Authority> {
          using Data = std::remove_cvref_t<decltype(data)>;
          if constexpr (std::is_same_v<Data, PurposePaid>)
            return Authority{data.release, data.payee};
          else if constexpr (std::is_same_v<Data, FundsConverted> ||
                             std::is_same_v<Data, FundsTransferred>)
            return Authority{data.release, {}};
          else if constexpr (std::is_same_v<Data, CreditHonoured>)
            return Authority{credits_[data.credit].release_name(), credits_[data.credit].payee,
                             false};
          else if constexpr (std::is_same_v<Data, FeeCharged> ||
                             std::is_same_v<Data, InterestAccrued> ||
                             std::is_same_v<Data, PaymentReturned> ||
                             std::is_same_v<Data, EntryReversed>)
            return std::nullopt;
          else
            return Authority{};
        },
        event.data);
    if (authority)
      check_authority(event.value_date, leg, authority->release, authority->payee,
                      authority->needs_window);
  }
}

void EntryLaws::check_authority(Day day, const PostedLeg& out, std::string_view release,
                                std::string_view payee, bool needs_window) {
  const auto found = releases_.find(release);
  if (found == releases_.end() || !found->second.approved)
    return breach(Law::releases_only, "restricted money leaves without an approved release");
  const auto fall = sum_on(AccountKind::approved, out.object, out.line) +
                    sum_on(AccountKind::converted, out.object, out.line);
  if (fall != sum_on(AccountKind::deposit, out.object, out.line))
    breach(Law::releases_only,
           "the approval does not fall by what leaves " + std::string(out.object));
  if (!listings_.purpose_listed(found->second.purpose, day))
    breach(Law::releases_only, "'" + found->second.purpose + "' is not listed");
  const auto* account = agreement_.find_account(out.object);
  if (account == nullptr || (needs_window && windows_.covering(out.line, found->second.purpose,
                                                               account->place, day) == nullptr))
    breach(Law::releases_only, "no window is open for the debit");
  const auto* party = agreement_.find_party(payee);
  if (party != nullptr && party->side == Side::home)
    breach(Law::releases_only, "restricted money goes to its owner's side");
}

void EntryLaws::check_papers(const Credit& credit, const std::string& name) {
  for (const auto& point : credit.captures.points()) {
    Int128 papers = 0;
    for (const auto& document : credit.documents)
      if (!document.refused && document.presented <= point.day) papers += document.amount;
    if (point.total() > papers)
      breach(Law::captures_are_backed, "credit " + name + " is paid beyond its papers");
  }
}

void EntryLaws::on_event(Day, const AgreementAdopted& data) {
  agreement_ = data.agreement;
}
void EntryLaws::on_event(Day, const AgreementAmended& data) {
  merge(agreement_.parties, data.parties, &Party::party);
  merge(agreement_.lines, data.lines, &Line::line);
  merge(agreement_.accounts, data.accounts, &BankAccount::account);
}
void EntryLaws::on_event(Day, const WindowOpened& data) {
  windows_.open(data);
}
void EntryLaws::on_event(Day, const WindowClosed& data) {
  windows_.close(data.window, data.from);
}
void EntryLaws::on_event(Day day, const GoodsListed& data) {
  listings_.set(data.good, data.purpose, day, true);
}
void EntryLaws::on_event(Day day, const GoodsDelisted& data) {
  listings_.set(data.good, data.purpose, day, false);
}
void EntryLaws::on_event(Day, const ReleaseRequested& data) {
  releases_[data.release] = {data.purpose, data.line, data.by, false};
}
void EntryLaws::on_event(Day, const ReleaseApproved& data) {
  auto& release = releases_[data.release];
  release.approved = release.approved || data.by != release.asked_by;
}
void EntryLaws::on_event(Day, const OrderPlaced& data) {
  orders_[data.order].supplier = data.supplier;
}

void EntryLaws::on_event(Day day, const CreditIssued& data) {
  auto& credit = credits_[data.credit];
  credit.release = &*releases_.try_emplace(data.release).first;
  credit.account = data.account;
  credit.payee = orders_[data.order].supplier;
  credit.unpaid = sum_of(AccountKind::held, data.credit);
  if (credit.unpaid < data.amount.minor())
    breach(Law::credits_are_used_up, "credit " + data.credit + " holds less than its amount");
  if (data.advance) credit.documents.push_back({"advance", day, data.advance->minor(), {}});
}
void EntryLaws::on_event(Day, const CreditAmended& data) {
  if (!data.amount) return;
  const auto sign = *data.direction == Direction::increase ? 1 : -1;
  credits_[data.credit].unpaid += Int128{data.amount->minor()} * sign;
}
void EntryLaws::on_event(Day day, const DocumentsPresented& data) {
  if (data.complying)
    credits_[data.credit].documents.push_back({data.documents, day, data.amount.minor(), {}});
}
void EntryLaws::on_event(Day day, const DocumentsRefused& data) {
  auto& credit = credits_[data.credit];
  for (auto& papers : credit.documents)
    if (papers.name == data.documents) papers.refused = day;
  check_papers(credit, data.credit);
}

void EntryLaws::on_event(Day day, const CreditHonoured& data) {
  auto& credit = credits_[data.credit];
  const Int128 amount = data.amount.minor();
  credit.unpaid -= amount;
  credit.captures.add(day, data.amount.minor());
  check_papers(credit, data.credit);
  check_cancelled(credit, data.credit);
  const auto& release = value_at(releases_, credit.release_name());
  const auto fall = sum_on(AccountKind::approved, credit.account, release.line) +
                    sum_on(AccountKind::converted, credit.account, release.line);
  const bool backed = sum_on(AccountKind::deposit, credit.account, release.line) == -amount &&
                      fall == -amount && sum_of(AccountKind::held, data.credit) <= -amount &&
                      release.approved;
  if (!backed)
    breach(Law::captures_are_backed,
           "credit " + data.credit + " is paid without its hold, approval or deposit");
}

void EntryLaws::on_event(Day day, const CreditCancelled& data) {
  auto& credit = credits_[data.credit];
  credit.cancelled = day;
  check_cancelled(credit, data.credit);
}

void EntryLaws::check_cancelled(const Credit& credit, const std::string& name) {
  if (credit.cancelled && credit.captures.last() != credit.captures.at(*credit.cancelled))
    breach(Law::captures_are_backed, "credit " + name + " is paid after it was cancelled");
}

}  // namespace setoff
