#include "cli/daemon/writer/writer.h"

#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace setoff::cli {

using Steady = std::chrono::steady_clock;

namespace {

// With more batches waiting, a group of this many events is written once the disk is idle.
constexpr std::size_t kGroupEventsTarget = 256;

}  // namespace

struct Writer::Impl {
  Impl(LedgerWriter& the_book, CommitSettings the_settings, Metrics& the_metrics, Hooks the_hooks)
      : book(the_book),
        settings(the_settings),
        metrics(the_metrics),
        hooks(std::move(the_hooks)),
        group(book, hooks.clock) {}

  LedgerWriter& book;
  CommitSettings settings;
  Metrics& metrics;
  Hooks hooks;
  std::atomic<std::uint64_t> epoch{1};
  std::atomic<bool> writable{true};
  std::atomic<bool> halted{false};

  std::mutex mutex;
  std::condition_variable more;      // for the booking thread
  std::condition_variable to_write;  // for the writing thread
  std::deque<Batch> queue;
  std::deque<std::function<void(const LedgerWriter&)>> tasks;
  bool stopping = false;
  bool ended = false;
  // The closed group. Owned by the writing thread while `writing`, otherwise by the booking thread.
  struct Flight {
    GroupCommit::Closed group;
    Steady::time_point started;
    Status written = Ok{};
  };
  std::optional<Flight> flight;
  std::atomic<bool> writing{false};  // changed with the mutex held

  // Owned by the booking thread.
  GroupCommit group;
  std::deque<Batch> taken;  // from the queue, to be booked next
  Steady::time_point started;
  Steady::time_point probe_due = Steady::now() + hooks.probe_every;
  std::thread booker;
  std::thread committer;

  void begin() {
    booker = std::thread([this] { book_groups(); });
    committer = std::thread([this] { write_groups(); });
  }

  [[nodiscard]] bool nothing_waits() const { return taken.empty() && queue.empty(); }
  [[nodiscard]] bool full() const { return group.size() >= settings.events_max; }
  [[nodiscard]] bool idle() const { return !flight && group.empty(); }
  [[nodiscard]] bool written() const { return flight && !writing; }
  // Nothing is booked until the waiting tasks are done.
  [[nodiscard]] bool may_book() const { return tasks.empty() && !nothing_waits() && !full(); }
  [[nodiscard]] bool errands_due() const { return !tasks.empty() && idle(); }
  [[nodiscard]] bool probe_is_due() const {
    return idle() && nothing_waits() && Steady::now() >= probe_due;
  }
  [[nodiscard]] bool at_end() const {
    return stopping && idle() && nothing_waits() && tasks.empty();
  }
  // Whether to write the current group now.
  [[nodiscard]] bool closes() const {
    if (flight || group.empty()) return false;
    if (!tasks.empty() || stopping || full()) return true;
    if (settings.within.count() > 0) return Steady::now() >= started + settings.within;
    return nothing_waits() || group.size() >= kGroupEventsTarget;
  }
  [[nodiscard]] bool anything() const {
    return written() || may_book() || closes() || errands_due() || probe_is_due() || at_end();
  }

  void book_groups() {
    std::unique_lock lock(mutex);
    while (true) {
      wait(lock);
      if (written()) settle(lock);
      if (may_book()) book_some(lock);
      if (closes()) hand_over(lock);
      if (errands_due()) do_errand(lock);
      if (at_end()) break;
      if (probe_is_due()) probe(lock);
    }
    ended = true;
    to_write.notify_one();
  }

  void wait(std::unique_lock<std::mutex>& lock) {
    const auto due = [this] { return anything(); };
    if (settings.within.count() > 0 && !group.empty() && !flight)
      more.wait_until(lock, started + settings.within, due);
    else if (idle())
      more.wait_until(lock, probe_due, due);
    else
      more.wait(lock, due);
  }

  // Whether to stop booking because the disk is idle; with `within` set, a group keeps filling.
  [[nodiscard]] bool enough() const {
    return settings.within.count() == 0 && group.size() >= kGroupEventsTarget && !writing;
  }

