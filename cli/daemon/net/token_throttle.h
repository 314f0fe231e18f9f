#pragma once
// TokenThrottle: limits guessing of tokens. The answer to an unknown token is delayed, and each
// peer has only a few delayed answers at once, so it can try only a few tokens per second, on
// however many connections. Belongs to the network thread.

#include <memory>
#include <string>

#include "cli/daemon/net/session.h"
#include "cli/daemon/ops/limits.h"
#include "ledger/base/text_map.h"

namespace setoff::cli {

class TokenThrottle {
 public:
  static constexpr std::size_t kAtOnce = 8;  // per peer

  explicit TokenThrottle(const DaemonLimits& limits) : limits_(limits) {}
  // Calls `answer` after the delay, if the peer still exists; false, and no answer, if too many of
  // its answers are delayed already.
  [[nodiscard]] bool hold(Peer& peer, ConnectionWork answer) SETOFF_ON_NETWORK_THREAD;

 private:
  using Waiting = TextMap<std::size_t>;
  const DaemonLimits& limits_;
  // Shared with the delayed answers, which unregister themselves even if their connection is gone.
  std::shared_ptr<Waiting> waiting_ = std::make_shared<Waiting>();
};

}  // namespace setoff::cli
