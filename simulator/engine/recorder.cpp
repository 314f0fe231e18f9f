#include "simulator/engine/recorder.h"

#include <algorithm>

#include "ledger/books/holds.h"
#include "ledger/query/figures.h"
#include "simulator/engine/stocks.h"
#include "simulator/engine/views.h"

namespace setoff::simulator {

namespace {

constexpr int kRateScale = 6;

std::string per(std::string_view a, std::string_view b) {
  return std::string(a) + "/" + std::string(b);
}

// Total spent so far on a good, or for a purpose other than goods.
std::int64_t spent_on(const Claims& claims, std::string_view object, bool good) {
  std::int64_t sum = 0;
  for (const auto& spending : claims.all.spendings)
    if (spending.object == object && (spending.part != ClaimPart::purpose) == good)
      sum += spending.value;
  return sum;
}

}  // namespace

void Recorder::put(std::string_view group, std::string_view of, std::string_view part,
                   const Form& form, std::int64_t value) {
  if (table_.days.size() == 1) {
    std::string name(group);
    for (const auto piece : {of, part})
      if (!piece.empty()) name += "." + std::string(piece);
    table_.columns.push_back({std::move(name), form.unit, form.scale, form.measure, {}});
  }
  table_.columns[next_++].values.push_back(value);
}

Recorder::Form Recorder::money(Aggregation measure) const {
  const Currency book = scenario_.currency.contract;
  return {std::string(book.code()), book.scale(), measure};
}

Status Recorder::resume(const State& state, Day day) {
  SETOFF_TRY(claims, claims_on(state, day));
  before_ = std::move(claims);
  return Ok{};
}

Status Recorder::record(const DayContext& today) {
  table_.days.push_back(today.day);
  next_ = 0;
  SETOFF_TRY(claims, claims_on(today.state(), today.day));
  record_claims(claims);
  record_accounts(claims);
  record_flows(today, claims);
  record_spent(claims);
  record_two_way(today);
  SETOFF_TRY_STATUS(record_rates(today));
  SETOFF_TRY_STATUS(record_goods(today));
  record_windows(today);
  record_counts(today);
  before_ = std::move(claims);
  return Ok{};
}

void Recorder::record_claims(const Claims& claims) {
  const Form level = money(Aggregation::level);
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
    const std::string& name = scenario_.exports[i].name;
    for (std::size_t part = 0; part < kClaimParts; ++part)
      put("claims", name, enum_name(static_cast<ClaimPart>(part)), level,
          claims.lines[i].parts[part]);
    put("earned", name, {}, level, claims.lines[i].earned);
  }
}

void Recorder::record_accounts(const Claims& claims) {
  const Form book = money(Aggregation::level);
  for (const auto& account : scenario_.accounts) {
    const auto found =
        std::ranges::find(claims.all.accounts, ledger_name(account.name), &AccountClaims::account);
    const AccountClaims none{{}, account.currency, {}, {}, 0, 0, 0};
    const AccountClaims& of = found == claims.all.accounts.end() ? none : *found;
    const auto sum = [&](std::initializer_list<ClaimPart> wanted) {
      std::int64_t total = 0;
      for (const auto part : wanted)
        total += of[part];
      return total;
    };
    using enum ClaimPart;
    const Form level{std::string(account.currency.code()), account.currency.scale(),
                     Aggregation::level};
    put("balance", account.name, {}, level,
        sum({restricted, requested, approved, converted, reserve, clearing}));
    put("free", account.name, {}, level, sum({restricted, reserve, clearing}));
    put("approved", account.name, {}, level, sum({approved, converted}));
    put("held", account.name, {}, level, of.held);
    put("value", account.name, {}, book, of.worth);
    put("blocked", account.name, {}, book, of.blocked);
  }
}

void Recorder::record_flows(const DayContext& today, const Claims& claims) {
  const bool first = table_.days.size() == 1;
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
    const Contract& line = scenario_.exports[i];
    const LineFlows& flows = today.flows.lines[i];
    put("delivered", line.name, {},
        {std::string(line.unit.code()), line.unit.scale(), Aggregation::flow}, flows.delivered);
    if (line.retained != Decimal())
      put("retained", line.name, {},
          {std::string(line.unit.code()), line.unit.scale(), Aggregation::flow}, flows.retained);
    put("delivered_value", line.name, {},
        {std::string(line.price_currency.code()), line.price_currency.scale(), Aggregation::flow},
        flows.delivered_value);
    const auto billed_before = first ? 0 : before_.lines[i].income(Income::billed);
    put("billed", line.name, {}, money(Aggregation::flow),
        claims.lines[i].income(Income::billed) - billed_before);
    put("paid", line.name, {}, money(Aggregation::flow), flows.paid);
  }
  put("released", {}, {}, money(Aggregation::flow), today.flows.released);
  put("converted", {}, {}, money(Aggregation::flow), today.flows.converted);
}

