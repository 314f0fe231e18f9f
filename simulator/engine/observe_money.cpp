// Observations of money: what is owed, at banks, billed, paid, called for settlement.

#include "ledger/query/claims.h"
#include "simulator/engine/observe.h"
#include "simulator/engine/views.h"

namespace setoff::simulator {

Result<std::int64_t> Observer::in_currency(std::int64_t minor, Currency from, Currency to,
                                           Day day) const {
  if (minor == 0 || from == to) return minor;
  SETOFF_TRY(value, converted(state_, Money(minor, from), to, day));
  return value.minor();
}

Result<std::int64_t> Observer::claims(const Query& query, Currency target) const {
  std::int64_t total = 0;
  for (const Contract* line : lines(query.what)) {
    const std::string base = "claims." + line->name;
    if (query.what.what == Observable::penalties) {
      total += at(base + ".penalty", query.row);
      continue;
    }
    if (query.what.what != Observable::overdue) total += at(base + ".disputed", query.row);
    if (query.what.what == Observable::disputed) continue;
    total += at(base + ".overdue", query.row);
    if (query.what.what == Observable::open_claims)
      total += at(base + ".undue", query.row) + at(base + ".due", query.row);
  }
  return in_currency(total, scenario_.currency.contract, target, result_.daily.days[query.row]);
}

// Parts of the lines' claims that the books value every evening.
Result<std::int64_t> Observer::by_line(const Query& query, Currency target) const {
  using enum ClaimPart;
  std::vector<ClaimPart> parts{restricted, requested};
  if (query.what.what == Observable::payables) parts = {payable};
  if (query.what.what == Observable::at_banks)
    parts = {restricted, requested, approved, converted, reserve, clearing};
  std::int64_t total = 0;
  for (const Contract* line : lines(query.what))
    for (const auto part : parts)
      total += at("claims." + line->name + "." + std::string(enum_name(part)), query.row);
  if (query.what.what == Observable::payables) total = -total;
  return in_currency(total, scenario_.currency.contract, target, result_.daily.days[query.row]);
}

Result<std::int64_t> Observer::home_money(const Query& query, Currency target) const {
  std::int64_t total = 0;
  for (const auto& terms : scenario_.monetisation) {
    const Column* issued = column("home_money." + terms.name, query.rows);
    for (std::size_t i = query.rows.first; issued != nullptr && i <= query.rows.last; ++i) {
      SETOFF_TRY(value,
                 in_currency(issued->values[i], terms.currency, target, result_.daily.days[i]));
      total += value;
    }
  }
  return total;
}

Result<std::int64_t> Observer::at_banks(const Query& query, Currency target) const {
  const char* group = query.what.what == Observable::restricted ? "free."
                      : query.what.what == Observable::swing    ? "swing."
                      : query.what.what == Observable::approved ? "approved."
                                                                : "balance.";
  std::int64_t total = 0;
  for (std::uint32_t i = 0; i < scenario_.accounts.size(); ++i) {
    const ScenarioAccount& account = scenario_.accounts[i];
    if (query.what.account && *query.what.account != AccountRef(i)) continue;
    if (!query.what.account && account.use != AccountUse::deposit &&
        query.what.what != Observable::balance && query.what.what != Observable::swing)
      continue;
    SETOFF_TRY(value, in_currency(at(group + account.name, query.row), account.currency, target,
                                  result_.daily.days[query.row]));
    total += value;
  }
  return total;
}

Result<std::int64_t> Observer::delivered_value(const Query& query, Currency target) const {
  std::int64_t total = 0;
  for (const Contract* line : lines(query.what)) {
    const Column* values = column("delivered_value." + line->name, query.rows);
    for (std::size_t i = query.rows.first; values != nullptr && i <= query.rows.last; ++i) {
      SETOFF_TRY(value, in_currency(values->values[i], line->price_currency, target,
                                    result_.daily.days[i]));
      total += value;
    }
  }
  return total;
}

// What was claimed, at the rate of each invoice day: that rate is the one the claim was made at.
// The lines of a day are converted together, as the summary does.
Result<std::int64_t> Observer::billed(const Query& query, Currency target) const {
  std::vector<const Column*> columns;
  for (const Contract* line : lines(query.what))
    columns.push_back(column("billed." + line->name, query.rows));
  return summed_by_day(columns, query.rows, target);
}

Result<std::int64_t> Observer::paid_in(const Query& query, Currency target) const {
  std::int64_t total = 0;
  for (const auto& payment : flows_.in) {
    if (!within(payment.day, query.rows)) continue;
    if (query.what.line && *query.what.line != payment.line) continue;
    SETOFF_TRY(value,
               in_currency(payment.amount.minor(), payment.amount.kind(), target, payment.day));
    total += value;
  }
  return total;
}

Result<std::int64_t> Observer::paid_out(const Query& query, Currency target) const {
  std::int64_t total = 0;
  for (const auto& payment : flows_.out) {
    if (!within(payment.day, query.rows)) continue;
    if (!query.what.purpose.empty() && query.what.purpose != payment.purpose) continue;
    SETOFF_TRY(value,
               in_currency(payment.amount.minor(), payment.amount.kind(), target, payment.day));
    total += value;
  }
  return total;
}

Result<std::int64_t> Observer::purchased(const Query& query, Currency target) const {
  std::vector<const Column*> columns;
  for (std::uint32_t p = 0; p < scenario_.purchases.size(); ++p)
    if (!query.what.purchase || *query.what.purchase == PurchaseRef(p))
      columns.push_back(column("purchased." + scenario_.purchases[p].contract.name, query.rows));
  return summed_by_day(columns, query.rows, target);
}

// Columns in the book currency; those of a day are converted together.
Result<std::int64_t> Observer::summed_by_day(const std::vector<const Column*>& columns,
                                             const RowRange& rows, Currency target) const {
  std::int64_t total = 0;
  for (std::size_t i = rows.first; i <= rows.last; ++i) {
    std::int64_t of_day = 0;
    for (const Column* found : columns)
      if (found != nullptr) of_day += found->values[i];
    SETOFF_TRY(value,
               in_currency(of_day, scenario_.currency.contract, target, result_.daily.days[i]));
    total += value;
  }
  return total;
}

// What was called for settlement, or paid of it.
Result<std::int64_t> Observer::settlements(const Query& query, Currency target) const {
  const std::string group = query.what.what == Observable::called ? "called." : "settled.";
  std::int64_t total = 0;
  for (std::uint32_t a = 0; a < scenario_.accounts.size(); ++a) {
    const ScenarioAccount& account = scenario_.accounts[a];
    if (query.what.account && *query.what.account != AccountRef(a)) continue;
    const Column* flows = column(group + account.name, query.rows);
    for (std::size_t i = query.rows.first; flows != nullptr && i <= query.rows.last; ++i) {
      SETOFF_TRY(value,
                 in_currency(flows->values[i], account.currency, target, result_.daily.days[i]));
      total += value;
    }
  }
  return total;
}

// At cost: the amounts booked to `landed` in the range, converted on its last day.
Result<std::int64_t> Observer::landed_value(const Query& query, Currency target) const {
  const Currency book = scenario_.currency.contract;
  const Day from = result_.daily.days[query.rows.first];
  const Day to = result_.daily.days[query.rows.last];
  std::int64_t total = 0;
  for (const Good* good : goods(query.what)) {
    const std::string name = ledger_name(good->name);
    for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
      const std::string line = name_of(scenario_, LineRef(i));
      const AccountKey landed{AccountKind::landed, name, line};
      total += balance_on(state_, landed, book, to) - balance_on(state_, landed, book, from - 1);
    }
  }
  return in_currency(total, book, target, to);
}

