#pragma once
// Loop: the event loop of one thread: readiness of descriptors, work from other threads, timers,
// signals. It hides Boost.Asio. Watch: one descriptor in a loop; its callbacks run on the loop's
// thread and never after the Watch is destroyed. Everything except post() and stop() belongs to the
// thread that runs the loop.

#include <chrono>
#include <functional>
#include <initializer_list>
#include <memory>

namespace setoff::cli {

class Loop {
 public:
  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void run();                             // until stop()
  void stop();                            // from any thread
  void post(std::function<void()> work);  // from any thread
  void after(std::chrono::microseconds delay, std::function<void()> work);
  // Calls `tick` periodically for as long as the loop runs.
  void every(std::chrono::milliseconds period, std::function<void()> tick);
  void on_signals(std::initializer_list<int> signals, std::function<void(int)> handle);

 private:
  friend class Watch;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

class Watch {
 public:
  // Does not own the descriptor, which must be non-blocking and outlive the Watch.
  Watch(Loop& loop, int descriptor, std::function<void()> readable, std::function<void()> writable);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  // Calls `readable` (`writable`) once, when the descriptor is ready; asking twice counts once.
  void want_read();
  void want_write();

 private:
  struct Impl;
  // Shared with pending waits: one may have completed, with its callback queued in the loop, when
  // the Watch is destroyed.
  std::shared_ptr<Impl> impl_;
};

}  // namespace setoff::cli
