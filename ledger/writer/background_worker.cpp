#include "ledger/writer/background_worker.h"

#include <system_error>
#include <thread>
#include <utility>

#include "ledger/base/check.h"
#include "ledger/writer/thread_safety.h"

namespace setoff {

struct BackgroundWorker::Impl {
  Mutex mutex;
  Condition changed;
  Task work SETOFF_GUARDED_BY(mutex);                // null unless it waits for the thread
  bool unfinished SETOFF_GUARDED_BY(mutex) = false;  // a task waits or runs
  bool ending SETOFF_GUARDED_BY(mutex) = false;
  std::thread thread;  // started by the first task

  void run() {
    const MutexLock lock(mutex);
    while (true) {
      while (!work && !ending)
        changed.wait(mutex);
      if (!work) return;
      auto task = std::exchange(work, nullptr);
      mutex.unlock();
      task();
      task = nullptr;  // before wait() returns, with everything that it holds
      mutex.lock();
      unfinished = false;
      changed.notify_all();
    }
  }

  bool start() {
    if (thread.joinable()) return true;
    try {
      thread = std::thread([this] { run(); });
      return true;
    } catch (const std::system_error&) {
      return false;
    }
  }
};

BackgroundWorker::BackgroundWorker() : impl_(std::make_unique<Impl>()) {}

BackgroundWorker::~BackgroundWorker() {
  wait();
  if (!impl_->thread.joinable()) return;
  {
    const MutexLock lock(impl_->mutex);
    impl_->ending = true;
  }
  impl_->changed.notify_all();
  impl_->thread.join();
}

void BackgroundWorker::begin(Task work) {
  if (!impl_->start()) return work();
  {
    const MutexLock lock(impl_->mutex);
    SETOFF_CHECK(!impl_->unfinished);
    impl_->work = std::move(work);
    impl_->unfinished = true;
  }
  impl_->changed.notify_all();
}

void BackgroundWorker::wait() {
  const MutexLock lock(impl_->mutex);
  while (impl_->unfinished)
    impl_->changed.wait(impl_->mutex);
}

}  // namespace setoff
