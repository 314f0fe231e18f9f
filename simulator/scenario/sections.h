#pragma once
// The readers of a scenario's sections, one small function each. Each reports everything it finds
// wrong to the diagnostics of `reading` and then returns false (or nullopt). Order of calls:
// read_scenario.cpp.

#include <optional>
#include <string>
#include <vector>

#include "simulator/scenario/context.h"
#include "simulator/scenario/csv.h"
#include "simulator/scenario/model.h"
#include "simulator/scenario/read_path.h"

namespace setoff::simulator {

[[nodiscard]] std::optional<TimeFrame> read_time(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<Currencies> read_currencies(const Node& node,
                                                        const ReadContext& reading);
[[nodiscard]] std::optional<std::vector<std::string>> read_purposes(const Node& node,
                                                                    const ReadContext& reading);
// Fills context.series_values and context.symbols.
bool read_data(const Node& node, const ReadContext& reading, Context& context, CsvFiles& files);
[[nodiscard]] std::optional<std::vector<ScenarioParty>> read_parties(const Node& node,
                                                                     const ReadContext& reading);
[[nodiscard]] std::optional<std::vector<ScenarioAccount>> read_accounts(const Node& node,
                                                                        const ReadContext& reading,
                                                                        const Context& context);
[[nodiscard]] std::optional<std::vector<OpeningClaim>> read_openings(const Node& node,
                                                                     const ReadContext& reading,
                                                                     const Context& context);
[[nodiscard]] std::optional<std::vector<Contract>> read_exports(const Node& node,
                                                                const ReadContext& reading,
                                                                const Context& context);
[[nodiscard]] std::optional<std::vector<Purchase>> read_purchases(const Node& node,
                                                                  const ReadContext& reading,
                                                                  const Context& context);
// Reads the keys that exports and purchases share; the caller reads the others and finishes the
// map.
bool read_contract(MapReader& map, const Context& context, Contract& out);
[[nodiscard]] std::optional<TakeOrPay> read_take_or_pay(const Node& node,
                                                        const ReadContext& reading);
[[nodiscard]] std::optional<BreachClaim> read_breach(const Node& node, const ReadContext& reading);
// Reads a `set`, `add` or `factor` of a flow in `unit` from the keys of the map.
bool read_flow_change(MapReader& map, const FlowUnit& unit, FlowChange& out);
[[nodiscard]] std::optional<BookTerms> read_terms(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<Payments> read_payments(const Node& node, const ReadContext& reading,
                                                    const Context& context);
[[nodiscard]] std::optional<std::vector<LineAccount>> read_line_accounts(const Node& node,
                                                                         const ReadContext& reading,
                                                                         const Context& context);
[[nodiscard]] std::optional<Waiver> read_waiver(const Node& node, const ReadContext& reading,
                                                const Context& context);
[[nodiscard]] std::optional<std::vector<AccountLimit>> read_limits(const Node& node,
                                                                   const ReadContext& reading,
                                                                   const Context& context);
[[nodiscard]] std::optional<std::vector<Settlement>> read_settlement(const Node& node,
                                                                     const ReadContext& reading,
                                                                     const Context& context);
[[nodiscard]] std::optional<Releases> read_releases(const Node& node, const ReadContext& reading,
                                                    const Context& context);
[[nodiscard]] std::optional<std::vector<PurposePayment>> read_uses(const Node& node,
                                                                   const ReadContext& reading,
                                                                   const Context& context);
[[nodiscard]] std::optional<Imports> read_imports(const Node& node, const ReadContext& reading,
                                                  const Context& context);
[[nodiscard]] std::optional<std::vector<Monetisation>> read_monetisation(const Node& node,
                                                                         const ReadContext& reading,
                                                                         const Context& context);
[[nodiscard]] std::optional<std::vector<SupplyRule>> read_supply_response(
    const Node& node, const ReadContext& reading, const Context& context, const Scenario& scenario);
bool read_fx(const Node& node, const ReadContext& reading, const Context& context,
             std::vector<RatePath>& rates, std::vector<AccountInterest>& interest);
[[nodiscard]] std::optional<std::vector<Shock>> read_shocks(const Node& node,
                                                            const ReadContext& reading,
                                                            const Context& context,
                                                            const Scenario& scenario);
[[nodiscard]] std::optional<std::vector<Expectation>> read_expectations(const Node& node,
                                                                        const ReadContext& reading,
                                                                        const Context& context,
                                                                        const Scenario& scenario);
[[nodiscard]] std::optional<std::vector<Reference>> read_references(const Node& node,
                                                                    const ReadContext& reading,
                                                                    CsvFiles& files);
// Reports every code in a `source` of the tree that is missing from `references`; reports nothing
// if `references` is empty.
void check_references(const Node& tree, const std::vector<Reference>& references,
                      Diagnostics& diagnostics);
[[nodiscard]] std::optional<Output> read_output(const Node& node, const ReadContext& reading);

}  // namespace setoff::simulator
