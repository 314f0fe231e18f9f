#pragma once
// BesideThread: one thread that does one piece of work at a time beside its owner's, and keeps its
// memory from one to the next. Where no thread is to be had the owner does the work itself.

#include <functional>
#include <memory>

namespace setoff {

class BesideThread {
 public:
  BesideThread();
  ~BesideThread();  // waits

  // Begins the work; the one before is done. It must throw nothing: where memory ends, the program
  // does.
  void begin(std::function<void()> work);
  // Until the work is done: what it used is the owner's again.
  void wait();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace setoff
