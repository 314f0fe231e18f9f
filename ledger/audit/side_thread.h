#pragma once
// SideThread: one thread for one piece of work that is done again and again beside the caller's.
// start() has it done once, wait() returns when it is done. Between the two the work owns what it
// touches. Where no thread can be had the work is done in wait(). What the work throws, wait()
// throws.

#include <exception>
#include <functional>
#include <semaphore>
#include <thread>

namespace setoff {

class SideThread {
 public:
  explicit SideThread(std::function<void()> work);
  ~SideThread();
  SideThread(const SideThread&) = delete;
  SideThread& operator=(const SideThread&) = delete;

  void start();
  void wait();

 private:
  void run();
  void work_once();

  std::function<void()> work_;
  bool started_ = false;
  bool ends_ = false;
  std::exception_ptr thrown_;
  std::binary_semaphore due_{0};
  std::binary_semaphore done_{0};
  std::thread thread_;
};

}  // namespace setoff
