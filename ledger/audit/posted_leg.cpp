#include "ledger/audit/posted_leg.h"

namespace setoff {

std::optional<PostedLeg> posted_leg(const PostingView& posting) {
  std::string_view rest = posting.account;
  std::string_view parts[5];
  for (auto& part : parts) {
    const auto colon = rest.find(':');
    part = rest.substr(0, colon);
    rest = colon == std::string_view::npos ? std::string_view{} : rest.substr(colon + 1);
  }
  const auto* kind = find_kind(parts[2]);
  if (kind == nullptr || kind->account_class != parts[0]) return std::nullopt;
  return PostedLeg{kind->kind, parts[3], parts[4], posting};
}

}  // namespace setoff
