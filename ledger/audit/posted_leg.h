#pragma once
// PostedLeg: a posting with its account path split into parts, for the laws. It views into the
// posting.

#include <optional>

#include "ledger/books/chart.h"
#include "ledger/event/entry.h"

namespace setoff {

struct PostedLeg {
  AccountKind kind = AccountKind::claim;
  std::string_view object;
  std::string_view line;
  const PostingView& posting;
};

// nullopt if the chart has no such account.
[[nodiscard]] std::optional<PostedLeg> posted_leg(const PostingView& posting);

}  // namespace setoff
