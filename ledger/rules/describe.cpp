#include "ledger/rules/describe.h"

#include "ledger/base/check.h"
#include "ledger/rules/rules.h"

namespace setoff {

std::string describe(const Event& event) {
  return std::visit(
      [](const auto& data) -> std::string {
        if constexpr (std::is_same_v<std::decay_t<decltype(data)>, std::monostate>)
          return {};
        else
          return describe(data);
      },
      event.data);
}

std::string_view meaning_of(EventType type) {
  switch (type) {
#define SETOFF_EVENT(name, type, number, text, reversible) \
  case EventType::type:                                    \
    return meaning(std::type_identity<name>{});
#include "ledger/event/event_types.def"
#undef SETOFF_EVENT
  }
  SETOFF_CHECK(false && "an event type that is not in event_types.def");
  return {};
}

}  // namespace setoff
