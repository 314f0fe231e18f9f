#pragma once
// QueryThread: a thread that answers questions one at a time, at a lower priority than booking.
// Only a few may wait, and only some of them for one peer or user. Peers and users are served in
// turn, each in the order of its questions. A question is dropped when its asker is gone; its time
// is limited; none continues when the daemon stops.

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "cli/daemon/answers/cancellation_check.h"
#include "cli/daemon/intake/submission.h"

namespace setoff::cli {

// The connection that asks, and the peer or user that holds it.
struct Asker {
  ConnectionId connection = 0;
  std::string holder;
};

// What a QueryThread does while no question waits.
class IdleWork {
 public:
  virtual ~IdleWork() = default;
  // Runs after wake(); it is cancelled when a question comes.
  virtual void run_idle_work(const CancellationCheck& may_continue) = 0;
  // While true and others want the processor, the cancellation check sleeps, so that the work takes
  // about a twentieth of one core.
  [[nodiscard]] virtual bool may_yield() const = 0;
};

class QueryThread {
 public:
  struct Settings {
    std::size_t waiting_max = 64;               // and as many again for holders with none waiting
    std::size_t waiting_per_holder_max = 16;    // for one peer or user
    std::chrono::milliseconds time_max{5'000};  // per question
    int niceness = 10;                          // 0 to 19: the higher, the lower the priority
    IdleWork* idle_work = nullptr;
  };
  // Answers a question; called once, on the thread.
  using Work = std::function<void(const CancellationCheck&)>;

  explicit QueryThread(const Settings& settings);
  ~QueryThread();
  QueryThread(const QueryThread&) = delete;
  QueryThread& operator=(const QueryThread&) = delete;

  // Thread-safe. False if too many questions wait, in all or for that peer or user, or after end();
  // otherwise `work` is called, or dropped with its asker.
  [[nodiscard]] bool ask(Asker asker, Work work);
  // The asker is gone: drops its questions.
  void drop(ConnectionId asker);
  // Tells the thread that there is idle work.
  void wake();
  // Cancels all questions and accepts no more.
  void end();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace setoff::cli
