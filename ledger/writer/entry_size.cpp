#include "ledger/writer/entry_size.h"

namespace setoff {
namespace {

// Upper bound on the encoded size of the draft's postings and links, in bytes.
std::size_t back_size_max(const Draft& draft) {
  constexpr std::size_t kLinkSize = 9;
  constexpr std::size_t kPostingSize = 2 + 2 + 8 + 8 + 9 + 8 + 5;
  constexpr std::size_t kPathSizeMax = 11 + 32 + 11 + 4;  // class, owner, kind, colons
  std::size_t size = 4 + draft.links.size() * kLinkSize;
  for (const auto& leg : draft.legs)
    size += kPostingSize + kPathSizeMax + leg.account.object.size() + leg.account.line.size() +
            leg.lot.size();
  return size;
}

}  // namespace

bool fits_entry(std::size_t front_size, const Draft& draft) {
  return front_size + back_size_max(draft) <= kEntrySizeMax;
}

}  // namespace setoff
