// Warns about flows that the file states but a capacity or contract limit keeps from being
// delivered.

#include "simulator/scenario/checks.h"
#include "simulator/scenario/evaluate.h"

namespace setoff::simulator {

namespace {

struct Clipped {
  int days = 0;
  Day first;
  Quantity stated;  // on the first day
  std::int64_t lost = 0;
};

// Days on which the flow is below that of `unbound`, the same scenario without the limit.
Clipped clipped_days(const Scenario& bound, const Scenario& unbound, LineRef line) {
  Clipped out;
  for (Day day = bound.time.from; day <= bound.time.to; day = day + 1) {
    const auto flow = stated_flow_on(bound, line, day);
    const auto stated = stated_flow_on(unbound, line, day);
    if (!flow || !stated || stated->minor() <= flow->minor()) continue;
    if (out.days++ == 0) {
      out.first = day;
      out.stated = *stated;
    }
    const auto lost = checked_add(out.lost, stated->minor() - flow->minor());
    out.lost = lost.value_or(INT64_MAX);
  }
  return out;
}

void report(const CheckContext& file, const Clipped& clipped, const std::string& path,
            const std::string& bound, const Contract& line) {
  if (clipped.days == 0) return;
  file.warning(path, "clipped",
               bound + " cuts the flow of '" + line.name + "' off on " +
                   std::to_string(clipped.days) + (clipped.days == 1 ? " day" : " days") +
                   ", the first " + clipped.first.text() + " (" + clipped.stated.text() +
                   " a day are stated): " + Quantity(clipped.lost, line.unit).text() +
                   " are not delivered",
               "raise it, or correct the flow, if these days are meant to be delivered in full");
}

}  // namespace

void warn_clipping(const CheckContext& file) {
  const Scenario& scenario = file.scenario;
  for (std::uint32_t i = 0; i < scenario.exports.size(); ++i) {
    const Contract& line = scenario.exports[i];
    const std::string path = "exports." + line.name;
    if (line.capacity) {
      Scenario unbound = scenario;
      unbound.exports[i].capacity.reset();
      report(file, clipped_days(scenario, unbound, LineRef(i)), path + ".capacity", "the capacity",
             line);
    }
    // Recorded history may exceed the contract and is not clipped.
    if (scenario.flows != Flows::behavioural || line.contract_max.empty()) continue;
    Scenario unbound = scenario;
    unbound.exports[i].contract_max = {};
    report(file, clipped_days(scenario, unbound, LineRef(i)), path + ".contract_max",
           "the contracted maximum", line);
  }
}

}  // namespace setoff::simulator
