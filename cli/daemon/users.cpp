#include "cli/daemon/users.h"

#include <algorithm>
#include <array>

#include "ledger/crypto/encoding.h"
#include "ledger/crypto/random_bytes.h"
#include "ledger/crypto/sha256.h"

namespace setoff::cli {
namespace {

// The members of an event that rights depend on.
struct NamedMembers {
  std::vector<std::pair<std::string_view, std::string_view>> accounts;  // member, account
  std::optional<std::string_view> by;
  std::optional<std::string_view> requested_by;

  template <class T>
  void operator()(std::string_view, const T&, std::string_view) {}
  void operator()(std::string_view member, const std::string& value, std::string_view) {
    if (member == "account" || member == "to_account") accounts.emplace_back(member, value);
    if (member == "by") by = value;
    if (member == "requested_by") requested_by = value;
  }
};

NamedMembers members_of(const Event& event) {
  NamedMembers members;
  std::visit(
      [&]<class T>(const T& data) {
        if constexpr (!std::is_same_v<T, std::monostate>) T::fields(data, members);
      },
      event.data);
  return members;
}

Error refuse(const User& user, const std::string& what, std::string where) {
  return {Code::not_permitted, "'" + user.name + "' " + what, std::move(where)};
}

Status check_hands(const User& user, const Event& event, const NamedMembers& members) {
  if (user.stamp) return Ok{};  // an import tells what others did
  const bool own_hand = is_approval(event.type()) || event.type() == EventType::release_requested ||
                        event.type() == EventType::reversal_requested;
  if (own_hand && members.by && *members.by != user.name)
    return refuse(user, "may not act as '" + std::string(*members.by) + "'; `by` is who sends it",
                  "data.by");
  if (members.requested_by && *members.requested_by == user.name)
    return refuse(user, "may not approve what it asked for itself", "data.requested_by");
  return Ok{};
}

Status check_stamps(const User& user, const Event& event) {
  if (user.stamp) return Ok{};
  if (event.booked) return refuse(user, "may not give booking times", "bookedtime");
  if (!event.submitter.empty() && event.submitter != user.party)
    return refuse(user, "submits for '" + user.party + "', not for '" + event.submitter + "'",
                  "submitter");
  return Ok{};
}

}  // namespace

bool is_approval(EventType type) {
  return type == EventType::release_approved || type == EventType::release_denied ||
         type == EventType::entry_reversed;
}

Status may_submit(const User& user, const Event& event) {
  const auto type = event.type();
  const bool right = is_approval(type) ? user.approve : user.submit.contains(type);
  if (!right) return refuse(user, "may not submit " + std::string(event.type_name()), "type");
  const auto members = members_of(event);
  for (const auto& [member, account] : members.accounts)
    if (!user.accounts.empty() && std::ranges::find(user.accounts, account) == user.accounts.end())
      return refuse(user, "may not touch the account '" + std::string(account) + "'",
                    "data." + std::string(member));
  TRY_STATUS(check_hands(user, event, members));
  return check_stamps(user, event);
}

void sign_for(const User& user, Event& event) {
  if (event.submitter.empty() && !user.stamp) event.submitter = user.party;
}

bool Users::add(const Digest& token_hash, User user) {
  return by_token_.emplace(token_hash, std::move(user)).second;
}

const User* Users::find(const Digest& token_hash) const {
  // Looked up by the hash, which an attacker cannot steer: how long it takes tells nothing.
  const auto found = by_token_.find(token_hash);
  return found == by_token_.end() ? nullptr : &found->second;
}

Digest hash_of_token(std::string_view token) {
  return sha256(bytes_of(token));
}

Result<std::string> new_token() {
  std::array<std::byte, 32> bytes{};
  TRY_STATUS(fill_random(bytes));
  return to_hex(bytes);
}

}  // namespace setoff::cli
