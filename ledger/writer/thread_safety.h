#pragma once
// Which lock or which thread guards what, in a form that clang checks (-Wthread-safety); g++
// ignores it. Mutex, MutexLock and Condition are those of the standard library with annotations.
// ThreadRole is for what one thread owns without a lock: nothing happens at run time. A function
// that every thread of that role starts with calls assert_held(), and whatever belongs to the role
// needs it. Source: https://clang.llvm.org/docs/ThreadSafetyAnalysis.html

#include <chrono>
#include <condition_variable>
#include <mutex>

#if defined(__clang__)
#define SETOFF_THREAD_ATTRIBUTE(x) __attribute__((x))
#else
#define SETOFF_THREAD_ATTRIBUTE(x)
#endif

#define SETOFF_CAPABILITY(name) SETOFF_THREAD_ATTRIBUTE(capability(name))
#define SETOFF_SCOPED_CAPABILITY SETOFF_THREAD_ATTRIBUTE(scoped_lockable)
#define SETOFF_GUARDED_BY(x) SETOFF_THREAD_ATTRIBUTE(guarded_by(x))
#define SETOFF_PT_GUARDED_BY(x) SETOFF_THREAD_ATTRIBUTE(pt_guarded_by(x))
#define SETOFF_REQUIRES(...) SETOFF_THREAD_ATTRIBUTE(requires_capability(__VA_ARGS__))
#define SETOFF_EXCLUDES(...) SETOFF_THREAD_ATTRIBUTE(locks_excluded(__VA_ARGS__))
#define SETOFF_ACQUIRE(...) SETOFF_THREAD_ATTRIBUTE(acquire_capability(__VA_ARGS__))
#define SETOFF_RELEASE(...) SETOFF_THREAD_ATTRIBUTE(release_capability(__VA_ARGS__))
#define SETOFF_ASSERT_CAPABILITY(x) SETOFF_THREAD_ATTRIBUTE(assert_capability(x))
#define SETOFF_NO_THREAD_SAFETY_ANALYSIS SETOFF_THREAD_ATTRIBUTE(no_thread_safety_analysis)

namespace setoff {

class SETOFF_CAPABILITY("mutex") Mutex {
 public:
  void lock() SETOFF_ACQUIRE() { mutex_.lock(); }
  void unlock() SETOFF_RELEASE() { mutex_.unlock(); }

 private:
  friend class Condition;
  std::mutex mutex_;
};

class SETOFF_SCOPED_CAPABILITY MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) SETOFF_ACQUIRE(mutex) : mutex_(mutex) { mutex_.lock(); }
  ~MutexLock() SETOFF_RELEASE() { mutex_.unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex& mutex_;
};

// Wakes threads that wait for a change of what a Mutex guards. Waiting may also end without a
// reason: wait in a loop on the condition itself.
class Condition {
 public:
  void wait(Mutex& mutex) SETOFF_REQUIRES(mutex) {
    std::unique_lock lock(mutex.mutex_, std::adopt_lock);
    changed_.wait(lock);
    lock.release();
  }
  // False once `end` has passed.
  bool wait_until(Mutex& mutex, std::chrono::steady_clock::time_point end) SETOFF_REQUIRES(mutex) {
    std::unique_lock lock(mutex.mutex_, std::adopt_lock);
    const bool in_time = changed_.wait_until(lock, end) == std::cv_status::no_timeout;
    lock.release();
    return in_time;
  }
  void notify_one() { changed_.notify_one(); }
  void notify_all() { changed_.notify_all(); }

 private:
  std::condition_variable changed_;
};

class SETOFF_CAPABILITY("thread") ThreadRole {
 public:
  // States that the calling thread has this role; see the function that starts the thread.
  void assert_held() const SETOFF_ASSERT_CAPABILITY(this) {}
};

}  // namespace setoff
