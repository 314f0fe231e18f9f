#include "ledger/audit/posted_leg.h"

#include "ledger/event/account_path.h"

namespace setoff {

std::optional<PostedLeg> posted_leg(const PostingView& posting) {
  const auto path = split_path(posting.account);
  const auto* kind = find_kind(path.kind);
  if (kind == nullptr || kind->account_class != path.account_class) return std::nullopt;
  return PostedLeg{kind->kind, path.object, path.line, posting};
}

}  // namespace setoff
