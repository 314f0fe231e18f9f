#include "tests/benchmarks/judges/two_way_model.h"

#include "simulator/random/philox.h"

namespace setoff::benchmarks {

PathFlows flows_of(const TwoWayModel& model, std::uint64_t path) {
  PathFlows flows;
  const auto factor = [&](std::uint32_t month, std::uint32_t side) {
    const auto block =
        simulator::philox4x32({month, side, static_cast<std::uint32_t>(path), 0}, {20, 47});
    return 500 + static_cast<std::int64_t>(block[0] % 1001);
  };
  for (std::uint32_t month = 0; month < static_cast<std::uint32_t>(model.months); ++month) {
    flows.out.push_back(model.out_a_day / 1000 * factor(month, 0));
    flows.in.push_back(model.in_a_day / 1000 * factor(month, 1));
  }
  return flows;
}

std::vector<Day> month_starts(const TwoWayModel& model) {
  std::vector<Day> starts{model.from};
  for (int i = 0; i < model.months; ++i)
    starts.push_back(next_month_start(starts.back(), Calendar::gregorian));
  return starts;
}

}  // namespace setoff::benchmarks
