#pragma once
// What an event of each type states, in one sentence for people: used in the schemas, in their
// list, and in docs/events.md. No errors.

#include <string_view>

#include "ledger/core/event.h"

namespace setoff {

[[nodiscard]] std::string_view what_it_says(EventType type);

}  // namespace setoff