Result<Value> Observer::money(const Query& query) const {
  const auto target = Currency::from(query.unit);
  if (!target)
    return Error(Code::bad_field, "it is an amount of money; compare it with one, such as 5 MEUR");
  const auto valued = [&]() -> Result<std::int64_t> {
    const Observable what = query.what.what;
    if (what == Observable::delivered_value) return delivered_value(query, *target);
    if (what == Observable::billed) return billed(query, *target);
    if (what == Observable::paid) return paid_in(query, *target);
    if (what == Observable::paid_out) return paid_out(query, *target);
    if (what == Observable::landed_value) return landed_value(query, *target);
    if (what == Observable::purchased) return purchased(query, *target);
    if (what == Observable::called || what == Observable::settled)
      return settlements(query, *target);
    if (what == Observable::at_banks || what == Observable::blocked || what == Observable::payables)
      return by_line(query, *target);
    if (what == Observable::home_money) return home_money(query, *target);
    if (what == Observable::imbalance) return at("imbalance", query.row);
    const bool of_claims = what == Observable::overdue || what == Observable::open_claims ||
                           what == Observable::penalties || what == Observable::disputed;
    return of_claims ? claims(query, *target) : at_banks(query, *target);
  };
  SETOFF_TRY(minor, valued());
  return Value{minor, target->scale(), std::string(target->code())};
}

}  // namespace setoff::simulator
