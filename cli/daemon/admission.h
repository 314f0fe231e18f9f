#pragma once
// Admission: who is behind a connection, and which of its submissions go on to the books. What a
// user may not do is answered `refused` with not_permitted, and not recorded. On a door without
// tokens everything goes on. Tokens are looked up anew for every batch, so that one that was
// withdrawn ends at once.

#include <optional>
#include <string_view>
#include <vector>

#include "cli/daemon/metrics.h"
#include "cli/daemon/submission.h"
#include "cli/daemon/users.h"

namespace setoff::cli {

class Admission {
 public:
  // `users` may be replaced while the connection lasts.
  Admission(const Users& users, Metrics& metrics, bool needs_token)
      : users_(users), metrics_(metrics), needs_token_(needs_token) {}

  // Takes the token that the peer showed; whether it belongs to a user (or none is needed).
  bool show(std::string_view token);
  // Who it is; null where no token is needed, or if the token is not known.
  [[nodiscard]] const User* user() const;
  [[nodiscard]] bool known() const { return !needs_token_ || user() != nullptr; }
  [[nodiscard]] bool may_read() const;
  // Answers what may not go on; that has no event any more.
  void check(std::vector<Submission>& items) const;

 private:
  const Users& users_;
  Metrics& metrics_;
  bool needs_token_;
  std::optional<Digest> token_hash_;
};

// The token of a text that is {"token": "..."} and nothing else.
[[nodiscard]] std::optional<std::string> token_of(std::string_view json);

}  // namespace setoff::cli
