#pragma once
// JSON Schema of events, made from the `fields` lists of their structs: a text that a schema takes
// is one that EventReader takes and check_form passes, save for what a schema cannot see (members
// that stand twice, amounts beyond 64 bits, texts of more bytes than characters, extensions that
// are nearly named like an attribute of ours). No errors. Source: JSON Schema 2020-12; OpenAPI 3.1.

#include <string>
#include <string_view>

#include "ledger/core/event.h"

namespace setoff {

// A document on its own, indented: an event of that type.
[[nodiscard]] std::string event_schema(EventType type);
// The same for an event of any type.
[[nodiscard]] std::string any_event_schema();
// Every schema that events need, as one JSON object by name: "Event" (any type, told apart by
// `type`), one for each type ("PaymentReceived"), "Money", "Rules", ... They refer to each other as
// `prefix` and the name: "#/components/schemas/".
[[nodiscard]] std::string event_schemas(std::string_view prefix);

}  // namespace setoff
