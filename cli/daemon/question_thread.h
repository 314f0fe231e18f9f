#pragma once
// QuestionThread: one thread that answers questions, one after the other, after everything that has
// more to do with booking. Few may wait, and of one peer or user a part of them only; peers and
// users are served by turns, each in the order in which it asked. A question is dropped once its
// asker is gone; it has a time; and none goes on when the daemon stops.

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "cli/daemon/answers/patience.h"
#include "cli/daemon/submission.h"

namespace setoff::cli {

// The connection, and the peer or user behind it.
struct Asker {
  ConnectionId connection = 0;
  std::string holder;
};

class QuestionThread {
 public:
  struct Settings {
    std::size_t waiting_max = 64;               // and as many again of those of whom none waits yet
    std::size_t waiting_of_one = 16;            // peer or user
    std::chrono::milliseconds time_max{5'000};  // of one question
    int niceness = 10;                          // 0 to 19: the higher, the later it comes
    // Called after wake() when nothing waits; its patience ends when something does. As long as
    // it is in no hurry it leaves the processor to others where they want it: its patience then
    // waits, and work and waiting come to a twentieth of one core.
    std::function<void(const Patience&)> between{};
    std::function<bool()> in_no_hurry{};
  };
  using Work = std::function<void(const Patience&)>;

  explicit QuestionThread(Settings settings);
  ~QuestionThread();
  QuestionThread(const QuestionThread&) = delete;
  QuestionThread& operator=(const QuestionThread&) = delete;

  // From any thread. False if too many wait, of all or of that peer or user, or after end(); else
  // `work` is called, or dropped with its asker.
  [[nodiscard]] bool ask(Asker asker, Work work);
  // The asker is gone: what it asked is not worth answering.
  void drop(ConnectionId asker);
  // There is something to do for `between`.
  void wake();
  // Whatever is asked has no patience from here on.
  void end();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace setoff::cli
