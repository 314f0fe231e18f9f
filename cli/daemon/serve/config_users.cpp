// The configuration section that says who may do what.

#include <algorithm>

#include "cli/daemon/serve/config.h"
#include "ledger/base/text_value.h"
#include "ledger/crypto/encoding.h"
#include "ledger/exchange/media_type.h"
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

// One type, all types of a noun ("invoice.*"), or all.
std::optional<std::vector<EventType>> read_types(const Node& node, const ReadContext& reading) {
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

std::optional<Digest> read_token_hash(const Node& node, const ReadContext& reading) {
  constexpr std::string_view kScheme = "sha256:";
  const auto text = read_scalar(node, reading, "hash of a token", "sha256:0123...");
  if (!text) return std::nullopt;
  if (text->starts_with(kScheme))
    if (const auto digest = digest_from_hex(std::string_view(*text).substr(kScheme.size()))) {
      if (!is_known_token(*digest)) return *digest;
      reading.error("published_token", node.span(),
                    "this is the hash of a token that everybody knows, or of none", {},
                    "make one with `setoff token`, which prints both");
      return std::nullopt;
    }
  const bool placeholder = text->find('<') != std::string::npos;
  reading.error("bad_token", node.span(),
                placeholder ? "this is the placeholder of an example, not the hash of a token"
                            : "a token is kept as its hash, sha256: and 64 hex digits",
                {}, "make one with `setoff token`, which prints both");
  return std::nullopt;
}

// The name of a party, account or line, spelt as in the ledger.
std::optional<std::string> read_segment(const Node& node, const ReadContext& reading) {
  auto text = read_scalar(node, reading, "name", "gas-company");
  if (!text || is_segment(*text)) return text;
  std::string meant = lower_case(*text);
  std::ranges::replace(meant, '_', '-');
  reading.error("bad_name", node.span(), "'" + *text + "' is not a name of the ledger",
                is_segment(meant) ? meant : std::string(),
                "use at most 32 lower-case letters, digits and -");
  return std::nullopt;
}

// "/gas", "/gas/*" or "all".
std::optional<std::string> read_source(const Node& node, const ReadContext& reading) {
  auto text = read_scalar(node, reading, "source", "/gas/*");
  if (!text) return std::nullopt;
  const auto star = text->find('*');
  const bool good = *text == "all" || (star == std::string::npos && is_text(*text)) ||
                    (star + 1 == text->size() && text->ends_with("/*"));
  if (good && !text->empty()) return text;
  reading.error("bad_source", node.span(), "'" + *text + "' is not a pattern of sources", {},
                "write a source such as /gas, all below it as /gas/*, or all");
  return std::nullopt;
}

std::optional<NamedUser> read_user(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  NamedUser out;
  auto& user = out.user;
  std::vector<std::vector<EventType>> types;
  map.required({"token", "hash of the token, made by `setoff token`", "sha256:0123..."},
               read_token_hash, out.token_hash);
  map.required({"party", "party that it acts for", "gas_company"}, read_segment, user.party);
  map.optional({"submit", "types of events it may submit", "[payment.received, invoice.*]"},
               list_of(read_types, Single::allowed), types);
  map.optional({"accounts", "bank accounts its events may name; otherwise all", "[tbi]"},
               list_of(read_segment, Single::allowed), user.accounts);
  map.optional({"sources", "sources of its events; otherwise /NAME and all below", "[/gas/*]"},
               list_of(read_source, Single::allowed), user.sources);
  map.optional({"lines", "lines its events may name; otherwise all", "[gas]"},
               list_of(read_segment, Single::allowed), user.lines);
  map.optional({"parties", "parties it may speak for; otherwise its own", "[gas_company]"},
               list_of(read_segment, Single::allowed), user.parties);
  map.optional({"override", "may book into closed periods", "true"}, read_bool,
               user.override_closed);
  map.optional({"approve", "releases and reversals", "true"}, read_bool, user.approve);
  map.optional({"read", "balances, entries and their stream", "true"}, read_bool, user.read);
  map.optional({"stamp", "may give booking times: imports", "true"}, read_bool, user.importer);
  for (const auto& some : types)
    user.submit.insert(some.begin(), some.end());
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

std::optional<Users> read_users(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  std::vector<std::pair<std::string, NamedUser>> named;
  map.each("user", read_user, named);
  Users users;
  for (auto& [name, user] : named) {
    user.user.name = name;
    if (!is_segment(name))
      map.error_at(name, "bad_name",
                   "a user's name stands in the ledger: lower-case letters, digits and -, 1 to 32");
    if (!users.add(user.token_hash, std::move(user.user)))
      map.error_at(name, "duplicate_token", "the token belongs to another user already", {},
                   "make a token of its own with `setoff token`");
  }
  return map.finish() ? std::optional(std::move(users)) : std::nullopt;
}

}  // namespace setoff::cli
