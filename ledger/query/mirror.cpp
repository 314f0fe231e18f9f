#include "ledger/query/mirror.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "ledger/event/account_path.h"
#include "ledger/query/balances.h"

namespace setoff {
namespace {

constexpr std::string_view kOutside = "outside";
constexpr std::string_view kHome = "home";
constexpr std::string_view kNoHost = "abroad";  // for a line that the agreement does not name

constexpr AccountKind kShared[] = {
    AccountKind::claim,     AccountKind::disputed,       AccountKind::penalty,
    AccountKind::topup,     AccountKind::deposit,        AccountKind::clearing,
    AccountKind::payable,   AccountKind::advance,        AccountKind::repayable,
    AccountKind::latefee,   AccountKind::interest,       AccountKind::q_unbilled,
    AccountKind::q_billed,  AccountKind::export_revenue, AccountKind::deferred,
    AccountKind::shortfall, AccountKind::compensation,   AccountKind::q_makeup};

bool is_shared(const AccountPath& path) {
  const auto* kind = find_kind(path.kind);
  return kind != nullptr && std::ranges::find(kShared, kind->kind) != std::end(kShared);
}

std::string_view class_across(std::string_view account_class) {
  constexpr std::pair<std::string_view, std::string_view> kPairs[] = {{"assets", "liabilities"},
                                                                      {"income", "expenses"}};
  for (const auto& [one, other] : kPairs) {
    if (account_class == one) return other;
    if (account_class == other) return one;
  }
  return account_class;
}

AccountPath across(const Agreement& agreement, const AccountPath& path) {
  if (is_shared(path) || path.kind == kOutside)
    return {class_across(path.account_class), path.object, path.kind, path.owner, path.line};
  const auto* line = agreement.find_line(path.line);
  return {"equity", line == nullptr ? kNoHost : line->buyer, kOutside, kHome, path.line};
}

}  // namespace

std::vector<SidePosting> side_of(const Entry& entry) {
  std::vector<SidePosting> postings;
  for (const auto& posting : entry.postings)
    postings.push_back(
        {posting.account, posting.lot, posting.commodity, posting.amount, posting.value_date});
  return postings;
}

std::vector<SidePosting> side_of(const State& state, Day day) {
  std::vector<SidePosting> balances;
  for (const auto& row : trial_balance(state, day))
    balances.push_back({row.account, {}, row.commodity, row.amount});
  return balances;
}

bool is_shared(std::string_view path) {
  return is_shared(split_path(path));
}

std::string mirror_account(const Agreement& agreement, std::string_view path) {
  return path_text(across(agreement, split_path(path)));
}

std::vector<SidePosting> mirror(const Agreement& agreement, std::span<const SidePosting> postings) {
  std::vector<SidePosting> mirrored;
  std::map<std::tuple<std::string, Commodity, std::optional<Day>>, Int128> outside;
  for (const auto& posting : postings) {
    auto account = mirror_account(agreement, posting.account);
    if (is_shared(posting.account))
      mirrored.push_back({std::move(account), posting.lot, posting.commodity, -posting.amount,
                          posting.value_date});
    else
      outside[{std::move(account), posting.commodity, posting.value_date}] -= posting.amount;
  }
  for (const auto& [key, amount] : outside) {
    const auto& [account, commodity, value_date] = key;
    if (amount != 0) mirrored.push_back({account, {}, commodity, amount, value_date});
  }
  return mirrored;
}

}  // namespace setoff
