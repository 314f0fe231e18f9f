#pragma once
// Admission: who is behind a connection, and which of its submissions go on to the books. What a
// user may not do is answered `refused` with not_permitted, and not recorded; it leaves a line in
// the log and counts. Times too far from the clock are answered `malformed`. Users are looked up
// anew for every batch, so that a token that was withdrawn ends at once.

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "cli/daemon/access.h"
#include "cli/daemon/refusal_log.h"
#include "cli/daemon/submission.h"
#include "cli/daemon/users.h"
#include "ledger/book/time_bounds.h"

namespace setoff::cli {

class Admission {
 public:
  // What the admissions of one daemon share.
  struct Shared {
    const Users& users;  // may be replaced while a connection lasts
    RefusalLog& refusals;
    const TimeBounds& bounds;
    std::function<Timestamp()> clock;
  };
  // `peer` is who is at the other end, for the log.
  Admission(const Shared& shared, Access access, std::string peer)
      : shared_(shared), access_(std::move(access)), peer_(std::move(peer)) {}

  // Takes the token that the peer showed; whether it belongs to a user (or none is needed).
  bool show(std::string_view token);
  // Who it is; null if no user is asked for, or the token is not known.
  [[nodiscard]] const User* user() const;
  [[nodiscard]] bool needs_token() const { return access_.by == Access::By::token; }
  [[nodiscard]] bool known() const { return !needs_token() || user() != nullptr; }
  // A token was shown that is not known any more.
  [[nodiscard]] bool withdrawn() const { return token_hash_.has_value() && !known(); }
  [[nodiscard]] bool may_read() const;
  // Whether there is any event that it may submit.
  [[nodiscard]] Status may_submit_any() const;
  // What was refused leaves a line in the log and counts: a right; a request from elsewhere.
  void note_refused(const Error& why) const;
  void note_elsewhere(std::string_view what) const { shared_.refusals.origin(peer_, what); }
  // Answers what may not go on; that has no event any more.
  void check(std::vector<Submission>& items) const;

 private:
  [[nodiscard]] Status check_right(Submission& item, const User* user) const;

  const Shared& shared_;
  Access access_;
  std::string peer_;
  std::optional<Digest> token_hash_;
};

// The token of a text that is {"token": "..."} and nothing else.
[[nodiscard]] std::optional<std::string> token_of(std::string_view json);

}  // namespace setoff::cli
