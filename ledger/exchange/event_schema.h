#pragma once
// JSON Schema of events, generated from the `fields` lists of their structs. A text that a schema
// accepts is one that EventReader reads and check_form passes, except for what a schema cannot
// express (duplicate members, amounts beyond 64 bits, texts with more bytes than characters,
// extensions named almost like an attribute of ours). No errors. Source: JSON Schema 2020-12;
// OpenAPI 3.1.

#include <string>
#include <string_view>

#include "ledger/event/event.h"

namespace setoff {

// A standalone, indented document for events of that type.
[[nodiscard]] std::string event_schema(EventType type);
// The same for an event of any type.
[[nodiscard]] std::string any_event_schema();
// Every schema that events need, as one JSON object keyed by name: "Event" (any type, discriminated
// by `type`), one for each type ("PaymentReceived"), "Money", "Rules", ... They reference each
// other as `prefix` plus the name; a prefix is for example "#/components/schemas/".
[[nodiscard]] std::string event_schemas(std::string_view prefix);

}  // namespace setoff
