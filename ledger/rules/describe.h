#pragma once
// Events in words for people: used by listings, traces, the schemas and docs/events.md. No errors.

#include <string>
#include <string_view>

#include "ledger/event/event.h"

namespace setoff {

// An event in one phrase, without its type and date: what, how much, to whom, under which
// documents. Example: "29,850.000 t of order O-1 landed, 150.000 t short". Empty where the type
// says it all.
[[nodiscard]] std::string describe(const Event& event);
// What an event of the type says, in one sentence.
[[nodiscard]] std::string_view meaning_of(EventType type);

}  // namespace setoff
