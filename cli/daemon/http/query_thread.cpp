#include "cli/daemon/http/query_thread.h"

#include <sched.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <optional>
#include <thread>

#include "ledger/base/text_map.h"
#include "ledger/writer/thread_safety.h"

namespace setoff::cli {
namespace {

using Steady = std::chrono::steady_clock;

// Number of holders whose last answer is remembered.
constexpr std::size_t kHoldersKept = 1024;

// Measures elapsed time and CPU time of this thread since it was constructed.
class CpuUsage {
 public:
  [[nodiscard]] std::chrono::nanoseconds worked() const { return thread_time() - thread_; }
  // Whether others had the processor for more than a third of the time.
  [[nodiscard]] bool was_contended() const {
    return (Steady::now() - begin_) * 2 > worked() * 3 + std::chrono::milliseconds(1);
  }

 private:
  static std::chrono::nanoseconds thread_time() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
  }
  Steady::time_point begin_ = Steady::now();
  std::chrono::nanoseconds thread_ = thread_time();
};

// Lowers the priority of this thread only; if that is not permitted, it stays as it is.
void lower_priority(int niceness) {
  const sched_param none{};
  ::sched_setscheduler(0, SCHED_OTHER, &none);
  static_cast<void>(::setpriority(PRIO_PROCESS, 0, niceness));
}

}  // namespace

struct QueryThread::Impl {
  struct Asked {
    Asker asker;
    Work work;
  };
  explicit Impl(const Settings& the_settings) : settings(the_settings) {}

  ThreadRole query_thread;
  const Settings settings;
  Mutex mutex;
  Condition more;
  std::deque<Asked> waiting SETOFF_GUARDED_BY(mutex);
  // The `turn` in which the holder was last answered.
  TextMap<std::uint64_t> answered SETOFF_GUARDED_BY(mutex);
  std::uint64_t turn SETOFF_GUARDED_BY(mutex) = 0;
  // The asker of the question in progress.
  std::optional<ConnectionId> answering SETOFF_GUARDED_BY(mutex);
  bool woken SETOFF_GUARDED_BY(mutex) = false;
  bool leaving SETOFF_GUARDED_BY(mutex) = false;
  // Changed with the mutex held; read without it by the question in progress.
  std::atomic<bool> ended{false};
  std::atomic<bool> unwanted{false};
  std::atomic<bool> others_wait{false};
  Steady::time_point until SETOFF_GUARDED_BY(query_thread);
  std::thread thread;

  [[nodiscard]] Status not_ended() const {
    if (!ended.load(std::memory_order_relaxed)) return Ok{};
    return Error(Code::cannot_read, "the daemon is stopping; ask again when it is back");
  }
  [[nodiscard]] Status nothing_waits() const {
    if (!others_wait.load(std::memory_order_relaxed)) return not_ended();
    return Error(Code::cannot_read, "a question waits");
  }
  [[nodiscard]] Status check() const SETOFF_REQUIRES(query_thread) {
    SETOFF_TRY_STATUS(not_ended());
    if (unwanted.load(std::memory_order_relaxed))
      return Error(Code::cannot_read, "nobody waits for the answer");
    if (Steady::now() < until) return Ok{};
    return Error(Code::too_large,
                 "the answer takes longer than " +
                     std::to_string(settings.time_max.count() / 1000) +
                     " s; ask for less, or ask the ledger file (`setoff audit`, `setoff export`)");
  }

  void run() SETOFF_REQUIRES(query_thread) {
    lower_priority(settings.niceness);
    const MutexLock lock(mutex);
    while (true) {
      while (!leaving && !woken && waiting.empty())
        more.wait(mutex);
      if (!waiting.empty())
        answer_next();
      else if (leaving)
        return;
      else if (std::exchange(woken, false))
        work_while_idle();
    }
  }

  // The oldest question of the holder who was answered least recently.
  Asked take_next() SETOFF_REQUIRES(mutex) {
    const auto last = [this](const Asked& asked) SETOFF_REQUIRES(mutex) {
      const auto found = answered.find(asked.asker.holder);
      return found == answered.end() ? std::uint64_t{0} : found->second;
    };
    const auto first = std::ranges::min_element(waiting, {}, last);
    auto next = std::move(*first);
    waiting.erase(first);
    if (answered.size() >= kHoldersKept) answered.clear();
    answered[next.asker.holder] = ++turn;
    return next;
  }
  [[nodiscard]] bool has_place(const std::string& holder) const SETOFF_REQUIRES(mutex) {
    const auto own =
        std::ranges::count(waiting, holder, [](const Asked& asked) { return asked.asker.holder; });
    // A few busy holders may take all places; a holder with none waiting still finds one.
    const auto places = own == 0 ? 2 * settings.waiting_max : settings.waiting_max;
    return waiting.size() < places &&
           static_cast<std::size_t>(own) < settings.waiting_per_holder_max;
  }

  void answer_next() SETOFF_REQUIRES(mutex, query_thread) {
    const auto next = take_next();
    answering = next.asker.connection;
    unwanted = false;
    until = Steady::now() + settings.time_max;
    mutex.unlock();
    next.work([this] {
      query_thread.assert_held();
      return check();
    });
    mutex.lock();
    answering.reset();
    others_wait = !waiting.empty();
  }

  void work_while_idle() SETOFF_REQUIRES(mutex, query_thread) {
    if (settings.idle_work == nullptr) return;
    mutex.unlock();
    auto& work = *settings.idle_work;
    CpuUsage usage;
    work.run_idle_work([this, &work, &usage] {
      if (work.may_yield() && usage.was_contended()) give_way(usage.worked());
      usage = CpuUsage();
      return nothing_waits();
    });
    mutex.lock();
  }

  // Sleeps in proportion to the work just done, or until there is something to do.
  void give_way(std::chrono::nanoseconds worked) {
    constexpr std::chrono::milliseconds kLongest{250};
    const auto end = Steady::now() + std::min<std::chrono::nanoseconds>(worked * 19, kLongest);
    const MutexLock lock(mutex);
    while (!leaving && !ended && waiting.empty() && more.wait_until(mutex, end)) {
    }
  }
};

QueryThread::QueryThread(const Settings& settings) : impl_(std::make_unique<Impl>(settings)) {
  impl_->thread = std::thread([&impl = *impl_] {
    impl.query_thread.assert_held();
    impl.run();
  });
}

QueryThread::~QueryThread() {
  end();
  {
    const MutexLock lock(impl_->mutex);
    impl_->leaving = true;
  }
  impl_->more.notify_one();
  impl_->thread.join();
}

bool QueryThread::ask(Asker asker, Work work) {
  {
    const MutexLock lock(impl_->mutex);
    if (impl_->ended || !impl_->has_place(asker.holder)) return false;
    impl_->waiting.push_back({std::move(asker), std::move(work)});
    impl_->others_wait = true;
  }
  impl_->more.notify_one();
  return true;
}

void QueryThread::drop(ConnectionId asker) {
  const MutexLock lock(impl_->mutex);
  std::erase_if(impl_->waiting, [&](const auto& asked) { return asked.asker.connection == asker; });
  if (impl_->answering == asker) impl_->unwanted = true;
}

void QueryThread::wake() {
  {
    const MutexLock lock(impl_->mutex);
    impl_->woken = true;
  }
  impl_->more.notify_one();
}

void QueryThread::end() {
  {
    const MutexLock lock(impl_->mutex);
    impl_->ended = true;
  }
  impl_->more.notify_one();
}

}  // namespace setoff::cli
