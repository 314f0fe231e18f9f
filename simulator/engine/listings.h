#pragma once
// Listings: what restricted money may be spent on. Everything is listed on the first day of the
// run; a good with days of its own is listed on the first of them and delisted after the last.

#include "simulator/engine/event_submitter.h"
#include "simulator/scenario/model.h"

namespace setoff::simulator {

// On the first day of the run.
[[nodiscard]] Status list_goods(const Scenario& scenario, DayContext& today);
// On every later day.
[[nodiscard]] Status change_listings(const Scenario& scenario, DayContext& today);

}  // namespace setoff::simulator
