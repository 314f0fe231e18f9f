#include "tests/support/random_course_lots.h"

namespace setoff::test {

RandomCourse::Made RandomCourse::ask() {
  const auto& account = any_account(one_in(20) ? AccountUse::reserve : AccountUse::deposit);
  const auto& line = any_line();
  const auto free = free_on(state(), account.account, line.line, day_);
  if (free <= 0 && !one_in(6)) return std::nullopt;
  ReleaseRequested data;
  data.release = fresh("release");
  data.account = account.account;
  data.line = line.line;
  data.amount = Money(part_of(free / 2), account.currency);
  data.purpose = one_in(4) ? "medicine" : "food";
  if (one_in(8)) data.payee = one_in(3) ? "gtc" : "grain-house";
  data.by = "gtc-desk";
  data.valid_until = day_ + 20 + static_cast<int>(below(60));
  return data;
}

RandomCourse::Made RandomCourse::approve() {
  const auto name = any_lot<ReleaseFacts>([&](const Lot&, const ReleaseFacts& facts) {
    return facts.request_live(day_) || one_in(20);
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<ReleaseFacts>(name);
  const auto& account = *state().agreement.find_account(facts.account);
  const auto asked =
      lot_balance_on(state(), {Kind::requested, facts.account, facts.line}, name, day_);
  if (asked <= 0 && !one_in(6)) return std::nullopt;
  return ReleaseApproved{name,
                         Money(part_of(asked), account.currency),
                         one_in(12) ? "gtc-desk" : "ofac-desk",
                         day_ + 30 + static_cast<int>(below(200)),
                         one_in(3),
                         {}};
}

RandomCourse::Made RandomCourse::deny() {
  const auto name = any_lot<ReleaseFacts>([](const Lot&, const ReleaseFacts&) { return true; });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<ReleaseFacts>(name);
  const auto& account = *state().agreement.find_account(facts.account);
  const auto asked =
      lot_balance_on(state(), {Kind::requested, facts.account, facts.line}, name, day_);
  return ReleaseDenied{name, Money(part_of(asked / 3 + 1), account.currency), "ofac-desk", {}};
}

RandomCourse::Made RandomCourse::place_order() {
  return OrderPlaced{fresh("order"), one_in(4) ? "serum" : "wheat",
                     Quantity(part_of(2'000'000), unit("t")), rate("100 EUR/t"), "grain-house"};
}

RandomCourse::Made RandomCourse::issue() {
  const auto release = any_lot<ReleaseFacts>([&](const Lot&, const ReleaseFacts& facts) {
    return facts.approval_live(day_) || one_in(20);
  });
  const auto order = any_lot<OrderFacts>([](const Lot&, const OrderFacts&) { return true; });
  if (release.empty() || order.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<ReleaseFacts>(release);
  // Where the money of the release is: on its account, or converted into another.
  std::vector<std::pair<const BankAccount*, std::int64_t>> places;
  for (const auto& account : state().agreement.accounts)
    for (const auto kind : {Kind::approved, Kind::converted})
      if (const auto left =
              lot_balance_on(state(), {kind, account.account, facts.line}, release, day_))
        places.emplace_back(&account, left);
  if (places.empty()) return std::nullopt;
  const auto& [account, left] = any_of(places);
  CreditIssued data;
  data.credit = fresh("credit");
  data.release = release;
  data.order = order;
  data.account = account->account;
  data.amount = Money(part_of(left / 2), account->currency);
  if (one_in(3)) data.tolerance = decimal("0.05");
  if (one_in(5)) data.advance = Money(data.amount.minor() / 4 + 1, account->currency);
  data.expiry = day_ + 5 + static_cast<int>(below(60));
  return data;
}

RandomCourse::Made RandomCourse::amend_credit() {
  const auto name = any_lot<CreditFacts>([&](const Lot&, const CreditFacts& facts) {
    return (!facts.ended && facts.expiry_on(day_) >= day_) || one_in(20);
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<CreditFacts>(name);
  const auto held = lot_balance_on(state(), {Kind::held, facts.account, facts.line}, name, day_);
  CreditAmended data;
  data.credit = name;
  data.consent = !one_in(4);
  if (!one_in(3)) {
    data.direction = one_in(2) ? Direction::increase : Direction::decrease;
    data.amount =
        Money(part_of(held / 4 + 1), state().agreement.find_account(facts.account)->currency);
  }
  if (!data.amount || one_in(3))
    data.expiry = facts.expiry_on(day_) + static_cast<int>(below(60)) - 10;
  return data;
}

RandomCourse::Made RandomCourse::present() {
  const auto name = any_lot<CreditFacts>([&](const Lot&, const CreditFacts& facts) {
    return (!facts.ended && facts.expiry_on(day_) >= day_) || one_in(20);
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<CreditFacts>(name);
  const auto held = lot_balance_on(state(), {Kind::held, facts.account, facts.line}, name, day_);
  return DocumentsPresented{
      name, one_in(20) ? "advance" : fresh("docs"),
      Money(part_of(held / 2 + 1), state().agreement.find_account(facts.account)->currency),
      !one_in(10)};
}

RandomCourse::Made RandomCourse::refuse_papers() {
  const auto name = any_lot<CreditFacts>(
      [](const Lot&, const CreditFacts& facts) { return !facts.documents.empty(); });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<CreditFacts>(name);
  return DocumentsRefused{name, any_of(facts.documents).name, {}};
}

RandomCourse::Made RandomCourse::honour() {
  const auto name = any_lot<CreditFacts>([&](const Lot& lot, const CreditFacts&) {
    return live_hold(state(), state().lots.find(lot.name), day_) > 0 || one_in(20);
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<CreditFacts>(name);
  std::int64_t papers = 0;
  for (const auto& document : facts.documents)
    if (!document.refused) papers += document.amount;
  papers -= facts.captured.last();
  if (papers <= 0 && !one_in(8)) return std::nullopt;
  const auto& order = state().lots[facts.order].facts.as<OrderFacts>();
  const auto unpaid = order.ordered - order.paid;
  if (unpaid <= 0) return std::nullopt;
  return CreditHonoured{
      name, Money(part_of(papers), state().agreement.find_account(facts.account)->currency),
      Quantity(part_of(unpaid / 3 + 1), unit("t")), one_in(5)};
}

RandomCourse::Made RandomCourse::end_credit(EventType type) {
  const bool expired = type == EventType::credit_expired;
  const auto name = any_lot<CreditFacts>([&](const Lot&, const CreditFacts& facts) {
    return !expired || facts.expiry_on(day_) < day_ || one_in(20);
  });
  if (name.empty()) return std::nullopt;
  if (expired) return CreditExpired{name};
  return CreditCancelled{name, !one_in(3), {}};
}

RandomCourse::Made RandomCourse::ship() {
  const auto name = any_lot<OrderFacts>(
      [](const Lot&, const OrderFacts& facts) { return facts.shipped < facts.ordered; });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<OrderFacts>(name);
  return GoodsShipped{
      name, Quantity(part_of((facts.ordered - facts.shipped) / 2 + 1), unit("t")), {}};
}

RandomCourse::Made RandomCourse::land() {
  const auto name = any_lot<OrderFacts>([](const Lot&, const OrderFacts& facts) {
    return facts.landed + facts.short_landed < facts.shipped;
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<OrderFacts>(name);
  const auto afloat = facts.shipped - facts.landed - facts.short_landed;
  GoodsLanded data{name, Quantity(part_of(afloat / 2 + 1), unit("t")), {}};
  if (one_in(2)) data.short_quantity = Quantity(afloat / 10 + 1, unit("t"));
  return data;
}

RandomCourse::Made RandomCourse::pay_purpose() {
  const auto name = any_lot<ReleaseFacts>([&](const Lot&, const ReleaseFacts& facts) {
    return facts.approval_live(day_) || one_in(20);
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<ReleaseFacts>(name);
  const auto& account = *state().agreement.find_account(facts.account);
  const auto left =
      lot_balance_on(state(), {Kind::approved, facts.account, facts.line}, name, day_);
  return PurposePaid{fresh("use"),
                     name,
                     std::string(facts.account),
                     one_in(12) ? "medicine" : std::string(facts.purpose),
                     one_in(12) ? "gtc" : "grain-house",
                     Money(part_of(left / 3 + 1), account.currency)};
}

}  // namespace setoff::test
