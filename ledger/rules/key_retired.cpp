// key.retired: a public key is withdrawn.

#include "ledger/rules/event_rules.h"

namespace setoff {
namespace {

struct KeyRetiredRules {
  static constexpr std::string_view kMeaning = "A public key is withdrawn.";

  static std::string describe(const KeyRetired&) { return {}; }

  static Status prepare(const RuleContext& context, const KeyRetired& data) {
    const auto key = context.state.keys.find(data.key);
    if (key == context.state.keys.end())
      return Error(Code::unknown_lot, "no key '" + data.key + "'");
    if (!key->second)
      return Error(Code::state_unchanged, "the key '" + data.key + "' is retired already");
    return Ok{};
  }

  static void apply(State& state, const Event&, const KeyRetired& data, Draft&&, Sequence) {
    state.keys.find(data.key)->second = false;
  }
};

}  // namespace

SETOFF_RULES(KeyRetired, KeyRetiredRules)

}  // namespace setoff
