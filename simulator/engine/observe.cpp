#include "simulator/engine/observe.h"

namespace setoff::simulator {

namespace {

Error outside_run(Day day) {
  return {Code::bad_field, day.text() + " is not a day of the run"};
}

}  // namespace

const Column* Observer::column(const std::string& name, const RowRange& rows) const {
  if (reads_ != nullptr) reads_->push_back({name, rows});
  return result_.daily.find(name);
}

std::int64_t Observer::at(const std::string& name, std::size_t row) const {
  const Column* found = column(name, {row, row});
  return found == nullptr ? 0 : found->values[row];
}

std::int64_t Observer::sum(const std::string& name, const RowRange& rows) const {
  std::int64_t total = 0;
  if (const Column* found = column(name, rows))
    for (std::size_t i = rows.first; i <= rows.last; ++i)
      total += found->values[i];
  return total;
}

std::vector<const Contract*> Observer::lines(const Observation& what) const {
  std::vector<const Contract*> found;
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i)
    if (!what.line || *what.line == LineRef(i)) found.push_back(&scenario_.exports[i]);
  return found;
}

std::vector<const Good*> Observer::goods(const Observation& what) const {
  std::vector<const Good*> found;
  if (!scenario_.imports) return found;
  for (std::uint32_t i = 0; i < scenario_.imports->goods.size(); ++i)
    if (!what.good || *what.good == GoodRef(i)) found.push_back(&scenario_.imports->goods[i]);
  return found;
}

bool Observer::within(Day day, const RowRange& rows) const {
  return result_.daily.days[rows.first] <= day && day <= result_.daily.days[rows.last];
}

Result<RowRange> Observer::rows_of(const Observation& what, Day day, bool whole_run) const {
  const auto& days = result_.daily.days;
  DateRange range{day, day};
  if (whole_run) range = {days.front(), days.back()};
  if (what.range) range = *what.range;
  const auto first = result_.daily.row(std::max(range.from, days.front()));
  const auto last = result_.daily.row(std::min(range.to, days.back()));
  const bool inside = range.from >= days.front() && range.to <= days.back();
  if (!inside) return outside_run(range.from < days.front() ? range.from : range.to);
  if (!first || !last || *first > *last) return outside_run(range.from);
  return RowRange{*first, *last};
}

Result<Value> Observer::quantity(const Query& query) const {
  std::int64_t total = 0;
  const Observable what = query.what.what;
  const auto unfit = [&](Unit unit) {
    return Error(Code::bad_field, "it is counted in " + std::string(unit.code()));
  };
  if (what == Observable::delivered || what == Observable::flow || what == Observable::retained) {
    for (const Contract* line : lines(query.what)) {
      if (line->unit.commodity() != query.unit) return unfit(line->unit);
      const std::string column =
          (what == Observable::retained ? "retained." : "delivered.") + line->name;
      total += what == Observable::flow ? at(column, query.row) : sum(column, query.rows);
    }
  } else {
    for (const Good* good : goods(query.what)) {
      if (good->unit.commodity() != query.unit) return unfit(good->unit);
      total += what == Observable::stock ? at("stock." + good->name, query.row)
                                         : sum("landed." + good->name, query.rows);
    }
  }
  return Value{total, query.unit.scale(), std::string(query.unit.code())};
}

Result<Value> Observer::number(const Query& query) const {
  if (query.what.what == Observable::refusals) {
    std::int64_t count = 0;
    for (const auto& refused : result_.refusals) {
      const bool code = query.what.code.empty() || query.what.code == info_of(refused.code).name;
      if (code && within(refused.day, query.rows)) ++count;
    }
    return Value{count, 0, ""};
  }
  if (query.what.what == Observable::consultations) {
    std::int64_t count = 0;
    for (std::uint32_t i = 0; i < scenario_.accounts.size(); ++i)
      if (!query.what.account || *query.what.account == AccountRef(i))
        count += sum("consulted." + scenario_.accounts[i].name, query.rows);
    return Value{count, 0, ""};
  }
  if (query.what.what == Observable::cut_days) {
    std::int64_t days = 0;
    for (const Contract* line : lines(query.what))
      days += sum("cut." + line->name, query.rows);
    return Value{days, 0, ""};
  }
  if (query.what.what == Observable::shortage_days) {
    std::int64_t days = 0;
    for (const Good* good : goods(query.what))
      days += sum("short." + good->name, query.rows);
    return Value{days, 0, ""};
  }
  constexpr int kRatioScale = 6;
  std::int64_t landed = 0;
  std::int64_t need = 0;
  for (const Good* good : goods(query.what)) {
    landed += sum("landed." + good->name, query.rows);
    need += sum("need." + good->name, query.rows);
  }
  if (need <= 0) return Error(Code::bad_field, "nothing is needed on these days");
  const auto share = multiply_divide(landed, 1'000'000, need, Rounding::half_even);
  if (!share) return Error(Code::overflow, "the share does not fit into 64 bits");
  return Value{*share, kRatioScale, ""};
}

Result<Value> Observer::price(const Query& query) const {
  const auto asked = lines(query.what);
  if (asked.size() != 1) return Error(Code::bad_field, "name the line whose price is meant");
  const Contract& line = *asked.front();
  const std::int64_t minor = at("price." + line.name, query.row);
  if (minor == 0) return Error(Code::fixing_missing, "no price is in force on that day");
  return Value{minor, line.price_decimals,
               std::string(line.price_currency.code()) + "/" + std::string(line.price_unit.code())};
}

Result<Value> Observer::observe(const Observation& what, const ExpectedValue& unit, Day day,
                                bool whole_run) const {
  const Day on = what.on.value_or(day);
  const auto row = result_.daily.row(on);
  if (!row) return outside_run(on);
  SETOFF_TRY(rows, rows_of(what, day, whole_run));
  const Query query{what, unit.commodity, rows, *row};
  switch (what.what) {
    case Observable::delivered:
    case Observable::retained:
    case Observable::flow:
    case Observable::landed:
    case Observable::stock:
      return quantity(query);
    case Observable::cut_days:
    case Observable::shortage_days:
    case Observable::share_financed:
    case Observable::refusals:
    case Observable::consultations:
      return number(query);
    case Observable::price:
      return price(query);
    case Observable::delivered_value:
    case Observable::billed:
    case Observable::paid:
    case Observable::overdue:
    case Observable::open_claims:
    case Observable::disputed:
    case Observable::at_banks:
    case Observable::blocked:
    case Observable::payables:
    case Observable::home_money:
    case Observable::penalties:
    case Observable::restricted:
    case Observable::balance:
    case Observable::approved:
    case Observable::swing:
    case Observable::paid_out:
    case Observable::landed_value:
    case Observable::purchased:
    case Observable::called:
    case Observable::settled:
    case Observable::imbalance:
      break;
  }
  return money(query);
}

Result<Value> Observer::observe(const Observation& what,
                                const std::vector<ObservationTerm>& further,
                                const ExpectedValue& unit, Day day, bool whole_run) const {
  SETOFF_TRY(value, observe(what, unit, day, whole_run));
  for (const auto& term : further) {
    SETOFF_TRY(next, observe(term.observation, unit, day, whole_run));
    if (next.scale != value.scale || next.unit != value.unit)
      return Error(Code::bad_field, value.unit + " and " + next.unit + " are not added up");
    const auto total = checked_add(value.minor, term.subtracted ? -next.minor : next.minor);
    if (!total) return Error(Code::overflow, "the sum does not fit into 64 bits");
    value.minor = *total;
  }
  return value;
}

}  // namespace setoff::simulator
