#pragma once
// The posting rules: a pair of functions for each event type. draft_for() puts the legs into the
// context's empty draft, or refuses the event; it does not change the books. record() stores the
// facts of the event; it runs after draft_for() has accepted the event and cannot fail. The rules
// are in rules_*.cpp, by subject; docs/events-and-postings.md tabulates them.

#include "ledger/core/draft.h"
#include "ledger/core/joined_name.h"
#include "ledger/core/post.h"

namespace setoff {

struct RuleContext {
  const State& state;
  const Event& event;
  const Resolved& resolved;
  Draft& draft;  // for this event; meaningless if the rule refuses

  [[nodiscard]] Day day() const { return event.value_date; }
  [[nodiscard]] const Rules& rules() const { return rules_on(state, event.value_date); }
  [[nodiscard]] Currency book() const { return state.agreement.book; }
};

#define SETOFF_EVENT(name, type, number, text, reversible)                            \
  [[nodiscard]] Status draft_for(const RuleContext& context, const name& data);       \
  void record(State& state, const Event& event, const name& data, const Draft& draft, \
              Sequence sequence);
#include "ledger/core/event_types.def"
#undef SETOFF_EVENT

// Names of spans that may be booked only once (Spans).
[[nodiscard]] JoinedName delivery_span(std::string_view line, std::string_view meter);
[[nodiscard]] JoinedName invoice_span(std::string_view line);
[[nodiscard]] JoinedName latefee_span(std::string_view invoice);
[[nodiscard]] JoinedName interest_span(std::string_view account, std::string_view line);

}  // namespace setoff
