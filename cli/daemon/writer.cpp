#include "cli/daemon/writer.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace setoff::cli {

using Steady = std::chrono::steady_clock;

namespace {
constexpr std::chrono::microseconds kQuestionsAtOnce{250};
}

struct Writer::Impl {
  Impl(Book& the_book, CommitSettings the_settings, Metrics& the_metrics, Hooks the_hooks)
      : book(the_book),
        settings(the_settings),
        metrics(the_metrics),
        hooks(std::move(the_hooks)),
        group(book, hooks.clock) {}

  Book& book;
  CommitSettings settings;
  Metrics& metrics;
  Hooks hooks;
  GroupCommit group;
  std::atomic<std::uint64_t> epoch{1};
  std::atomic<bool> writable{true};
  std::atomic<bool> halted{false};

  std::mutex mutex;
  std::condition_variable more;
  std::deque<Batch> queue;
  std::deque<std::function<void(const Book&)>> questions;
  Steady::time_point questions_from;  // while events wait
  bool stopping = false;
  std::thread thread;

  [[nodiscard]] bool anything() const { return !queue.empty() || !questions.empty() || stopping; }

  void run() {
    while (true) {
      std::unique_lock lock(mutex);
      more.wait(lock, [&] { return anything(); });
      if (queue.empty() && questions.empty()) return;
      if (!queue.empty()) {
        book_group(lock);
        lock.unlock();
        commit();
        lock.lock();
      }
      answer_some(lock);
    }
  }

  // Answers questions until all are answered, or events wait and the time for questions is over.
  void answer_some(std::unique_lock<std::mutex>& lock) {
    const auto begin = Steady::now();
    if (!queue.empty() && begin < questions_from) return;
    auto now = begin;
    while (!questions.empty() && (queue.empty() || now < begin + kQuestionsAtOnce)) {
      const auto question = std::move(questions.front());
      questions.pop_front();
      lock.unlock();
      question(book);
      lock.lock();
      now = Steady::now();
    }
    questions_from = now + 3 * (now - begin);
  }

  // Books what waits until the group is full, the time is over or nothing waits. Holds the lock
  // only to take batches out.
  void book_group(std::unique_lock<std::mutex>& lock) {
    started = Steady::now();
    std::deque<Batch> taken;
    while (true) {
      taken.swap(queue);
      lock.unlock();
      book_batches(taken);
      lock.lock();
      // What is left of a full group goes back to the front, where it came from.
      for (; !taken.empty(); taken.pop_back())
        queue.push_front(std::move(taken.back()));
      if (group.size() >= settings.events_max || stopping) return;
      const bool late = settings.within.count() > 0 && Steady::now() >= started + settings.within;
      if (late || (queue.empty() && !wait_for_more(lock))) return;
    }
  }

  bool wait_for_more(std::unique_lock<std::mutex>& lock) {
    if (settings.within.count() == 0) return false;
    more.wait_until(lock, started + settings.within, [&] { return anything(); });
    return !queue.empty();
  }

  void book_batches(std::deque<Batch>& taken) {
    if (halted.load(std::memory_order_acquire))
      group.halt({Code::corrupt, "the books are wrong; nothing is booked until they are mended"});
    while (!taken.empty() && group.size() < settings.events_max) {
      const auto events = static_cast<std::int64_t>(taken.front().items.size());
      group.add(std::move(taken.front()));
      taken.pop_front();
      metrics.queued_events.add(-events);
    }
  }

  void commit() {
    const auto events = group.size();
    auto answered = group.commit();
    const bool lost = epoch.exchange(group.epoch(), std::memory_order_acq_rel) != group.epoch();
    const bool good = !group.failure();
    writable.store(good, std::memory_order_release);
    count(answered, events, good);
    if (lost) report();
    if (good && hooks.committed) hooks.committed(book.size());
    hooks.deliver(std::move(answered));
  }

  void report() {
    metrics.failed_commits.add();
    if (hooks.failed && group.failure()) hooks.failed(*group.failure());
  }

  void count(const std::vector<Batch>& answered, std::size_t events, bool good) {
    for (const auto& batch : answered)
      for (const auto& item : batch.items)
        metrics.answers[static_cast<std::size_t>(item.answer.verdict)].add();
    if (!good) return;
    metrics.commits.add();
    metrics.group_events.record(events);
    metrics.commit_us.record(static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - started).count()));
    metrics.entries.set(static_cast<std::int64_t>(book.size()));
  }

  Steady::time_point started;
};

Writer::Writer(Book& book, CommitSettings settings, Metrics& metrics, Hooks hooks)
    : impl_(std::make_unique<Impl>(book, settings, metrics, std::move(hooks))) {
  metrics.entries.set(static_cast<std::int64_t>(book.size()));
  impl_->thread = std::thread([this] { impl_->run(); });
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

void Writer::ask(std::function<void(const Book&)> question) {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->questions.push_back(std::move(question));
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
  if (impl_->thread.joinable()) impl_->thread.join();
}

}  // namespace setoff::cli
