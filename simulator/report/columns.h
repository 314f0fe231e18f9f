#pragma once
// Looking up the columns of a run, and the parts that a claim falls into, in the order of money's
// way from the invoice to the goods. A missing column counts as zero: a run without imports has no
// columns of goods.

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "simulator/engine/result.h"

namespace setoff::sim {

struct ClaimPart {
  std::string_view name;    // "overdue"
  std::string_view before;  // column: before + line + after
  std::string_view after;
  std::string_view about;
  [[nodiscard]] std::string column(std::string_view line) const;
};

inline constexpr std::array<ClaimPart, 11> kClaimParts = {{
    {"undue", "claims.", ".undue", "invoiced, not yet due"},
    {"due", "claims.", ".due", "due, within the days of grace"},
    {"overdue", "claims.", ".overdue", "past due and grace, not paid"},
    {"penalty", "claims.", ".penalty", "late fees, not paid"},
    {"restricted", "deposit.", ".restricted", "paid in; nobody has asked to use it"},
    {"requested", "deposit.", ".requested", "a release is asked for, not decided"},
    {"approved", "deposit.", ".approved", "released for a purpose, not spent"},
    {"converted", "deposit.", ".converted", "released and in the currency of the purchase"},
    {"transit", "transit.", "", "paid for goods that are under way"},
    {"spent", "spent.", "", "spent on goods and other purposes"},
    {"costs", "costs.", "", "interest, fees, spread, losses"},
}};

// Index of the day's row; nothing outside the run.
[[nodiscard]] std::optional<std::size_t> row_of(const DailyTable& table, Day day);
[[nodiscard]] const Column* find_column(const DailyTable& table, std::string_view name);
// The column's last level, or its sum over the run; zero in `fallback_unit` if it is not there.
[[nodiscard]] Value last_level(const DailyTable& table, std::string_view name,
                               std::string_view fallback_unit, int fallback_scale);
[[nodiscard]] Value run_total(const DailyTable& table, std::string_view name,
                              std::string_view fallback_unit, int fallback_scale);

}  // namespace setoff::sim
