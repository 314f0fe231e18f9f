#pragma once
// BackgroundWorker: a background thread that runs one task at a time concurrently with its owner.
// The same thread, with its thread-local memory, runs all tasks. If no thread can be started, the
// owner runs the task itself.

#include <functional>
#include <memory>

namespace setoff {

class BackgroundWorker {
 public:
  using Task = std::function<void()>;

  BackgroundWorker();
  ~BackgroundWorker();  // waits for the task

  // Starts a task; the previous one must have finished. It must not throw: if memory runs out, the
  // program terminates.
  void begin(Task work);
  // Blocks until the task has finished; the owner may then use the task's data again.
  void wait();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace setoff
