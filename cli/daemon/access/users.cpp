#include "cli/daemon/access/users.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "ledger/crypto/encoding.h"
#include "ledger/crypto/random_bytes.h"
#include "ledger/crypto/sha256.h"

namespace setoff::cli {
namespace {

using Names = std::span<const std::string>;

// A member of an event and the name in it; the name is empty if the member is left out, which means
// all.
struct NamedMember {
  std::string_view member;
  std::string_view name;
};

// The members of an event that determine the rights it needs.
struct NamedMembers {
  std::vector<NamedMember> accounts;
  std::vector<NamedMember> lines;
  std::vector<NamedMember> parties;  // that the event acts for
  std::optional<std::string_view> by;
  std::optional<std::string_view> requested_by;

  template <class T>
  void operator()(std::string_view, const T&, std::string_view) {}
  void operator()(std::string_view member, const std::string& value, std::string_view) {
    note(member, value);
    if (member == "by") by = value;
    if (member == "requested_by") requested_by = value;
  }
  void operator()(std::string_view member, const std::optional<std::string>& value,
                  std::string_view) {
    const bool is_account = member.ends_with("_account");  // left out, it is none, not all
    if (value || !is_account) note(member, value ? std::string_view(*value) : std::string_view());
  }
  void operator()(std::string_view member, const std::vector<std::string>& values,
                  std::string_view) {
    if (values.empty()) note(member, {});
    for (const auto& value : values)
      note(member, value);
  }

 private:
  void note(std::string_view member, std::string_view name) {
    if (member == "account" || member.ends_with("_account")) accounts.push_back({member, name});
    if (member == "line" || member == "lines") lines.push_back({member, name});
    const bool speaks = member == "payer" || member == "party" || member == "consents";
    if (speaks && !name.empty()) parties.push_back({member, name});
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

bool holds(Names names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// Whether a source matches "/gas", "/gas/*" (all below /gas) or "all".
bool matches(Names patterns, std::string_view source) {
  return std::ranges::any_of(patterns, [&](std::string_view pattern) {
    if (pattern == "all" || pattern == source) return true;
    return pattern.ends_with("/*") && source.starts_with(pattern.substr(0, pattern.size() - 1)) &&
           source.size() >= pattern.size();
  });
}

// Whether a source is "/NAME" of the user, or below it.
bool is_own_source(const User& user, std::string_view source) {
  if (!source.starts_with('/') || !source.substr(1).starts_with(user.name)) return false;
  const auto rest = source.substr(1 + user.name.size());
  return rest.empty() || (rest.front() == '/' && rest.size() > 1);
}

Status check_source(const User& user, const Event& event) {
  const std::string_view source = event.key.source;
  const bool good = user.sources.empty() ? user.importer || is_own_source(user, source)
                                         : matches(user.sources, source);
  if (good) return Ok{};
  return refuse(user,
                "may not speak as the source '" + event.key.source + "'; its own is /" + user.name +
                    ", others are listed in its `sources`",
                "source");
}

// Every name must be in `allowed`, unless that is empty or says "all"; a member left out, which
// means all, is refused.
Status check_names(const User& user, Names allowed, std::span<const NamedMember> named,
                   const std::string& what) {
  if (allowed.empty() || holds(allowed, "all")) return Ok{};
  for (const auto& [member, name] : named) {
    const auto where = "data." + std::string(member);
    if (name.empty()) return refuse(user, "must name one of its " + what + "s", where);
    if (!holds(allowed, name))
      return refuse(user, "has no right to the " + what + " '" + std::string(name) + "'", where);
  }
  return Ok{};
}

Status check_hands(const User& user, const Event& event, const NamedMembers& members) {
  if (user.importer) return Ok{};  // an import reports what others did
  const auto type = event.type();
  const bool by_must_be_sender = is_approval(type) || type == EventType::release_requested ||
                                 type == EventType::reversal_requested ||
                                 type == EventType::period_closed;
  if (by_must_be_sender && members.by && *members.by != user.name)
    return refuse(user, "may not act as '" + std::string(*members.by) + "'; `by` is who sends it",
                  "data.by");
  if (members.requested_by && *members.requested_by == user.name)
    return refuse(user, "may not approve what it asked for itself", "data.requested_by");
  return Ok{};
}

Status check_override(const User& user, const Event& event) {
  if (!event.override_closed) return Ok{};
  if (!user.override_closed)
    return refuse(user, "may not book into closed periods; that is the right `override`",
                  "data.override");
  if (!user.importer && event.override_closed->who != user.name)
    return refuse(user,
                  "may not override as '" + event.override_closed->who + "'; `who` is who sends it",
                  "data.override.who");
  return Ok{};
}

std::string submitter_of(const User& user) {
  return user.party + "/" + user.name;
}

Status check_stamps(const User& user, const Event& event) {
  if (user.importer) return Ok{};
  if (event.booked) return refuse(user, "may not give booking times", "bookedtime");
  if (!event.submitter.empty() && event.submitter != submitter_of(user))
    return refuse(user, "submits as '" + submitter_of(user) + "', not as '" + event.submitter + "'",
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
  SETOFF_TRY_STATUS(check_source(user, event));
  const auto members = members_of(event);
  SETOFF_TRY_STATUS(check_names(user, user.accounts, members.accounts, "account"));
  SETOFF_TRY_STATUS(check_names(user, user.lines, members.lines, "line"));
  const bool own_party = user.parties.empty() && !user.importer;
  const auto parties = own_party ? Names(&user.party, 1) : Names(user.parties);
  SETOFF_TRY_STATUS(check_names(user, parties, members.parties, "party"));
  SETOFF_TRY_STATUS(check_hands(user, event, members));
  SETOFF_TRY_STATUS(check_override(user, event));
  return check_stamps(user, event);
}

void set_submitter(const User& user, Event& event) {
  if (event.submitter.empty() && !user.importer) event.submitter = submitter_of(user);
}

bool Users::add(const Digest& token_hash, User user) {
  return by_token_.emplace(token_hash, std::move(user)).second;
}

const User* Users::find(const Digest& token_hash) const {
  // The key is a hash, which an attacker cannot steer, so the lookup time reveals nothing.
  const auto found = by_token_.find(token_hash);
  return found == by_token_.end() ? nullptr : &found->second;
}

const User* Users::named(std::string_view name) const {
  const auto found =
      std::ranges::find_if(by_token_, [&](const auto& entry) { return entry.second.name == name; });
  return found == by_token_.end() ? nullptr : &found->second;
}

Digest hash_of_token(std::string_view token) {
  return sha256(bytes_of(token));
}

bool is_known_token(const Digest& token_hash) {
  constexpr std::string_view kKnown[] = {"", "test", "test2"};
  return token_hash == Digest() || std::ranges::any_of(kKnown, [&](std::string_view token) {
           return token_hash == hash_of_token(token);
         });
}

Result<std::string> new_token() {
  std::array<std::byte, 32> bytes{};
  SETOFF_TRY_STATUS(fill_random(bytes));
  return to_hex(bytes);
}

}  // namespace setoff::cli
