#pragma once
// Probes: the columns of the daily table, each with its name, its form and what computes its value
// on an evening. The list is complete and in the order of result.h; which of it a run records is
// the recorder's affair. Money is in minor units.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ledger/query/claims.h"
#include "simulator/engine/flows.h"
#include "simulator/engine/result.h"
#include "simulator/scenario/model.h"

namespace setoff::simulator {

// The unit, scale and measure of a column.
struct ColumnForm {
  std::string unit;
  int scale = 0;
  Aggregation measure = Aggregation::level;
};

// What the values of an evening are computed from.
struct Evening {
  const State& state;
  Day day;
  const DayFlows* flows = nullptr;  // null for a running total
  const Claims* claims = nullptr;   // null unless a probe of the evening is of claims
  std::int64_t submitted = 0;       // events of the day
  std::int64_t refused = 0;
  std::optional<Currency> rate_of{};  // the currency of which `reporting_rate` prices one unit
};

enum class ProbeSource : std::uint8_t {
  flows,    // the day's flows, or a few balances of the books
  running,  // a total in the books so far; the column shows its change since the last evening
  claims    // Evening::claims, which are dear
};

struct Probe {
  std::string name;
  ColumnForm form;
  ProbeSource source = ProbeSource::flows;
  std::function<Result<std::int64_t>(const Evening&)> value;
};

inline constexpr std::string_view kReportingRate = "reporting_rate";

// The probes refer to the scenario. The unit of `reporting_rate` is empty: it depends on the rates
// of the first evening.
[[nodiscard]] std::vector<Probe> probes_of(const Scenario& scenario);

// The currency of which `reporting_rate` prices one unit: the rate is at least one on that day.
// nullopt if the scenario reports in the currency of its books.
[[nodiscard]] Result<std::optional<Currency>> priced_currency(const Scenario& scenario,
                                                              const State& state, Day day);
[[nodiscard]] std::string reporting_unit(const Scenario& scenario, Currency rate_of);

// Collects probes; for probes_of().
class ProbeList {
 public:
  explicit ProbeList(const Scenario& scenario) : scenario_(scenario) {}

  // Empty pieces of the name are left out.
  template <class Value>
  void add(std::initializer_list<std::string_view> name, ColumnForm form, ProbeSource source,
           Value value) {
    Probe probe{{}, std::move(form), source, std::move(value)};
    for (const auto piece : name)
      if (!piece.empty()) probe.name += (probe.name.empty() ? "" : ".") + std::string(piece);
    probes_.push_back(std::move(probe));
  }
  // In the book currency.
  [[nodiscard]] ColumnForm money(Aggregation measure) const {
    return form(scenario_.currency.contract, measure);
  }
  // In minor units of a currency or a unit.
  template <class Kind>
  [[nodiscard]] static ColumnForm form(const Kind& kind, Aggregation measure) {
    return {std::string(kind.code()), kind.scale(), measure};
  }
  [[nodiscard]] static ColumnForm flag() { return {"", 0, Aggregation::flag}; }
  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  [[nodiscard]] std::vector<Probe> take() { return std::move(probes_); }

 private:
  const Scenario& scenario_;
  std::vector<Probe> probes_;
};

// Parts of the list, in its order.
void add_claims(ProbeList& list);
void add_accounts(ProbeList& list);
void add_line_flows(ProbeList& list);
void add_spent(ProbeList& list);
void add_two_way(ProbeList& list);
void add_rates(ProbeList& list);
void add_goods(ProbeList& list);
void add_windows(ProbeList& list);
void add_counts(ProbeList& list);

}  // namespace setoff::simulator
