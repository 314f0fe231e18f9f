#pragma once
// Loop: the event loop of one thread: readiness of descriptors, work from other threads, timers,
// signals. It hides Boost.Asio. Watch: one descriptor in a loop; its callbacks run on the loop's
// thread and never after the Watch is destroyed. Everything except post() and stop() belongs to the
// thread that runs the loop.

#include <chrono>
#include <functional>
#include <initializer_list>
#include <memory>

#include "cli/daemon/ops/thread_roles.h"

namespace setoff::cli {

class Loop {
 public:
  using Work = std::function<void()>;
  using SignalHandler = std::function<void(int signal)>;

  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void run() SETOFF_ON_NETWORK_THREAD;  // until stop()
  void stop();                          // from any thread
  void post(Work work);                 // from any thread
  // Calls `work` once, after the delay.
  void after(std::chrono::microseconds delay, Work work) SETOFF_ON_NETWORK_THREAD;
  // Calls `tick` periodically for as long as the loop runs.
  void every(std::chrono::milliseconds period, Work tick) SETOFF_ON_NETWORK_THREAD;
  // Calls handle(signal) on the loop's thread for each of these signals; may be called once.
  void on_signals(std::initializer_list<int> signals,
                  SignalHandler handle) SETOFF_ON_NETWORK_THREAD;

 private:
  friend class Watch;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Told by a Watch that its descriptor is ready.
class ReadinessHandler {
 public:
  virtual ~ReadinessHandler() = default;
  virtual void on_readable() SETOFF_ON_NETWORK_THREAD = 0;
  virtual void on_writable() SETOFF_ON_NETWORK_THREAD = 0;
};

class Watch {
 public:
  // Does not own the descriptor, which must be non-blocking; it and the handler must outlive the
  // Watch.
  Watch(Loop& loop, int descriptor, ReadinessHandler& handler);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  // Calls on_readable() (on_writable()) once, when the descriptor is ready; asking twice counts
  // once.
  void want_read() SETOFF_ON_NETWORK_THREAD;
  void want_write() SETOFF_ON_NETWORK_THREAD;

 private:
  struct Impl;
  // Shared with pending waits: one may have completed, with its callback queued in the loop, when
  // the Watch is destroyed.
  std::shared_ptr<Impl> impl_;
};

}  // namespace setoff::cli
