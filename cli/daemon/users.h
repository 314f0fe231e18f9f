#pragma once
// Users: who may do what. A user is known by a bearer token of which only the SHA-256 is kept; a
// token is 32 random bytes, so a plain hash is enough. may_submit() is the whole of the rights: by
// type of event, by its source, by what it names (bank accounts, lines, parties), approvals apart
// (four eyes: `by` must be the user, so that the ledger's own rule sees two people; that a reversal
// was asked for must stand in the books, see GroupCommit), closed periods apart, booking stamps for
// importers only. Errors: not_permitted, naming the member.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "ledger/core/event.h"
#include "ledger/crypto/digest.h"

namespace setoff::cli {

struct User {
  std::string name;
  std::string party;           // "party/name" stands in the events as `submitter`
  std::set<EventType> submit;  // types it may submit
  // Sources of its events: "/gas", "/gas/*" for all below, or "all". None: /NAME and all below,
  // for importers all.
  std::vector<std::string> sources;
  std::vector<std::string> accounts;  // bank accounts its events may name; none: all
  std::vector<std::string> lines;     // lines, likewise
  // Parties it may speak for: as payer, in a consent, with a key. None: its own; importers all.
  std::vector<std::string> parties;
  bool approve = false;          // releases and reversals
  bool override_closed = false;  // into closed periods
  bool read = false;             // balances, entries, the stream
  bool stamp = false;            // imports: booking times and names of others are taken as given
};

// Types that need `approve` and never stand in `submit`.
[[nodiscard]] bool is_approval(EventType type);

[[nodiscard]] Status may_submit(const User& user, const Event& event);
// Puts who brings it into the event.
void sign_for(const User& user, Event& event);

class Users {
 public:
  // Nobody yet: then every door is open to whoever reaches it.
  [[nodiscard]] bool empty() const { return by_token_.empty(); }
  [[nodiscard]] std::size_t size() const { return by_token_.size(); }
  // False if the token belongs to a user already.
  bool add(const Digest& token_hash, User user);
  [[nodiscard]] const User* find(const Digest& token_hash) const;
  [[nodiscard]] const User* named(std::string_view name) const;

 private:
  std::map<Digest, User> by_token_;
};

[[nodiscard]] Digest hash_of_token(std::string_view token);
// The hash of a token that everybody knows, or of none: of nothing, of the tokens of examples, or
// zeros.
[[nodiscard]] bool is_published(const Digest& token_hash);
// 32 random bytes as hex. Errors: cannot_read.
[[nodiscard]] Result<std::string> new_token();

}  // namespace setoff::cli