  // Books waiting batches until the group is full, none is left, or there is enough for an idle
  // disk. Holds the lock only to take batches from the queue.
  void book_some(std::unique_lock<std::mutex>& lock) {
    if (group.empty()) started = Steady::now();
    if (taken.empty()) taken.swap(queue);
    lock.unlock();
    if (halted.load(std::memory_order_acquire))
      group.halt({Code::corrupt, "the books are wrong; nothing is booked until they are mended"});
    while (!taken.empty() && !full() && !enough()) {
      const auto events = static_cast<std::int64_t>(taken.front().items.size());
      group.add(std::move(taken.front()));
      taken.pop_front();
      metrics.queued_events.add(-events);
    }
    lock.lock();
  }

  void hand_over(std::unique_lock<std::mutex>& lock) {
    lock.unlock();
    note_failure();
    Flight next{group.close(), started};
    lock.lock();
    flight = std::move(next);
    writing = true;
    to_write.notify_one();
  }

  void settle(std::unique_lock<std::mutex>& lock) {
    auto landed = std::move(*flight);
    flight.reset();
    lock.unlock();
    auto lost = group.settle(landed.written, std::move(landed.group));
    note_failure();
    probe_due = Steady::now() + hooks.probe_every;
    if (!lost.empty()) give_out(std::move(lost));
    lock.lock();
  }

  // A failed group, submission or probe shows in a new epoch.
  void note_failure() {
    if (epoch.exchange(group.epoch(), std::memory_order_acq_rel) == group.epoch()) return;
    writable.store(false, std::memory_order_release);
    metrics.failed_commits.add();
    if (hooks.failed && group.failure()) hooks.failed(*group.failure());
  }

  // Called on either thread after a successful write or probe.
  void note_success() {
    if (!writable.exchange(true, std::memory_order_acq_rel) && hooks.recovered) hooks.recovered();
  }

  void probe(std::unique_lock<std::mutex>& lock) {
    lock.unlock();
    group.probe();
    note_failure();
    if (!group.failure()) note_success();
    probe_due = Steady::now() + hooks.probe_every;
    lock.lock();
  }

  void do_errand(std::unique_lock<std::mutex>& lock) {
    const auto errand = std::move(tasks.front());
    tasks.pop_front();
    lock.unlock();
    errand(book);
    lock.lock();
  }

  void write_groups() {
    std::unique_lock lock(mutex);
    while (true) {
      to_write.wait(lock, [&] { return writing || ended; });
      if (!writing) return;
      lock.unlock();
      flight->written = group.write();
      if (flight->written) committed();
      lock.lock();
      writing = false;
      more.notify_one();
    }
  }

  // Runs on the writing thread, so that receipts need not wait for a batch being booked. Delivers
  // them last: whoever has a receipt finds everything else up to date.
  void committed() {
    auto& done = flight->group;
    if (done.writes) note_success();
    metrics.commits.add();
    metrics.group_events.record(done.events);
    metrics.commit_us.record(static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - flight->started)
            .count()));
    metrics.entries.set(static_cast<std::int64_t>(done.size));
    if (hooks.committed) hooks.committed(done.size);
    give_out(std::exchange(done.batches, {}));
  }

  void give_out(std::vector<Batch> answered) {
    std::array<std::uint64_t, kVerdicts> counts{};
    for (const auto& batch : answered)
      for (const auto& item : batch.items)
        ++counts[static_cast<std::size_t>(item.answer.verdict)];
    for (std::size_t i = 0; i < kVerdicts; ++i)
      metrics.answers[i].add(counts[i]);
    hooks.deliver(std::move(answered));
  }
};

Writer::Writer(LedgerWriter& book, CommitSettings settings, Metrics& metrics, Hooks hooks)
    : impl_(std::make_unique<Impl>(book, settings, metrics, std::move(hooks))) {
  metrics.entries.set(static_cast<std::int64_t>(book.size()));
  impl_->begin();
}

Writer::~Writer() {
  stop();
}

void Writer::post(Batch batch) {
  impl_->metrics.queued_events.add(static_cast<std::int64_t>(batch.items.size()));
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->queue.push_back(std::move(batch));
  }
  impl_->more.notify_one();
}

void Writer::ask(std::function<void(const LedgerWriter&)> errand) {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->tasks.push_back(std::move(errand));
  }
  impl_->more.notify_one();
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
    const std::lock_guard lock(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->more.notify_one();
  if (impl_->booker.joinable()) impl_->booker.join();
  if (impl_->committer.joinable()) impl_->committer.join();
}

}  // namespace setoff::cli
