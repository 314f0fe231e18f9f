// key.added: a party announces a public key.

#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"

namespace setoff {
namespace {

// Whether the text is a 32-byte Ed25519 key in base64 (RFC 4648): 43 digits, the last with two
// unused bits that must be zero, and the padding.
bool is_public_key(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr std::size_t kSize = 44;
  if (text.size() != kSize || text.back() != '=') return false;
  const auto digits = text.substr(0, kSize - 1);
  return digits.find_first_not_of(kDigits) == std::string_view::npos &&
         kDigits.find(digits.back()) % 4 == 0;
}

struct KeyAddedRules {
  static constexpr std::string_view kMeaning = "A party announces a public key.";

  static std::string describe(const KeyAdded&) { return {}; }

  static Status prepare(const RuleContext& context, const KeyAdded& data) {
    SETOFF_TRY_STATUS(require_party(context, data.party));
    if (!is_public_key(data.public_key.value))
      return Error(Code::bad_field, "is not the 32 bytes of an Ed25519 key in base64",
                   "data.public_key");
    if (context.state.keys.contains(data.key))
      return Error(Code::lot_exists, "the key name '" + data.key + "' is taken");
    return Ok{};
  }

  static void apply(State& state, const Event&, const KeyAdded& data, Draft&&, Sequence) {
    state.keys.emplace(data.key, true);
  }
};

}  // namespace

SETOFF_RULES(KeyAdded, KeyAddedRules)

}  // namespace setoff
