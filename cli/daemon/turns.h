#pragma once
// Turns: work for peers that have not shown yet that they are worth it: whatever a connection sends
// before the books took an event from it, and after a line that was no event. It is done piece by
// piece in the order in which it came, for a short time; then the loop looks after everyone else
// before it goes on. So a crowd of strangers delays the others by one such time, however large it
// is. While others are there to be served, strangers get half of the thread's time at most: where
// cores are few, the writer and the system's own threads that bring its commits to the disk need
// one. Belongs to the loop's thread.

#include <chrono>
#include <deque>
#include <functional>

#include "cli/daemon/loop.h"

namespace setoff::cli {

class Turns {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::microseconds kTurn{100};
  static constexpr std::chrono::milliseconds kServedLately{50};

  explicit Turns(Loop& loop) : loop_(loop) {}
  // A piece of work should be short: a turn ends after the piece that used it up.
  void later(std::function<void()> work);
  // One such piece begins each turn: newcomers do not wait until all who came before were read.
  void begin_turn_with(std::function<void()> work);
  // One that is no stranger was served.
  void served_other(Moment at) { served_other_ = at; }

 private:
  using Pieces = std::deque<std::function<void()>>;
  void add(Pieces& to, std::function<void()> work);
  void ask_turn(Moment now);
  void turn();
  static void do_next(Pieces& of);

  Loop& loop_;
  Pieces beginnings_;
  Pieces waiting_;
  bool under_way_ = false;
  Moment served_other_;
  Moment rests_until_;
};

}  // namespace setoff::cli
