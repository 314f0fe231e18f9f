#pragma once
// Guesses: the answers to tokens that are not known wait a while, and each peer has a few that wait
// at once: so a peer tries some tokens a second, on however many connections. Belongs to the
// network thread.

#include <functional>
#include <memory>
#include <string>

#include "cli/daemon/limits.h"
#include "cli/daemon/session.h"
#include "ledger/base/text_map.h"

namespace setoff::cli {

class Guesses {
 public:
  static constexpr std::size_t kAtOnce = 8;  // of one peer

  explicit Guesses(const Limits& limits) : limits_(limits) {}
  // Calls `answer` after the delay, if the peer is still there; false if too many of it wait: then
  // there is no answer.
  [[nodiscard]] bool hold(Peer& peer, std::function<void()> answer);

 private:
  using Waiting = TextMap<std::size_t>;
  const Limits& limits_;
  // Shared with the answers, which take themselves out also when their connection has gone.
  std::shared_ptr<Waiting> waiting_ = std::make_shared<Waiting>();
};

}  // namespace setoff::cli
