#include "ledger/writer/background_worker.h"

#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>

#include "ledger/base/check.h"

namespace setoff {

struct BackgroundWorker::Impl {
  std::mutex mutex;
  std::condition_variable changed;
  std::function<void()> work;  // null when idle
  bool ending = false;
  std::thread thread;  // started by the first task

  void run() {
    std::unique_lock lock(mutex);
    while (true) {
      changed.wait(lock, [this] { return work || ending; });
      if (!work) return;
      lock.unlock();
      work();
      lock.lock();
      work = nullptr;
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
    const std::lock_guard lock(impl_->mutex);
    impl_->ending = true;
  }
  impl_->changed.notify_all();
  impl_->thread.join();
}

void BackgroundWorker::begin(std::function<void()> work) {
  if (!impl_->start()) return work();
  {
    const std::lock_guard lock(impl_->mutex);
    SETOFF_CHECK(!impl_->work);
    impl_->work = std::move(work);
  }
  impl_->changed.notify_all();
}

void BackgroundWorker::wait() {
  std::unique_lock lock(impl_->mutex);
  impl_->changed.wait(lock, [this] { return !impl_->work; });
}

}  // namespace setoff
