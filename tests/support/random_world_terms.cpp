#include "tests/support/random_world_lots.h"

namespace setoff::tests {

RandomWorld::Made RandomWorld::make(EventType type) {
  switch (type) {
    case EventType::agreement_adopted:
      return one_in(6) ? Made(terms_.adoption) : std::nullopt;
    case EventType::agreement_amended:
      return amend();
    case EventType::limit_set:
      return set_limit();
    case EventType::price_fixed:
    case EventType::rate_fixed:
      return fix(type);
    case EventType::goods_listed:
    case EventType::goods_delisted:
      return list(type);
    case EventType::window_opened:
      return open_window();
    case EventType::window_closed:
      return close_window();
    case EventType::account_frozen:
    case EventType::account_unfrozen:
      return switch_account(type);
    case EventType::key_added:
    case EventType::key_retired:
    case EventType::period_closed:
    case EventType::calendar_adopted:
      return other_terms(type);
    case EventType::delivery_metered:
      return deliver();
    case EventType::invoice_issued:
      return one_in(5) ? bill_host() : bill();
    case EventType::creditnote_issued:
      return credit_note();
    case EventType::debitnote_issued:
      return debit_note();
    case EventType::payment_received:
      return pay();
    case EventType::payment_returned:
      return return_payment();
    case EventType::advance_applied:
      return apply_advance();
    case EventType::latefee_charged:
      return charge_late_fee();
    case EventType::claim_writtenoff:
      return write_off();
    case EventType::dispute_raised:
      return raise_dispute();
    case EventType::dispute_resolved:
      return resolve_dispute();
    case EventType::shortfall_claimed:
      return claim_shortfall();
    case EventType::breach_claimed:
      return claim_breach();
    case EventType::makeup_taken:
      return take_makeup();
    case EventType::makeup_lapsed:
      return let_makeup_lapse();
    case EventType::release_requested:
      return ask();
    case EventType::release_approved:
      return approve();
    case EventType::release_denied:
      return deny();
    case EventType::order_placed:
      return place_order();
    case EventType::credit_issued:
      return issue();
    case EventType::credit_amended:
      return amend_credit();
    case EventType::documents_presented:
      return present();
    case EventType::documents_refused:
      return refuse_papers();
    case EventType::credit_honoured:
      return honour();
    case EventType::credit_expired:
    case EventType::credit_cancelled:
      return end_credit(type);
    case EventType::goods_shipped:
      return ship();
    case EventType::goods_landed:
      return land();
    case EventType::purpose_paid:
      return pay_purpose();
    case EventType::funds_converted:
      return convert_funds();
    case EventType::conversion_failed:
      return fail_conversion();
    case EventType::funds_transferred:
      return transfer();
    case EventType::interest_accrued:
      return accrue();
    case EventType::fee_charged:
      return charge_fee();
    case EventType::balance_revalued:
      return revalue();
    case EventType::cover_issued:
      return issue_cover();
    case EventType::claims_offset:
      return offset();
    case EventType::settlement_paid:
      return settle();
    case EventType::entry_reversed:
      return reverse();
    case EventType::reversal_requested:
      return ask_reversal();
    case EventType::statement_received:
      return receive_statement();
  }
  return std::nullopt;
}

// New rules, in which any member may differ; occasionally another party, line or account.
RandomWorld::Made RandomWorld::amend() {
  AgreementAmended data;
  data.consents =
      one_in(8) ? std::vector<std::string>{"nigc"} : std::vector<std::string>{"nigc", "moe"};
  if (!one_in(4)) {
    data.rules = one_in(3) ? reviving_rules() : draw_rules(draws_, currency("USD"));
    data.rules->advances = terms_.adoption.agreement.rules.advances;
  }
  if (one_in(4)) data.parties.push_back({fresh("party"), Side::abroad, Role::supplier});
  if (one_in(6) && state().agreement.lines.size() < 4)
    data.lines.push_back({fresh("line"), "nigc", one_in(2) ? "moe" : "moo", unit("MWh")});
  if (one_in(6) && state().agreement.accounts.size() < 10)
    data.accounts.push_back({fresh("account"),
                             "muscat",
                             "oman",
                             any_account().currency,
                             static_cast<AccountUse>(below(3)),
                             {}});
  if (one_in(12)) {
    data.accounts.push_back(any_account());
    data.accounts.back().place = "oman";
  }
  return data;
}

// The rules of the day with more time to honour documents, enough to revive a dead credit.
Rules RandomWorld::reviving_rules() {
  auto changed = rules();
  const auto name = any_dead_credit();
  if (name.empty()) return changed;
  for (const auto& papers : state().lots.find_as<CreditFacts>(name)->documents)
    if (papers.presented <= day_)
      changed.honour_within_days =
          std::max(changed.honour_within_days, day_ - papers.presented + between(0, 40));
  return changed;
}

RandomWorld::Made RandomWorld::set_limit() {
  const auto& account = any_account();
  constexpr LimitKind kKinds[] = {LimitKind::floor, LimitKind::cap, LimitKind::swing,
                                  LimitKind::spend};
  LimitSet data;
  data.kind = any_of(kKinds);
  data.limit = "limit-" + std::string(enum_name(data.kind)) + (one_in(4) ? "-2" : "");
  data.account = account.account;
  const auto most = terms_.size / 2;
  const auto drawn = draws_.up_to(terms_.size);
  data.value =
      Money(data.kind == LimitKind::floor ? drawn / 1000 : most + drawn / 2, account.currency);
  if (data.kind == LimitKind::spend) {
    data.period = static_cast<LimitPeriod>(below(4));
    if (one_in(2)) data.purpose = "food";
  }
  if (one_in(3)) data.on_excess = OnExcess::report;
  return data;
}

RandomWorld::Made RandomWorld::fix(EventType type) {
  if (type == EventType::price_fixed) {
    const bool known = state().fixings.has("brent", day_);
    return PriceFixed{"brent", day_, rate("60.5 USD/MMBtu"), {}, Tag::sourced, known && !one_in(4)};
  }
  const auto of = one_in(2) ? book() : any_account().currency;
  if (of.code() == "USD") return std::nullopt;
  auto data = draw_rate(draws_, of, one_in(6) ? day_ - between(0, 30) : day_);
  data.supersedes = state().fixings.has(data.key, data.date) && !one_in(6);
  if (!data.supersedes && one_in(40)) data.supersedes = true;
  return data;
}

RandomWorld::Made RandomWorld::list(EventType type) {
  constexpr std::pair<const char*, const char*> kGoods[] = {
      {"wheat", "food"}, {"serum", "medicine"}, {"rice", "food"}};
  const auto& [good, purpose] = any_of(kGoods);
  if (type == EventType::goods_delisted) return GoodsDelisted{good, purpose};
  return GoodsListed{good, purpose};
}

RandomWorld::Made RandomWorld::open_window() {
  WindowOpened data;
  data.window = one_in(30) ? "waiver" : fresh("window");
  data.from = day_ - between(0, 30);
  data.to = day_ + between(0, one_in(2) ? 40 : 300);
  if (one_in(3)) data.in_flight = one_in(2) ? InFlight::freeze : InFlight::kill;
  if (const auto dead = any_dead_credit(); !dead.empty() && one_in(2)) {  // would revive it
    const auto& credit = *state().lots.find_as<CreditFacts>(dead);
    const auto& place = state().agreement.find_account(credit.account)->place;
    data.from = state().windows.covered_until(credit.line, credit.purpose, place, credit.issued);
    data.to = data.from + between(1, 60);
    return data;
  }
  if (one_in(4)) data.places = {one_in(2) ? "iraq" : "oman"};
  if (one_in(4)) data.lines = {any_line().line};
  if (one_in(6)) data.purposes = {one_in(2) ? "food" : "medicine"};
  return data;
}

RandomWorld::Made RandomWorld::close_window() {
  const auto& all = state().windows.all();
  if (all.empty()) return std::nullopt;
  const auto& window = any_of(all);
  return WindowClosed{window.name, day_ + between(one_in(4) ? -60 : 0, 60), {"revoked"}};
}

RandomWorld::Made RandomWorld::switch_account(EventType type) {
  const auto& account = any_account().account;
  const auto side = static_cast<EntrySide>(below(3));
  if (type == EventType::account_frozen) return AccountFrozen{account, side, "court"};
  // Usually ends a freeze soon; otherwise nothing could move any more.
  for (const auto& other : state().agreement.accounts)
    for (const auto frozen : {EntrySide::debit, EntrySide::credit})
      if (state().freezes.frozen(other.account, frozen, day_))
        return AccountUnfrozen{other.account, one_in(4) ? frozen : EntrySide::both, "court"};
  if (!one_in(10)) return std::nullopt;
  return AccountUnfrozen{account, side, "court"};
}

RandomWorld::Made RandomWorld::other_terms(EventType type) {
  const auto key = "key-" + std::to_string(below(made_));
  if (type == EventType::key_added)
    return KeyAdded{
        "nigc", one_in(3) ? key : fresh("key"), {one_in(8) ? "AAAA" : std::string(43, 'A') + "="}};
  if (type == EventType::key_retired)
    return KeyRetired{state().keys.empty() || one_in(4) ? key : state().keys.begin()->first, {}};
  if (type == EventType::period_closed) return PeriodClosed{today_ - between(20, 60), "auditor"};
  return CalendarAdopted{"iraq", fresh("v"), {}};
}

}  // namespace setoff::tests
