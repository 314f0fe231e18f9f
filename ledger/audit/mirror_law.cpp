#include <map>

#include "ledger/audit/laws.h"
#include "ledger/event/account_path.h"

namespace setoff {
namespace {

using Sums = std::map<std::pair<std::string, Commodity>, Int128>;

Sums sums_of(std::span<const SidePosting> postings) {
  Sums sums;
  for (const auto& posting : postings)
    sums[{posting.account, posting.commodity}] += posting.amount;
  return sums;
}

Sums shared_sums_of(std::span<const SidePosting> postings) {
  auto sums = sums_of(postings);
  std::erase_if(sums,
                [](const auto& sum) { return sum.second == 0 || !is_shared(sum.first.first); });
  return sums;
}

void check_they_balance(std::span<const SidePosting> theirs, std::vector<LawBreach>& breaches) {
  Sums by_line;
  for (const auto& posting : theirs)
    by_line[{std::string(line_of_path(posting.account)), posting.commodity}] += posting.amount;
  for (const auto& [key, sum] : by_line)
    if (sum != 0)
      breaches.push_back({Law::mirrors_agree, "the other side's books of " + key.first + " in " +
                                                  std::string(key.second.code()) +
                                                  " do not balance"});
}

}  // namespace

std::vector<LawBreach> check_mirror(const Agreement& agreement, std::span<const SidePosting> ours,
                                    std::span<const SidePosting> theirs) {
  std::vector<LawBreach> breaches;
  check_they_balance(theirs, breaches);
  const auto shown = sums_of(theirs);
  const auto shared = shared_sums_of(ours);
  for (const auto& [key, amount] : shared) {
    const auto account = mirror_account(agreement, key.first);
    const auto found = shown.find({account, key.second});
    if (found == shown.end() || found->second != -amount)
      breaches.push_back(
          {Law::mirrors_agree, account + " does not show the opposite of " + key.first});
  }
  if (shared_sums_of(mirror(agreement, theirs)) != shared)
    breaches.push_back({Law::mirrors_agree, "the mirror of the other side is not these books"});
  return breaches;
}

}  // namespace setoff
