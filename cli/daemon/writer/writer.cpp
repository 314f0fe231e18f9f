#include "cli/daemon/writer/writer.h"

#include <array>
#include <atomic>
#include <deque>
#include <thread>

#include "ledger/writer/thread_safety.h"

namespace setoff::cli {

using Steady = std::chrono::steady_clock;

namespace {

// With more batches waiting, a group of this many events is written once the disk is idle.
constexpr std::size_t kGroupEventsTarget = 256;

}  // namespace

struct Writer::Impl {
  Impl(LedgerWriter& the_book, CommitSettings the_settings, Metrics& the_metrics, TimeSource& time,
       CommitObserver& the_observer)
      : book(the_book),
        settings(the_settings),
        metrics(the_metrics),
        observer(the_observer),
        committed(the_book.size()),
        group(book, time) {}

  ThreadRole booking;
  // The closed group belongs to the writing thread while `writing`, otherwise to the booking
  // thread.
  ThreadRole flight_owner;

  LedgerWriter& book SETOFF_GUARDED_BY(booking);
  const CommitSettings settings;
  Metrics& metrics;
  CommitObserver& observer;
  std::atomic<Sequence> committed;
  std::atomic<std::uint64_t> epoch{1};
  std::atomic<bool> writable{true};
  std::atomic<bool> halted{false};

  Mutex mutex;
  Condition more;      // for the booking thread
  Condition to_write;  // for the writing thread
  std::deque<Batch> queue SETOFF_GUARDED_BY(mutex);
  std::deque<Errand> errands SETOFF_GUARDED_BY(mutex);
  bool stopping SETOFF_GUARDED_BY(mutex) = false;
  bool ended SETOFF_GUARDED_BY(mutex) = false;
  bool in_flight SETOFF_GUARDED_BY(mutex) = false;  // a closed group is not settled yet
  std::atomic<bool> writing{false};                 // changed with the mutex held
  struct Flight {
    GroupCommit::Closed group;
    Steady::time_point started;
    Status written = Ok{};
  };
  Flight flight SETOFF_GUARDED_BY(flight_owner);

  // Its write() alone is called by the writing thread.
  GroupCommit group SETOFF_GUARDED_BY(booking);
  std::deque<Batch> taken SETOFF_GUARDED_BY(booking);  // from the queue, to be booked next
  Steady::time_point started SETOFF_GUARDED_BY(booking);
  Steady::time_point probe_due SETOFF_GUARDED_BY(booking) = Steady::now() + settings.probe_every;
  std::thread booker;
  std::thread committer;

  void begin() {
    booker = std::thread([this] {
      booking.assert_held();
      book_groups();
    });
    committer = std::thread([this] { write_groups(); });
  }

  [[nodiscard]] bool nothing_waits() const SETOFF_REQUIRES(mutex, booking) {
    return taken.empty() && queue.empty();
  }
  [[nodiscard]] bool full() const SETOFF_REQUIRES(booking) {
    return group.size() >= settings.events_max;
  }
  [[nodiscard]] bool idle() const SETOFF_REQUIRES(mutex, booking) {
    return !in_flight && group.empty();
  }
  [[nodiscard]] bool written() const SETOFF_REQUIRES(mutex) { return in_flight && !writing; }
  // Nothing is booked until the waiting errands are done.
  [[nodiscard]] bool may_book() const SETOFF_REQUIRES(mutex, booking) {
    return errands.empty() && !nothing_waits() && !full();
  }
  [[nodiscard]] bool errands_due() const SETOFF_REQUIRES(mutex, booking) {
    return !errands.empty() && idle();
  }
  [[nodiscard]] bool probe_is_due() const SETOFF_REQUIRES(mutex, booking) {
    return idle() && nothing_waits() && Steady::now() >= probe_due;
  }
  [[nodiscard]] bool at_end() const SETOFF_REQUIRES(mutex, booking) {
    return stopping && idle() && nothing_waits() && errands.empty();
  }
  // Whether to write the current group now.
  [[nodiscard]] bool closes() const SETOFF_REQUIRES(mutex, booking) {
    if (in_flight || group.empty()) return false;
    if (!errands.empty() || stopping || full()) return true;
    if (settings.within.count() > 0) return Steady::now() >= started + settings.within;
    return nothing_waits() || group.size() >= kGroupEventsTarget;
  }
  [[nodiscard]] bool anything() const SETOFF_REQUIRES(mutex, booking) {
    return written() || may_book() || closes() || errands_due() || probe_is_due() || at_end();
  }

  void book_groups() SETOFF_REQUIRES(booking) {
    const MutexLock lock(mutex);
    while (true) {
      wait();
      if (written()) settle();
      if (may_book()) book_some();
      if (closes()) hand_over();
      if (errands_due()) do_errand();
      if (at_end()) break;
      if (probe_is_due()) probe();
    }
    ended = true;
    to_write.notify_one();
  }

  void wait() SETOFF_REQUIRES(mutex, booking) {
    if (settings.within.count() > 0 && !group.empty() && !in_flight)
      wait_until(started + settings.within);
    else if (idle())
      wait_until(probe_due);
    else
      while (!anything())
        more.wait(mutex);
  }
  void wait_until(Steady::time_point end) SETOFF_REQUIRES(mutex, booking) {
    while (!anything() && more.wait_until(mutex, end)) {
    }
  }

  // Whether to stop booking because the disk is idle; with `within` set, a group keeps filling.
  [[nodiscard]] bool enough() const SETOFF_REQUIRES(booking) {
    return settings.within.count() == 0 && group.size() >= kGroupEventsTarget && !writing;
  }

