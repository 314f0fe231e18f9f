// Probes of the books: claims, accounts, what was billed and spent, the counts.

#include "simulator/engine/probes.h"

#include <algorithm>

#include "simulator/engine/views.h"

namespace setoff::simulator {

namespace {

// What is posted to an account by `day`, in all commodities.
std::int64_t posted(const State& state, const AccountKey& key, Day day) {
  std::int64_t sum = 0;
  if (const auto id = state.chart.find(key); id.valid())
    for (const auto& cell : state.balances.balances_of(id))
      sum += cell.series.at(day);
  return sum;
}

// The same over the agreement's lines and some kinds of accounts of an object.
std::int64_t posted(const State& state, std::span<const AccountKind> kinds, std::string_view object,
                    Day day) {
  std::int64_t sum = 0;
  for (const auto& line : state.agreement.lines)
    for (const auto kind : kinds)
      sum += posted(state, {kind, object, line.line}, day);
  return sum;
}

// What a line was billed, less credit notes.
std::int64_t billed(const State& state, std::string_view line, Day day) {
  const auto* terms = state.agreement.find_line(line);
  if (terms == nullptr) return 0;
  return -posted(state, {AccountKind::export_revenue, terms->buyer, line}, day);
}

constexpr AccountKind kMoneyAtBanks[] = {AccountKind::deposit, AccountKind::reserve,
                                         AccountKind::clearing};
constexpr AccountKind kForGoods[] = {AccountKind::transit, AccountKind::landed, AccountKind::loss};
constexpr AccountKind kForPurposes[] = {AccountKind::purpose};

}  // namespace

std::vector<Probe> probes_of(const Scenario& scenario) {
  ProbeList list(scenario);
  add_claims(list);
  add_accounts(list);
  add_line_flows(list);
  add_spent(list);
  add_two_way(list);
  add_rates(list);
  add_goods(list);
  add_windows(list);
  add_counts(list);
  return list.take();
}

void add_claims(ProbeList& list) {
  const ColumnForm level = list.money(Aggregation::level);
  for (std::size_t i = 0; i < list.scenario().exports.size(); ++i) {
    const std::string& name = list.scenario().exports[i].name;
    for (std::size_t part = 0; part < kClaimParts; ++part)
      list.add({"claims", name, enum_name(static_cast<ClaimPart>(part))}, level,
               ProbeSource::claims,
               [i, part](const Evening& e) { return e.claims->lines[i].parts[part]; });
    list.add({"earned", name}, level, ProbeSource::claims,
             [i](const Evening& e) { return e.claims->lines[i].earned; });
  }
}

void add_accounts(ProbeList& list) {
  using enum ClaimPart;
  for (const auto& account : list.scenario().accounts) {
    const ColumnForm level = ProbeList::form(account.currency, Aggregation::level);
    const ColumnForm book = list.money(Aggregation::level);
    const std::string name = ledger_name(account.name);
    // A figure of the account in the claims; zero before its first posting.
    const auto of_claims = [&](std::string_view group, const ColumnForm& form, auto figure) {
      list.add({group, account.name}, form, ProbeSource::claims, [name, figure](const Evening& e) {
        const auto& known = e.claims->all.accounts;
        const auto found = std::ranges::find(known, name, &AccountClaims::account);
        return found == known.end() ? std::int64_t{0} : figure(*found);
      });
    };
    list.add({"balance", account.name}, level, ProbeSource::flows,
             [name](const Evening& e) { return posted(e.state, kMoneyAtBanks, name, e.day); });
    of_claims("free", level,
              [](const AccountClaims& of) { return of[restricted] + of[reserve] + of[clearing]; });
    of_claims("approved", level,
              [](const AccountClaims& of) { return of[approved] + of[converted]; });
    of_claims("held", level, [](const AccountClaims& of) { return of.held; });
    of_claims("value", book, [](const AccountClaims& of) { return of.worth; });
    of_claims("blocked", book, [](const AccountClaims& of) { return of.blocked; });
  }
}

void add_line_flows(ProbeList& list) {
  const ColumnForm flow = list.money(Aggregation::flow);
  for (std::size_t i = 0; i < list.scenario().exports.size(); ++i) {
    const Contract& line = list.scenario().exports[i];
    const ColumnForm amount = ProbeList::form(line.unit, Aggregation::flow);
    list.add({"delivered", line.name}, amount, ProbeSource::flows,
             [i](const Evening& e) { return e.flows->lines[i].delivered; });
    if (line.retained != Decimal())
      list.add({"retained", line.name}, amount, ProbeSource::flows,
               [i](const Evening& e) { return e.flows->lines[i].retained; });
    list.add({"delivered_value", line.name},
             ProbeList::form(line.price_currency, Aggregation::flow), ProbeSource::flows,
             [i](const Evening& e) { return e.flows->lines[i].delivered_value; });
    list.add({"billed", line.name}, flow, ProbeSource::running,
             [name = name_of(list.scenario(), LineRef(static_cast<std::uint32_t>(i)))](
                 const Evening& e) { return billed(e.state, name, e.day); });
    list.add({"paid", line.name}, flow, ProbeSource::flows,
             [i](const Evening& e) { return e.flows->lines[i].paid; });
  }
  list.add({"released"}, flow, ProbeSource::flows,
           [](const Evening& e) { return e.flows->released; });
  list.add({"converted"}, flow, ProbeSource::flows,
           [](const Evening& e) { return e.flows->converted; });
}

void add_spent(ProbeList& list) {
  const Scenario& scenario = list.scenario();
  const ColumnForm flow = list.money(Aggregation::flow);
  std::vector<std::vector<std::string>> goods_of(scenario.purposes.size());
  const auto add_good = [&](const std::string& good, const std::string& purpose) {
    const std::string name = ledger_name(good);
    list.add({"spent_on", good}, flow, ProbeSource::running,
             [name](const Evening& e) { return posted(e.state, kForGoods, name, e.day); });
    const auto found = std::ranges::find(scenario.purposes, purpose);
    if (found != scenario.purposes.end())
      goods_of[static_cast<std::size_t>(found - scenario.purposes.begin())].push_back(name);
  };
  if (scenario.imports)
    for (const auto& good : scenario.imports->goods)
      add_good(good.name, good.purpose);
  for (const auto& purchase : scenario.purchases)
    add_good(purchase.contract.name, purchase.purpose);
  for (std::size_t i = 0; i < scenario.purposes.size(); ++i)
    list.add({"spent_for", scenario.purposes[i]}, flow, ProbeSource::running,
             [name = ledger_name(scenario.purposes[i]), goods = goods_of[i]](const Evening& e) {
               std::int64_t sum = posted(e.state, kForPurposes, name, e.day);
               for (const auto& good : goods)
                 sum += posted(e.state, kForGoods, good, e.day);
               return sum;
             });
}

void add_counts(ProbeList& list) {
  const ColumnForm count{"", 0, Aggregation::flow};
  list.add({"events"}, count, ProbeSource::flows, [](const Evening& e) { return e.submitted; });
  list.add({"refused"}, count, ProbeSource::flows, [](const Evening& e) { return e.refused; });
  list.add({"imbalance"}, list.money(Aggregation::level), ProbeSource::flows,
           [](const Evening& e) { return imbalance(e.state, e.day); });
}

}  // namespace setoff::simulator
