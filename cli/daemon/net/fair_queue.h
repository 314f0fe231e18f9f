#pragma once
// FairQueue: schedules work for unproven peers: whatever a connection sends before the books accept
// an event from it, and after a line that is not an event. Pieces run in order of arrival, for a
// short time per turn; then the loop serves everyone else before the next turn. So unproven peers
// delay the others by at most one turn, however many they are. While others are being served,
// unproven peers get at most half of the thread's time: with few cores, the writer and the kernel
// threads that flush its commits need a core too.

#include <chrono>
#include <deque>

#include "cli/daemon/net/loop.h"
#include "cli/daemon/ops/thread_roles.h"

namespace setoff::cli {

class FairQueue {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::microseconds kTurn{100};
  static constexpr std::chrono::milliseconds kServedLately{50};

  explicit FairQueue(Loop& loop) : loop_(loop) {}
  // Work should be short: a turn ends after the piece that uses it up.
  void schedule(Loop::Work work) SETOFF_ON_NETWORK_THREAD;
  // Each turn starts with one such piece, so that newcomers do not wait until all earlier peers
  // were read.
  void begin_turn_with(Loop::Work work) SETOFF_ON_NETWORK_THREAD;
  // A proven peer was served.
  void served_other(Moment at) SETOFF_ON_NETWORK_THREAD { served_other_ = at; }

 private:
  using Pieces = std::deque<Loop::Work>;
  void add(Pieces& to, Loop::Work work) SETOFF_ON_NETWORK_THREAD;
  void ask_turn(Moment now) SETOFF_ON_NETWORK_THREAD;
  void turn() SETOFF_ON_NETWORK_THREAD;
  static void do_next(Pieces& of);

  Loop& loop_;
  Pieces beginnings_ SETOFF_GUARDED_BY(kNetworkThread);
  Pieces waiting_ SETOFF_GUARDED_BY(kNetworkThread);
  bool under_way_ SETOFF_GUARDED_BY(kNetworkThread) = false;
  Moment served_other_ SETOFF_GUARDED_BY(kNetworkThread);
  Moment rests_until_ SETOFF_GUARDED_BY(kNetworkThread);
};

}  // namespace setoff::cli
