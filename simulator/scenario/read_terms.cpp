// Reads terms.

#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

constexpr int kHonourDaysMax = 3660;

void check_tolerances(MapReader& map, const std::vector<Money>& tolerances) {
  for (std::size_t i = 0; i < tolerances.size(); ++i) {
    const Money& amount = tolerances[i];
    if (!amount.is_positive())
      map.error_at("closing_tolerance", "out_of_range", "a tolerance is above zero", {},
                   "remove it: without one the smallest unit of the currency is closed");
    for (std::size_t k = 0; k < i; ++k)
      if (tolerances[k].kind() == amount.kind())
        map.error_at("closing_tolerance", "conflicting_keys",
                     "two tolerances are in " + std::string(amount.kind().code()), {},
                     "give one for each currency");
  }
}

}  // namespace

std::optional<BookTerms> read_terms(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  BookTerms out;
  std::int32_t honour_within = 0;
  map.with_default(
      {"advances", "what a payment ahead of its invoice meets", "by_instruction", "next_claim"},
      one_of<AdvanceRule>(), out.advances);
  map.optional({"closing_tolerance", "remainders up to this are closed, by currency paid",
                "[0.05 EUR, 250 IQD]"},
               list_of(read_money), out.closing_tolerance);
  map.with_default(
      {"honour_within", "days in which papers presented in time are paid", "30 days", "21 days"},
      read_days, honour_within);
  check_tolerances(map, out.closing_tolerance);
  if (honour_within > kHonourDaysMax)
    map.error_at("honour_within", "out_of_range",
                 "at most " + std::to_string(kHonourDaysMax) + " days");
  out.honour_within_days = honour_within;
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace setoff::simulator
