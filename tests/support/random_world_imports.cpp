#include <algorithm>

#include "ledger/books/holds.h"
#include "tests/support/random_world_lots.h"

namespace setoff::tests {

RandomWorld::Made RandomWorld::ask() {
  const auto* account = any_account(one_in(20) ? AccountUse::reserve : AccountUse::deposit);
  if (account == nullptr) return std::nullopt;
  const auto& line = any_line();
  const auto free = free_on(state(), account->account, line.line, day_);
  if (free <= 0 && !one_in(10)) return std::nullopt;
  ReleaseRequested data;
  data.release = fresh("release");
  data.account = account->account;
  data.line = line.line;
  data.amount = Money(part_of(one_in(3) ? free : free / 3), account->currency);
  data.purpose = one_in(4) ? "medicine" : "food";
  if (one_in(6)) data.payee = one_in(6) ? "gtc" : one_in(3) ? "pharma" : "grain-house";
  data.by = "gtc-desk";
  data.valid_until = day_ + between(0, 90);
  return data;
}

RandomWorld::Made RandomWorld::approve() {
  const auto name = any_lot<ReleaseFacts>([&](const Lot&, const ReleaseFacts& facts) {
    return facts.request_live(day_) || one_in(40);
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<ReleaseFacts>(name);
  const auto& account = *state().agreement.find_account(facts.account);
  const auto asked =
      lot_balance_on(state(), {AccountKind::requested, facts.account, facts.line}, name, day_);
  if (asked <= 0 && !one_in(10)) return std::nullopt;
  // A release may have several approvals, each with its own validity.
  return ReleaseApproved{name,
                         Money(part_of(one_in(2) ? asked : asked / 3 + 1), account.currency),
                         one_in(16) ? "gtc-desk" : "ofac-desk",
                         day_ + between(0, one_in(2) ? 20 : 200),
                         one_in(5),
                         {}};
}

RandomWorld::Made RandomWorld::deny() {
  const auto name = any_lot<ReleaseFacts>([](const Lot&, const ReleaseFacts&) { return true; });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<ReleaseFacts>(name);
  const auto& account = *state().agreement.find_account(facts.account);
  auto most =
      lot_balance_on(state(), {AccountKind::requested, facts.account, facts.line}, name, day_) / 2;
  for (const auto approval : facts.approvals)
    most += lot_balance_on(state(), {AccountKind::approved, facts.account, facts.line},
                           state().lots[approval].name, day_) /
            2;
  return ReleaseDenied{name, Money(part_of(most), account.currency), "ofac-desk", {}};
}

RandomWorld::Made RandomWorld::place_order() {
  const auto in = unit(one_in(4) ? "person" : "t");
  const auto quantity = draws_.up_to(std::min(terms_.size, std::int64_t{1} << 50));
  return OrderPlaced{fresh("order"), one_in(4) ? "serum" : "wheat", Quantity(quantity, in),
                     Rate{decimal("100"), currency("EUR"), in},
                     one_in(4) ? "pharma" : "grain-house"};
}

// A release with a live approval, and an account with money approved or converted under it.
std::optional<RandomWorld::Approved> RandomWorld::any_approved() {
  Approved found;
  found.release = any_lot<ReleaseFacts>([&](const Lot&, const ReleaseFacts& facts) {
    return one_in(40) || std::ranges::any_of(facts.approvals, [&](LotId approval) {
             return state().lots[approval].facts.as<ApprovalFacts>().live(day_);
           });
  });
  if (found.release.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<ReleaseFacts>(found.release);
  std::vector<Approved> places;
  for (const auto& account : state().agreement.accounts)
    for (const auto kind : {AccountKind::approved, AccountKind::converted}) {
      const AccountKey key{kind, account.account, facts.line};
      Approved place{found.release, &account, 0, 0};
      for (const auto approval : facts.approvals) {
        if (!state().lots[approval].facts.as<ApprovalFacts>().live(day_) && !one_in(40)) continue;
        place.amount += lot_balance_on(state(), key, state().lots[approval].name, day_);
        place.unheld += unheld_from(state(), key, account.currency, approval, day_);
      }
      if (place.amount > 0) places.push_back(place);
    }
  if (places.empty()) return std::nullopt;
  return any_of(places);
}

RandomWorld::Made RandomWorld::issue() {
  const auto approved = any_approved();
  const auto order = any_lot<OrderFacts>([](const Lot&, const OrderFacts&) { return true; });
  if (!approved || order.empty()) return std::nullopt;
  const auto& account = *approved->account;
  CreditIssued data;
  data.credit = fresh("credit");
  data.release = approved->release;
  data.order = order;
  data.account = account.account;
  data.amount = Money(part_of(one_in(2) ? approved->amount : approved->amount / 3 + 1),
                      one_in(40) ? currency("USD") : account.currency);
  if (one_in(3)) data.tolerance = decimal(one_in(2) ? "0.05" : "0.033333");
  if (one_in(4)) data.advance = Money(data.amount.minor() / 4 + 1, data.amount.kind());
  data.expiry = day_ + between(0, 60);
  return data;
}

std::int64_t RandomWorld::held_on(const CreditFacts& credit, std::string_view name) const {
  return lot_balance_on(state(), {AccountKind::held, credit.account, credit.line}, name, day_);
}

std::string RandomWorld::any_dead_credit() {
  return any_lot<CreditFacts>([&](const Lot& lot, const CreditFacts& facts) {
    return !facts.ended && held_on(facts, lot.name) > 0 &&
           live_hold(state(), state().lots.find(lot.name), day_) == 0;
  });
}

void RandomWorld::look_back(const CreditFacts& credit) {
  if (!one_in(terms_.told_late)) return;
  std::vector<Day> days{credit.issued};
  for (const auto& papers : credit.documents)
    days.push_back(papers.refused.value_or(papers.presented));
  for (const auto& point : credit.captured.points())
    days.push_back(point.day);
  for (const auto& [from, expiry] : credit.expiries)
    days.insert(days.end(), {from, expiry});
  day_ = std::min(today_, any_of(days) + between(-1, 1));
}

RandomWorld::Made RandomWorld::amend_credit() {
  const auto name = any_lot<CreditFacts>([&](const Lot&, const CreditFacts& facts) {
    return (!facts.ended && facts.expiry_on(day_) >= day_) || one_in(40);
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<CreditFacts>(name);
  look_back(facts);
  const auto held = held_on(facts, name);
  CreditAmended data;
  data.credit = name;
  data.consent = !one_in(4);
  if (!one_in(3)) {
    data.direction = one_in(2) ? Direction::increase : Direction::decrease;
    data.amount =
        Money(part_of(held / 4 + 1), state().agreement.find_account(facts.account)->currency);
  }
  if (!data.amount || one_in(3)) data.expiry = facts.expiry_on(day_) + between(-10, 50);
  return data;
}

RandomWorld::Made RandomWorld::present() {
  const auto name = any_lot<CreditFacts>([&](const Lot&, const CreditFacts& facts) {
    return (!facts.ended && facts.expiry_on(day_) >= day_) || one_in(40);
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<CreditFacts>(name);
  look_back(facts);
  const auto held = held_on(facts, name);
  return DocumentsPresented{name, one_in(20) ? "advance" : fresh("docs"),
                            Money(part_of(one_in(2) ? held : held / 2 + 1),
                                  state().agreement.find_account(facts.account)->currency),
                            !one_in(10)};
}

RandomWorld::Made RandomWorld::refuse_papers() {
  const auto name = any_lot<CreditFacts>(
      [](const Lot&, const CreditFacts& facts) { return !facts.documents.empty(); });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<CreditFacts>(name);
  look_back(facts);
  return DocumentsRefused{name, any_of(facts.documents).name, {}};
}

RandomWorld::Made RandomWorld::honour() {
  const auto name = any_lot<CreditFacts>([&](const Lot& lot, const CreditFacts&) {
    return live_hold(state(), state().lots.find(lot.name), day_) > 0 || one_in(40);
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<CreditFacts>(name);
  look_back(facts);
  std::int64_t papers = 0;
  for (const auto& document : facts.documents)
    if (!document.refused) papers += document.amount;
  papers -= facts.captured.last();
  if (papers <= 0 && !one_in(12)) return std::nullopt;
  const auto& order = state().lots[facts.order].facts.as<OrderFacts>();
  const auto unpaid = order.ordered - order.paid;
  if (unpaid <= 0 && !one_in(12)) return std::nullopt;
  const auto in = *Unit::from(order.unit);
  return CreditHonoured{
      name, Money(part_of(papers), state().agreement.find_account(facts.account)->currency),
      Quantity(part_of(one_in(3) ? unpaid : unpaid / 3 + 1), in), one_in(5)};
}

RandomWorld::Made RandomWorld::end_credit(EventType type) {
  const bool expired = type == EventType::credit_expired;
  const auto name = any_lot<CreditFacts>([&](const Lot&, const CreditFacts& facts) {
    return !expired || facts.expiry_on(day_) < day_ || one_in(40);
  });
  if (name.empty()) return std::nullopt;
  look_back(*state().lots.find_as<CreditFacts>(name));
  if (expired) return CreditExpired{name};
  return CreditCancelled{name, !one_in(3), {}};
}

RandomWorld::Made RandomWorld::ship() {
  const auto name = any_lot<OrderFacts>([&](const Lot&, const OrderFacts& facts) {
    return facts.shipped < facts.ordered || one_in(20);
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<OrderFacts>(name);
  const auto left = facts.ordered - facts.shipped;
  return GoodsShipped{
      name, Quantity(part_of(one_in(2) ? left : left / 2 + 1), *Unit::from(facts.unit)), {}};
}

// Goods may land before or after they are paid for.
RandomWorld::Made RandomWorld::land() {
  const auto name = any_lot<OrderFacts>([&](const Lot&, const OrderFacts& facts) {
    return facts.landed + facts.short_landed < facts.shipped || one_in(20);
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<OrderFacts>(name);
  const auto in = *Unit::from(facts.unit);
  const auto afloat = facts.shipped - facts.landed - facts.short_landed;
  const auto landed = part_of(one_in(2) ? afloat : afloat / 2 + 1);
  GoodsLanded data{name, Quantity(landed, in), {}};
  if (one_in(2))
    data.short_quantity = Quantity(part_of(std::max<std::int64_t>(1, afloat - landed)), in);
  return data;
}

RandomWorld::Made RandomWorld::pay_purpose() {
  const auto approved = any_approved();
  if (!approved) return std::nullopt;
  const auto& facts = *state().lots.find_as<ReleaseFacts>(approved->release);
  auto amount = part_of(one_in(3) ? approved->amount : approved->amount / 3 + 1);
  if (one_in(terms_.drained)) amount = std::max<std::int64_t>(1, approved->unheld);
  return PurposePaid{fresh("use"),
                     approved->release,
                     approved->account->account,
                     one_in(20) ? "medicine" : std::string(facts.purpose),
                     one_in(20)   ? "gtc"
                     : one_in(12) ? "pharma"
                                  : "grain-house",
                     Money(amount, approved->account->currency)};
}

}  // namespace setoff::tests
