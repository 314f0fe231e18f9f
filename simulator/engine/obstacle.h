#pragma once
// Obstacle: what a move waits for that the rules refused. It is what the rule looked at, as it was
// then: as long as that stands, the move would be refused again, and is not tried.

#include <cstdint>
#include <optional>
#include <vector>

#include "simulator/engine/event_submitter.h"
#include "simulator/scenario/model.h"

namespace setoff::simulator {

class Obstacle {
 public:
  Obstacle() = default;  // nothing, until memory.h reads one into it
  // For a move of money on the accounts. Without the code of a refusal, everything counts that may
  // let it pass.
  Obstacle(const Scenario& scenario, const DayContext& today, std::optional<Code> refusal,
           std::vector<AccountRef> accounts);

  // Whether it still stands today.
  [[nodiscard]] bool stands(const Scenario& scenario, const DayContext& today) const;
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(refusal_, accounts_, seen_);
  }

 private:
  [[nodiscard]] std::vector<std::int64_t> seen(const Scenario& scenario,
                                               const DayContext& today) const;

  std::optional<Code> refusal_;
  std::vector<AccountRef> accounts_;
  std::vector<std::int64_t> seen_;
};

// Whether something waits on `day` for what has not changed yet.
[[nodiscard]] inline bool stands(const std::optional<Obstacle>& obstacle, const Scenario& scenario,
                                 const DayContext& today) {
  return obstacle && obstacle->stands(scenario, today);
}

}  // namespace setoff::simulator