void Recorder::record_spent(const Claims& claims) {
  const Form flow = money(Aggregation::flow);
  const auto today_on = [&](std::string_view object, bool good) {
    return spent_on(claims, object, good) - spent_on(before_, object, good);
  };
  std::vector<std::int64_t> for_purposes;
  for (const auto& purpose : scenario_.purposes)
    for_purposes.push_back(today_on(ledger_name(purpose), false));
  const auto put_spent = [&](const std::string& good, const std::string& purpose) {
    const auto spent = today_on(ledger_name(good), true);
    put("spent_on", good, {}, flow, spent);
    const auto found = std::ranges::find(scenario_.purposes, purpose);
    if (found != scenario_.purposes.end())
      for_purposes[static_cast<std::size_t>(found - scenario_.purposes.begin())] += spent;
  };
  if (scenario_.imports)
    for (const auto& good : scenario_.imports->goods)
      put_spent(good.name, good.purpose);
  for (const auto& purchase : scenario_.purchases)
    put_spent(purchase.contract.name, purchase.purpose);
  for (std::size_t i = 0; i < scenario_.purposes.size(); ++i)
    put("spent_for", scenario_.purposes[i], {}, flow, for_purposes[i]);
}

void Recorder::record_two_way(const DayContext& today) {
  for (std::uint32_t i = 0; i < scenario_.purchases.size(); ++i) {
    const Contract& contract = scenario_.purchases[i].contract;
    const PurchaseFlows& flows = today.flows.purchases[i];
    put("supplied", contract.name, {},
        {std::string(contract.unit.code()), contract.unit.scale(), Aggregation::flow},
        flows.delivered);
    if (contract.retained != Decimal())
      put("retained", contract.name, {},
          {std::string(contract.unit.code()), contract.unit.scale(), Aggregation::flow},
          flows.retained);
    put("purchased", contract.name, {}, money(Aggregation::flow), flows.billed);
    put("paid_for", contract.name, {}, money(Aggregation::flow), flows.paid);
    put("cut", contract.name, {}, {"", 0, Aggregation::flag}, flows.cut ? 1 : 0);
  }
  for (std::size_t i = 0; i < scenario_.monetisation.size(); ++i) {
    const Currency currency = scenario_.monetisation[i].currency;
    put("home_money", scenario_.monetisation[i].name, {},
        {std::string(currency.code()), currency.scale(), Aggregation::flow},
        today.flows.home_money[i]);
  }
  for (std::uint32_t i = 0; i < scenario_.accounts.size(); ++i) {
    if (std::ranges::none_of(scenario_.limits, [&](const AccountLimit& limit) {
          return limit.kind == LimitKind::swing && limit.account == AccountRef(i);
        }))
      continue;
    const ScenarioAccount& account = scenario_.accounts[i];
    put("swing", account.name, {},
        {std::string(account.currency.code()), account.currency.scale(), Aggregation::level},
        swing_on(scenario_, today.state(), AccountRef(i), today.day).value_or(0));
  }
  for (std::uint32_t i = 0; i < scenario_.accounts.size(); ++i) {
    const ScenarioAccount& account = scenario_.accounts[i];
    bool settled = false;
    bool moved = false;
    for (const Settlement& settlement : scenario_.settlements) {
      if (std::ranges::count(settlement.accounts, AccountRef(i)) == 0) continue;
      settled = true;
      moved = moved || scenario_.account(settlement.through).use == AccountUse::clearing;
    }
    if (!settled && account.consult_after_months == 0) continue;
    const AccountFlows& flows = today.flows.accounts[i];
    const Form flow{std::string(account.currency.code()), account.currency.scale(),
                    Aggregation::flow};
    put("called", account.name, {}, flow, flows.called);
    put("settled", account.name, {}, flow, flows.settled);
    if (moved) put("moved", account.name, {}, flow, flows.moved);
    put("consulted", account.name, {}, {"", 0, Aggregation::flag}, flows.consulted ? 1 : 0);
  }
}

