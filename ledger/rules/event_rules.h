#pragma once
// What the file of an event type must define: a struct with all facets, the members below, which
// SETOFF_RULES at the end of the file registers. A missing facet does not compile. Example, for a
// type that is not reversible:
//
//   namespace {
//   struct KeyRetiredRules {
//     static constexpr std::string_view kMeaning = "A public key is withdrawn.";
//     static std::string describe(const KeyRetired& data);
//     static Status prepare(const RuleContext& context, const KeyRetired& data);
//     static void apply(State& state, const Event& event, const KeyRetired& data, Draft&& draft,
//                       Sequence sequence);
//   };
//   }  // namespace
//   SETOFF_RULES(KeyRetired, KeyRetiredRules)
//
// A reversible type also has prepare_reversal() and undo_facts(); see rules.h for what each does.

#include <concepts>
#include <utility>

#include "ledger/base/check.h"
#include "ledger/rules/rules.h"

namespace setoff {

template <class Data>
inline constexpr bool kReversible = false;
#define SETOFF_EVENT(name, type, number, text, reversible) \
  template <>                                              \
  inline constexpr bool kReversible<name> = reversible;
#include "ledger/event/event_types.def"
#undef SETOFF_EVENT

template <class Rules, class Data>
concept HasEveryFacet = requires(const RuleContext& context, State& state, const Event& event,
                                 const Data& data, Draft&& draft, Sequence sequence) {
  { Rules::kMeaning } -> std::convertible_to<std::string_view>;
  { Rules::describe(data) } -> std::same_as<std::string>;
  { Rules::prepare(context, data) } -> std::same_as<Status>;
  { Rules::apply(state, event, data, std::move(draft), sequence) } -> std::same_as<void>;
};
template <class Rules, class Data>
concept CanBeReversed =
    requires(const RuleContext& context, State& state, const Data& data, const Entry& entry) {
      { Rules::prepare_reversal(context, entry, data) } -> std::same_as<Status>;
      { Rules::undo_facts(state, entry, data) } -> std::same_as<void>;
    };

template <class Rules, class Data>
Status prepare_reversal_by(const RuleContext& context, const Entry& entry, const Data& data) {
  if constexpr (kReversible<Data>)
    return Rules::prepare_reversal(context, entry, data);
  else
    SETOFF_CHECK(false && "the type is not reversible");
}
template <class Rules, class Data>
void undo_facts_by(State& state, const Entry& entry, const Data& data) {
  if constexpr (kReversible<Data>)
    Rules::undo_facts(state, entry, data);
  else
    SETOFF_CHECK(false && "the type is not reversible");
}

}  // namespace setoff

// Use it once, at the end of the type's file, inside namespace setoff.
#define SETOFF_RULES(Data, Rules)                                                             \
  static_assert(HasEveryFacet<Rules, Data>, #Data " lacks a facet; see event_rules.h");       \
  static_assert(kReversible<Data> == CanBeReversed<Rules, Data>,                              \
                #Data " has the facets of a reversal if, and only if, it is reversible");     \
  std::string_view meaning(std::type_identity<Data>) {                                        \
    return Rules::kMeaning;                                                                   \
  }                                                                                           \
  std::string describe(const Data& data) {                                                    \
    return Rules::describe(data);                                                             \
  }                                                                                           \
  Status prepare(const RuleContext& context, const Data& data) {                              \
    return Rules::prepare(context, data);                                                     \
  }                                                                                           \
  void apply_facts(State& state, const Event& event, const Data& data, Draft&& draft,         \
                   Sequence sequence) {                                                       \
    Rules::apply(state, event, data, std::move(draft), sequence);                             \
  }                                                                                           \
  Status prepare_reversal(const RuleContext& context, const Entry& entry, const Data& data) { \
    return prepare_reversal_by<Rules>(context, entry, data);                                  \
  }                                                                                           \
  void undo_facts(State& state, const Entry& entry, const Data& data) {                       \
    undo_facts_by<Rules>(state, entry, data);                                                 \
  }
