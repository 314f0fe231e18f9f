#pragma once
// The posting rules. Every event type has one file, ledger/rules/<noun>_<verb>.cpp, which defines
// all its facets in one struct (event_rules.h); the functions below dispatch to them.
// docs/events-and-postings.md tabulates the rules.

#include <string>
#include <string_view>
#include <type_traits>

#include "ledger/books/books_after.h"
#include "ledger/books/joined_name.h"
#include "ledger/rules/post.h"

namespace setoff {

struct RuleContext {
  const State& state;
  const Event& event;
  const ReferencedEntries& referenced;
  Draft& draft;  // for this event; meaningless if the rule refuses

  [[nodiscard]] Day day() const { return event.value_date; }
  [[nodiscard]] const Rules& rules() const { return rules_on(state, event.value_date); }
  [[nodiscard]] Currency book() const { return state.agreement.book; }
  // The books as they would be with the legs that the draft has by now.
  [[nodiscard]] BooksAfter after() const { return {state, draft, event.value_date}; }
};

// For each event type. Defined by SETOFF_RULES at the end of the type's file.
//
// meaning()           one sentence for people: what an event of the type says
// describe()          one event in a phrase: what, how much, to whom; empty if the type says it all
// prepare()           puts the legs into the context's empty draft, or refuses the event; does not
//                     change the books
// apply_facts()       moves the facts of an accepted event into the books; cannot fail
// prepare_reversal()  as prepare(), for the reversal of `entry`, whose event had `data`
// undo_facts()        takes back the facts of the reversed entry; cannot fail
// The last two are called for reversible types only.
#define SETOFF_EVENT(name, type, number, text, reversible)                              \
  [[nodiscard]] std::string_view meaning(std::type_identity<name>);                     \
  [[nodiscard]] std::string describe(const name& data);                                 \
  [[nodiscard]] Status prepare(const RuleContext& context, const name& data);           \
  void apply_facts(State& state, const Event& event, const name& data, Draft&& draft,   \
                   Sequence sequence);                                                  \
  [[nodiscard]] Status prepare_reversal(const RuleContext& context, const Entry& entry, \
                                        const name& data);                              \
  void undo_facts(State& state, const Entry& entry, const name& data);
#include "ledger/event/event_types.def"
#undef SETOFF_EVENT

// Names under which State::spans keeps the days that may be booked only once.
[[nodiscard]] JoinedName delivery_span(std::string_view line, std::string_view meter);
[[nodiscard]] JoinedName invoice_span(std::string_view line);
[[nodiscard]] JoinedName shortfall_span(std::string_view line);
[[nodiscard]] JoinedName latefee_span(std::string_view invoice);
[[nodiscard]] JoinedName interest_span(std::string_view account, std::string_view line);

}  // namespace setoff
