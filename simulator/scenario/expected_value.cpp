#include "simulator/scenario/expected_value.h"

#include "simulator/scenario/read_path.h"

namespace setoff::simulator {

namespace {

Fault wrong(const ObservableInfo& facts, const Measure& measure) {
  const bool missing = measure.dimension.is_plain() && !measure.percent &&
                       facts.value != ValueKind::share && facts.value != ValueKind::count;
  return Fault{missing ? "missing_unit" : "unit_mismatch",
               std::string(facts.name) + " gives a value such as " + std::string(facts.example) +
                   ", found " + (missing ? "the plain number " : "") + measure.text(),
               0,
               0,
               {},
               missing ? "write the unit after the number" : ""};
}

// A measure in one commodity of the kind; in `wanted` if that is set.
template <class Kind>
Parsed<ExpectedValue> single(const ObservableInfo& facts, const Measure& measure, Kind wanted) {
  const auto& powers = measure.dimension.powers();
  if (powers.size() != 1 || powers[0].halves != 2 || powers[0].base.is_time())
    return wrong(facts, measure);
  const auto kind = Kind::from(powers[0].base.commodity());
  if (!kind || (wanted != Kind() && *kind != wanted)) return wrong(facts, measure);
  return ExpectedValue{measure.value, *kind, {}};
}

}  // namespace

Parsed<ExpectedValue> expected_value(const ObservableInfo& facts, const Measure& measure,
                                     Unit goods) {
  switch (facts.value) {
    case ValueKind::money:
      return single<Currency>(facts, measure, Currency());
    case ValueKind::quantity:
      return single<Unit>(facts, measure, goods);
    case ValueKind::per_day: {
      const Unit unit = goods != Unit() ? goods : unit_of_flow(measure).value_or(Unit());
      if (unit == Unit()) return wrong(facts, measure);
      SETOFF_TRY_PARSED(amount, expect_per_day(measure, unit));
      return ExpectedValue{amount, unit, {}};
    }
    case ValueKind::price: {
      SETOFF_TRY_PARSED(rate, expect_any_rate(measure));
      return ExpectedValue{rate.value, rate.numerator, rate.denominator};
    }
    case ValueKind::share:
    case ValueKind::count:
      break;
  }
  if (!measure.dimension.is_plain()) return wrong(facts, measure);
  return ExpectedValue{measure.value, {}, {}};
}

std::optional<Decimal> tolerance_of(Decimal value, Decimal share) {
  const auto exact = Exact(value).times(share);
  if (!exact) return std::nullopt;
  for (const int places : {6, 2, 0}) {
    const auto rounded = exact->round(places, Rounding::half_even);
    if (rounded) return Decimal(*rounded < 0 ? -*rounded : *rounded, -places);
  }
  return std::nullopt;
}

}  // namespace setoff::simulator
