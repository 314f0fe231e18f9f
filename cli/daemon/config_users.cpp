// The section of the configuration that says who may do what.

#include <algorithm>

#include "cli/daemon/config.h"
#include "ledger/crypto/encoding.h"
#include "ledger/text/nearest.h"

namespace setoff::cli {
namespace {

struct NamedUser {
  Digest token_hash;
  User user;
};

std::vector<std::string> type_names() {
  std::vector<std::string> names;
  for (const auto& facts : all_event_types())
    names.emplace_back(facts.name);
  return names;
}

// One type, all of a noun ("invoice.*"), or all.
std::optional<std::vector<EventType>> read_types(const Node& node, const Reading& reading) {
  const auto text = read_scalar(node, reading, "event type", "payment.received");
  if (!text) return std::nullopt;
  const bool whole_noun = text->ends_with(".*");
  const auto noun = std::string_view(*text).substr(0, text->size() - (whole_noun ? 1 : 0));
  std::vector<EventType> found;
  for (const auto& facts : all_event_types()) {
    if (is_approval(facts.type)) continue;
    const bool meant =
        *text == "all" || (whole_noun && facts.name.starts_with(noun)) || facts.name == *text;
    if (meant) found.push_back(facts.type);
  }
  if (!found.empty()) return found;
  if (const auto* facts = find_event_type(*text); facts != nullptr) {
    reading.error("approval_type", node.span(), "'" + *text + "' is an approval", {},
                  "give the right with approve: true");
    return std::nullopt;
  }
  reading.error("unknown_type", node.span(), "'" + *text + "' is not a type of event",
                nearest(*text, type_names()),
                "write a type such as payment.received, a noun such as invoice.*, or all");
  return std::nullopt;
}

std::optional<Digest> read_token_hash(const Node& node, const Reading& reading) {
  constexpr std::string_view kScheme = "sha256:";
  const auto text = read_scalar(node, reading, "hash of a token", "sha256:0123...");
  if (!text) return std::nullopt;
  if (text->starts_with(kScheme))
    if (const auto digest = digest_from_hex(std::string_view(*text).substr(kScheme.size())))
      return *digest;
  reading.error("bad_token", node.span(), "a token is kept as its hash, sha256: and 64 hex digits",
                {}, "make one with `setoff token`, which prints both");
  return std::nullopt;
}

std::optional<NamedUser> read_user(const Node& node, const Reading& reading) {
  MapReader map(node, reading);
  NamedUser out;
  auto& user = out.user;
  std::vector<std::vector<EventType>> types;
  map.required({"token", "hash of the token, made by `setoff token`", "sha256:0123..."},
               read_token_hash, out.token_hash);
  map.required({"party", "party that it acts for", "gas_company"}, read_name, user.party);
  map.optional({"submit", "types of events it may submit", "[payment.received, invoice.*]"},
               list_of(read_types, Single::allowed), types);
  map.optional({"accounts", "bank accounts its events may name; otherwise all", "[tbi]"},
               list_of(read_name, Single::allowed), user.accounts);
  map.optional({"approve", "releases and reversals", "true"}, read_bool, user.approve);
  map.optional({"read", "balances, entries and their stream", "true"}, read_bool, user.read);
  map.optional({"stamp", "may give booking times: imports", "true"}, read_bool, user.stamp);
  for (const auto& some : types)
    user.submit.insert(some.begin(), some.end());
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

std::optional<Users> read_users(const Node& node, const Reading& reading) {
  MapReader map(node, reading);
  std::vector<std::pair<std::string, NamedUser>> named;
  map.each("user", read_user, named);
  Users users;
  for (auto& [name, user] : named) {
    user.user.name = name;
    if (!users.add(user.token_hash, std::move(user.user)))
      map.error_at(name, "duplicate_token", "the token belongs to another user already", {},
                   "make a token of its own with `setoff token`");
  }
  return map.finish() ? std::optional(std::move(users)) : std::nullopt;
}

}  // namespace setoff::cli