Status Recorder::record_rates(const DayContext& today) {
  const auto minor_of = [](const Decimal& value, int scale) {
    const auto minor = Exact(value).round(scale, Rounding::half_even);
    return minor ? *minor : 0;
  };

  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
    const Contract& line = scenario_.exports[i];
    const auto& price = today.flows.lines[i].price;
    put("price", line.name, {},
        {per(line.price_currency.code(), line.price_unit.code()), line.price_decimals,
         Aggregation::rate},
        price ? minor_of(price->value, line.price_decimals) : 0);
  }
  for (const auto& path : scenario_.fx) {
    const Decimal* value = path.values.at(today.day);
    put("fx", path.name, {},
        {per(path.numerator.code(), path.denominator.code()), kRateScale, Aggregation::rate},
        value == nullptr ? 0 : minor_of(*value, kRateScale));
  }
  for (const auto& series : scenario_.series) {
    const Decimal* value = series.values.at(today.day);
    put("series", series.name, {}, {series.unit, kRateScale, Aggregation::rate},
        value == nullptr ? 0 : minor_of(*value, kRateScale));
  }
  return record_reporting_rate(today);
}

// Quoted in the direction in which the rate is at least one on the first day.
Status Recorder::record_reporting_rate(const DayContext& today) {
  const Currency book = scenario_.currency.contract;
  const Currency reporting = scenario_.currency.reporting;
  if (book == reporting) return Ok{};
  if (!rate_of_) {
    SETOFF_TRY(first, rate_on(today.state(), book, reporting, today.day));
    rate_of_ = first.denominator == book.commodity() ? book : reporting;
  }
  const Currency other = *rate_of_ == book ? reporting : book;
  SETOFF_TRY(exact, exact_value_on(today.state(), Exact(1, 0), *rate_of_, other, today.day));
  SETOFF_TRY(rate, exact.round(kRateScale, Rounding::half_even));
  put("reporting_rate", {}, {},
      {per(other.code(), rate_of_->code()), kRateScale, Aggregation::rate}, rate);
  return Ok{};
}

Status Recorder::record_goods(const DayContext& today) {
  if (!scenario_.imports) return Ok{};
  for (std::uint32_t i = 0; i < scenario_.imports->goods.size(); ++i) {
    const Good& good = scenario_.imports->goods[i];
    const GoodFlows& flows = today.flows.goods[i];
    Form amount{std::string(good.unit.code()), good.unit.scale(), Aggregation::level};
    put("stock", good.name, {}, amount, flows.stock);
    amount.measure = Aggregation::flow;
    put("need", good.name, {}, amount, flows.need);
    put("landed", good.name, {}, amount, flows.landed);
    put("ordered", good.name, {}, amount, flows.ordered);
    SETOFF_TRY(net, net_need_on(scenario_, GoodRef(i), today.day));
    const auto days_of = [&](std::int64_t need) {
      const auto days =
          need > 0 ? multiply_divide(flows.stock, 10, need, Rounding::half_even) : std::nullopt;
      return days.value_or(0);
    };
    put("cover", good.name, {}, {"days", 1, Aggregation::level}, days_of(net));
    put("national_cover", good.name, {}, {"days", 1, Aggregation::level}, days_of(flows.need));
    put("short", good.name, {}, {"", 0, Aggregation::flag}, flows.short_of_floor ? 1 : 0);
  }
  return Ok{};
}

void Recorder::record_windows(const DayContext& today) {
  const Form flag{"", 0, Aggregation::flag};
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
    const std::string line = name_of(scenario_, LineRef(i));
    const bool open = std::ranges::any_of(today.state().windows.all(), [&](const Window& w) {
      const bool covers = w.lines.empty() || std::ranges::find(w.lines, line) != w.lines.end();
      return covers && w.from <= today.day && today.day < w.to;
    });
    put("window", scenario_.exports[i].name, {}, flag, open ? 1 : 0);
    put("cut", scenario_.exports[i].name, {}, flag, today.flows.lines[i].cut ? 1 : 0);
  }
}

void Recorder::record_counts(const DayContext& today) {
  const Form count{"", 0, Aggregation::flow};
  put("events", {}, {}, count,
      static_cast<std::int64_t>(today.events.submitted() - events_before_));
  put("refused", {}, {}, count,
      static_cast<std::int64_t>(today.events.refusals().size() - refused_before_));
  put("imbalance", {}, {}, money(Aggregation::level), imbalance(today.state(), today.day));
  events_before_ = today.events.submitted();
  refused_before_ = today.events.refusals().size();
}

}  // namespace setoff::simulator
