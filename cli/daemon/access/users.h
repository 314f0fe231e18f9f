#pragma once
// Users: who may do what. A user is identified by a bearer token, of which only the SHA-256 is
// kept; a token is 32 random bytes, so a plain hash suffices. may_submit() checks all rights to
// submit: by type of event, by source, by the names in it (bank accounts, lines, parties); separate
// rights cover approvals, closed periods and, for importers only, booking times. Four eyes: `by`
// must be the user, so that the ledger's own rule sees two people; the request for a reversal must
// be in the books (see GroupCommit). Errors: not_permitted, naming the member.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "ledger/crypto/digest.h"
#include "ledger/event/event.h"

namespace setoff::cli {

struct User {
  std::string name;
  std::string party;           // "party/name" is the `submitter` of its events
  std::set<EventType> submit;  // types it may submit
  // Sources of its events: "/gas", "/gas/*" for all below it, or "all". Empty: /NAME and all below
  // it; for importers all.
  std::vector<std::string> sources;
  std::vector<std::string> accounts;  // bank accounts its events may name; empty: all
  std::vector<std::string> lines;     // lines, likewise
  // Parties it may act for: as payer, in a consent, with a key. Empty: its own; for importers all.
  std::vector<std::string> parties;
  bool approve = false;          // may release and reverse
  bool override_closed = false;  // may book into closed periods
  bool read = false;             // may read balances, entries, the stream
  bool importer = false;         // imports: may set booking times and act under other names
};

// Whether a type needs `approve`; such types are never in `submit`.
[[nodiscard]] bool is_approval(EventType type);

[[nodiscard]] Status may_submit(const User& user, const Event& event);
// Sets the event's submitter, if it has none and the user is no importer.
void set_submitter(const User& user, Event& event);

class Users {
 public:
  // Without users every listener is open to whoever can reach it.
  [[nodiscard]] bool empty() const { return by_token_.empty(); }
  [[nodiscard]] std::size_t size() const { return by_token_.size(); }
  // False, adding nothing, if the token already belongs to a user.
  bool add(const Digest& token_hash, User user);
  // Null if there is none.
  [[nodiscard]] const User* find(const Digest& token_hash) const;
  [[nodiscard]] const User* named(std::string_view name) const;

 private:
  std::map<Digest, User> by_token_;
};

[[nodiscard]] Digest hash_of_token(std::string_view token);
// Whether anybody could know the token of this hash: empty text or a token of the examples; also
// true of a hash that is all zeros.
[[nodiscard]] bool is_known_token(const Digest& token_hash);
// 32 random bytes in hex. Errors: cannot_read.
[[nodiscard]] Result<std::string> new_token();

}  // namespace setoff::cli
