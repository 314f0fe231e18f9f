#include "ledger/audit/side_thread.h"

#include <system_error>
#include <utility>

namespace setoff {

SideThread::SideThread(std::function<void()> work) : work_(std::move(work)) {
  try {
    thread_ = std::thread([this] { run(); });
  } catch (const std::system_error&) {
    // The work is done in wait().
  }
}

SideThread::~SideThread() {
  if (!thread_.joinable()) return;
  if (started_) done_.acquire();
  ends_ = true;
  due_.release();
  thread_.join();
}

void SideThread::start() {
  started_ = true;
  if (thread_.joinable()) due_.release();
}

void SideThread::wait() {
  if (!started_) return;
  if (thread_.joinable())
    done_.acquire();
  else
    work_once();
  started_ = false;
  if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
}

void SideThread::run() {
  for (due_.acquire(); !ends_; due_.acquire()) {
    work_once();
    done_.release();
  }
}

void SideThread::work_once() {
  try {
    work_();
  } catch (...) {
    thrown_ = std::current_exception();
  }
}

}  // namespace setoff
