// What a mutex guards cannot be read without it.
// expect: requires holding mutex

#include "ledger/writer/thread_safety.h"

class Queue {
 public:
  int size() {
#ifdef CONTROL
    const setoff::MutexLock lock(mutex_);
#endif
    return size_;
  }

 private:
  setoff::Mutex mutex_;
  int size_ SETOFF_GUARDED_BY(mutex_) = 0;
};