  // Books waiting batches until the group is full, none is left, or there is enough for an idle
  // disk. Holds the lock only to take batches from the queue.
  void book_some() SETOFF_REQUIRES(mutex, booking) {
    if (group.empty()) started = Steady::now();
    if (taken.empty()) taken.swap(queue);
    mutex.unlock();
    if (halted.load(std::memory_order_acquire))
      group.halt({Code::corrupt, "the books are wrong; nothing is booked until they are mended"});
    while (!taken.empty() && !full() && !enough()) {
      const auto events = static_cast<std::int64_t>(taken.front().items.size());
      group.add(std::move(taken.front()));
      taken.pop_front();
      metrics.queued_events.add(-events);
    }
    mutex.lock();
  }

  void hand_over() SETOFF_REQUIRES(mutex, booking) {
    flight_owner.assert_held();  // nothing is in flight
    mutex.unlock();
    note_failure();
    flight = {group.close(), started, Ok{}};
    mutex.lock();
    in_flight = true;
    writing = true;
    to_write.notify_one();
  }

  void settle() SETOFF_REQUIRES(mutex, booking) {
    flight_owner.assert_held();  // it is written
    in_flight = false;
    mutex.unlock();
    auto lost = group.settle(flight.written, std::move(flight.group));
    note_failure();
    probe_due = Steady::now() + settings.probe_every;
    if (!lost.empty()) give_out(std::move(lost));
    mutex.lock();
  }

  // A failed group, submission or probe shows in a new epoch.
  void note_failure() SETOFF_REQUIRES(booking) {
    if (epoch.exchange(group.epoch(), std::memory_order_acq_rel) == group.epoch()) return;
    writable.store(false, std::memory_order_release);
    metrics.failed_commits.add();
    if (group.failure()) observer.failed(*group.failure());
  }

  // Called on either thread after a successful write or probe.
  void note_success() {
    if (!writable.exchange(true, std::memory_order_acq_rel)) observer.recovered();
  }

  void probe() SETOFF_REQUIRES(mutex, booking) {
    mutex.unlock();
    group.probe();
    note_failure();
    if (!group.failure()) note_success();
    probe_due = Steady::now() + settings.probe_every;
    mutex.lock();
  }

  void do_errand() SETOFF_REQUIRES(mutex, booking) {
    const auto errand = std::move(errands.front());
    errands.pop_front();
    mutex.unlock();
    errand(book);
    mutex.lock();
  }

  void write_groups() {
    const MutexLock lock(mutex);
    while (true) {
      while (!writing && !ended)
        to_write.wait(mutex);
      if (!writing) return;
      mutex.unlock();
      flight_owner.assert_held();
      write_flight();
      mutex.lock();
      writing = false;
      more.notify_one();
    }
  }

  void write_flight() SETOFF_REQUIRES(flight_owner) {
    flight.written = write_closed();
    if (flight.written) note_commit();
  }

  // GroupCommit allows one other thread to write the closed group while the next one is booked.
  [[nodiscard]] Status write_closed()
      SETOFF_REQUIRES(flight_owner) SETOFF_NO_THREAD_SAFETY_ANALYSIS {
    return group.write();
  }

  // Runs on the writing thread, so that receipts need not wait for a batch being booked. Delivers
  // them last: whoever has a receipt finds everything else up to date.
  void note_commit() SETOFF_REQUIRES(flight_owner) {
    auto& done = flight.group;
    if (done.writes) note_success();
    metrics.commits.add();
    metrics.group_events.record(done.events);
    metrics.commit_us.record(static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - flight.started)
            .count()));
    committed.store(done.size, std::memory_order_release);
    metrics.entries.set(static_cast<std::int64_t>(done.size));
    observer.committed(done.size);
    give_out(std::exchange(done.batches, {}));
  }

  void give_out(std::vector<Batch> answered) {
    std::array<std::uint64_t, kVerdicts> counts{};
    for (const auto& batch : answered)
      for (const auto& item : batch.items)
        ++counts[static_cast<std::size_t>(item.answer.verdict)];
    for (std::size_t i = 0; i < kVerdicts; ++i)
      metrics.answers[i].add(counts[i]);
    observer.deliver(std::move(answered));
  }
};

Writer::Writer(LedgerWriter& book, CommitSettings settings, Metrics& metrics, TimeSource& time,
               CommitObserver& observer)
    : impl_(std::make_unique<Impl>(book, settings, metrics, time, observer)) {
  metrics.entries.set(static_cast<std::int64_t>(book.size()));
  impl_->begin();
}

Writer::~Writer() {
  stop();
}

void Writer::post(Batch batch) {
  impl_->metrics.queued_events.add(static_cast<std::int64_t>(batch.items.size()));
  {
    const MutexLock lock(impl_->mutex);
    impl_->queue.push_back(std::move(batch));
  }
  impl_->more.notify_one();
}

void Writer::run_between_groups(Errand errand) {
  {
    const MutexLock lock(impl_->mutex);
    impl_->errands.push_back(std::move(errand));
  }
  impl_->more.notify_one();
}

Sequence Writer::committed() const {
  return impl_->committed.load(std::memory_order_acquire);
}

std::uint64_t Writer::epoch() const {
  return impl_->epoch.load(std::memory_order_acquire);
}

bool Writer::writable() const {
  return impl_->writable.load(std::memory_order_acquire);
}

void Writer::halt() {
  impl_->halted.store(true, std::memory_order_release);
}

void Writer::stop() {
  {
    const MutexLock lock(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->more.notify_one();
  if (impl_->booker.joinable()) impl_->booker.join();
  if (impl_->committer.joinable()) impl_->committer.join();
}

}  // namespace setoff::cli
