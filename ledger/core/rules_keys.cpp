// Rules of the parties' signing keys.

#include "ledger/core/rule_checks.h"

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

}  // namespace

Status draft_for(const RuleContext& context, const KeyAdded& data) {
  TRY_STATUS(need_party(context, data.party));
  if (!is_public_key(data.public_key.value))
    return Error(Code::bad_field, "is not the 32 bytes of an Ed25519 key in base64",
                 "data.public_key");
  if (context.state.keys.contains(data.key))
    return Error(Code::lot_exists, "the key name '" + data.key + "' is taken");
  return Ok{};
}
void record(State& state, const Event&, const KeyAdded& data, const Draft&, Sequence) {
  state.keys.emplace(data.key, true);
}
Status draft_for(const RuleContext& context, const KeyRetired& data) {
  const auto key = context.state.keys.find(data.key);
  if (key == context.state.keys.end()) return Error(Code::unknown_lot, "no key '" + data.key + "'");
  if (!key->second)
    return Error(Code::state_unchanged, "the key '" + data.key + "' is retired already");
  return Ok{};
}
void record(State& state, const Event&, const KeyRetired& data, const Draft&, Sequence) {
  state.keys.find(data.key)->second = false;
}

}  // namespace setoff
