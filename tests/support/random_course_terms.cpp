#include "tests/support/random_course_lots.h"

namespace setoff::test {

RandomCourse::Made RandomCourse::adopt() {
  if (state().adopted && !one_in(4)) return std::nullopt;
  auto data = scheme_agreement();
  auto& rules = data.agreement.rules;
  rules.grace_days = static_cast<int>(below(2) * 5);
  rules.fx_buyer_share = Decimal(static_cast<std::int64_t>(below(3)) * 5, -1);
  rules.allocation = one_in(3) ? Allocation::product_first : Allocation::oldest;
  rules.honour_within_days = 10 + static_cast<int>(below(30));
  return data;
}

RandomCourse::Made RandomCourse::amend() {
  AgreementAmended data;
  data.consents =
      one_in(6) ? std::vector<std::string>{"nigc"} : std::vector<std::string>{"nigc", "moe"};
  data.rules = state().agreement.rules;
  data.rules->grace_days = static_cast<int>(below(10));
  data.rules->honour_within_days = 10 + static_cast<int>(below(30));
  if (one_in(3)) data.parties.push_back({fresh("party"), Side::abroad, Role::supplier});
  return data;
}

RandomCourse::Made RandomCourse::set_limit() {
  const auto& account = any_account(static_cast<AccountUse>(below(3)));
  constexpr LimitKind kKinds[] = {LimitKind::floor, LimitKind::cap, LimitKind::swing,
                                  LimitKind::spend};
  LimitSet data;
  data.kind = any_of(kKinds);
  data.limit = "limit-" + std::string(enum_name(data.kind));
  data.account = account.account;
  const auto most = account.currency.code() == "IQD" ? 2'000'000'000'000 : 200'000'000;
  const auto least = data.kind == LimitKind::floor ? 0 : most / 2;
  data.value = Money(least + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(
                                 data.kind == LimitKind::floor ? most / 1000 : most))),
                     account.currency);
  if (data.kind == LimitKind::spend) {
    data.period = static_cast<LimitPeriod>(below(4));
    if (one_in(2)) data.purpose = "food";
  }
  if (one_in(3)) data.on_excess = OnExcess::report;
  return data;
}

RandomCourse::Made RandomCourse::fix(EventType type) {
  if (type == EventType::price_fixed)
    return PriceFixed{"brent", day_, rate("60.5 USD/MMBtu"), {}, Tag::sourced, false};
  const bool euro = one_in(2);
  // Around 0.9 and 1200, up to five in a hundred off.
  const auto off = static_cast<std::int64_t>(below(1000)) - 500;
  const auto value = euro ? Decimal(90'000 + off * 9, -5) : Decimal(12'000'000 + off * 1200, -4);
  RateFixed data;
  data.key = euro ? "eur-usd" : "iqd-usd";
  data.date = day_;
  data.value = {value, currency(euro ? "EUR" : "IQD"), currency("USD")};
  data.supersedes = state().fixings.has(data.key, day_) && !one_in(4);
  return data;
}

RandomCourse::Made RandomCourse::list(EventType type) {
  constexpr std::pair<const char*, const char*> kGoods[] = {
      {"wheat", "food"}, {"serum", "medicine"}, {"rice", "food"}};
  const auto& [good, purpose] = any_of(kGoods);
  if (type == EventType::goods_delisted) return GoodsDelisted{good, purpose};
  return GoodsListed{good, purpose};
}

RandomCourse::Made RandomCourse::open_window() {
  WindowOpened data;
  data.window = fresh("window");
  data.from = day_ - static_cast<int>(below(30));
  data.to = day_ + 60 + static_cast<int>(below(300));
  if (one_in(3)) data.in_flight = one_in(2) ? InFlight::freeze : InFlight::kill;
  if (one_in(4)) data.places = {"iraq"};
  return data;
}

RandomCourse::Made RandomCourse::close_window() {
  const auto& all = state().windows.all();
  if (all.empty() || !one_in(3)) return std::nullopt;
  return WindowClosed{any_of(all).name, day_ + static_cast<int>(below(60)), {"revoked"}};
}

RandomCourse::Made RandomCourse::other_terms(EventType type) {
  const auto& account = any_account(AccountUse::deposit).account;
  const auto side = static_cast<EntrySide>(below(3));
  const auto key = "key-" + std::to_string(below(made_));
  if (type == EventType::account_frozen) return AccountFrozen{account, side, "court"};
  if (type == EventType::account_unfrozen)
    return AccountUnfrozen{account, EntrySide::both, "court"};
  if (type == EventType::key_added) return KeyAdded{"nigc", fresh("key"), {"AAAA"}};
  if (type == EventType::key_retired)
    return KeyRetired{state().keys.empty() || one_in(4) ? key : state().keys.begin()->first, {}};
  if (type == EventType::period_closed) return PeriodClosed{today_ - 40, "auditor"};
  return CalendarAdopted{"iraq", fresh("v"), {}};
}

}  // namespace setoff::test
