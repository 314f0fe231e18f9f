#pragma once
// Admission: identifies the client of a connection and decides which of its submissions reach the
// books. A submission without permission is answered `refused` with not_permitted and not recorded
// in the ledger, but logged and counted. Times too far from the clock are answered `malformed`.
// Users are looked up for every batch, so that withdrawing a token takes effect at once.

#include <optional>
#include <string_view>
#include <vector>

#include "cli/daemon/access/access.h"
#include "cli/daemon/access/refusal_log.h"
#include "cli/daemon/access/users.h"
#include "cli/daemon/intake/submission.h"
#include "cli/daemon/ops/time_source.h"
#include "ledger/writer/time_bounds.h"

namespace setoff::cli {

class Admission {
 public:
  // Shared by all admissions of a daemon, and outlives them.
  struct Shared {
    const Users& users;  // may be replaced during a connection
    RefusalLog& refusals;
    const TimeBounds& bounds;
    TimeSource& time;
  };
  // `peer` names the remote end, for the log.
  Admission(const Shared& shared, Access access, std::string peer)
      : shared_(shared), access_(std::move(access)), peer_(std::move(peer)) {}

  // Takes the client's token; an empty one counts as none. Returns whether it belongs to a user, or
  // none is needed.
  bool authenticate(std::string_view token);
  // The user; null if the listener identifies none, or the token is unknown.
  [[nodiscard]] const User* user() const;
  [[nodiscard]] bool needs_token() const { return access_.by == Access::By::token; }
  [[nodiscard]] bool known() const { return !needs_token() || user() != nullptr; }
  // Whether the token that was presented belongs to no user, or no longer does.
  [[nodiscard]] bool withdrawn() const { return token_hash_.has_value() && !known(); }
  [[nodiscard]] bool may_read() const;
  // Whether it may submit any event at all.
  [[nodiscard]] Status may_submit_any() const;
  // Logs and counts a refusal: for a missing right, or for a request from another origin.
  void note_refused(const Error& why) const;
  void note_foreign_origin(std::string_view what) const { shared_.refusals.origin(peer_, what); }
  // Answers the items that may not proceed and removes their events.
  void check(std::vector<Submission>& items) const;

 private:
  [[nodiscard]] Status check_right(Submission& item, const User* user) const;

  const Shared& shared_;
  Access access_;
  std::string peer_;
  std::optional<Digest> token_hash_;
};

// The token in {"token": "..."}; nullopt for any other text.
[[nodiscard]] std::optional<std::string> token_of(std::string_view json);

}  // namespace setoff::cli
