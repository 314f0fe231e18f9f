#pragma once
// Writer: the two threads behind the queue. One owns the books: batches come in from any thread and
// are booked in the order in which they came. The other writes: while it makes a group durable the
// next one is booked. Batches leave answered after the commit that holds them. A group is closed
// when the disk is free and nothing waits, or it has some hundreds of events; with `within` it
// waits so long from its first event. It never has more than `events_max`. With nothing to do it
// probes the journal now and then, so that a failed commit is over, and a lost file is noticed,
// without an event.

#include <chrono>
#include <functional>
#include <memory>

#include "cli/daemon/group_commit.h"
#include "cli/daemon/metrics.h"

namespace setoff::cli {

struct CommitSettings {
  std::chrono::microseconds within{0};
  std::size_t events_max = 4096;
};

class Writer {
 public:
  struct Hooks {
    GroupCommit::Clock clock;
    // Answered batches in the order in which they were posted. Called by the thread that writes,
    // or by the other, but never by both at once.
    std::function<void(std::vector<Batch>)> deliver;
    std::function<void(Sequence size)> committed;    // after a commit, before `deliver`
    std::function<void(const Error& error)> failed;  // a commit, submission or probe failed
    std::function<void()> recovered{};               // after that, something went well again
    std::chrono::milliseconds probe_every{1'000};
  };
  Writer(Book& book, CommitSettings settings, Metrics& metrics, Hooks hooks);
  ~Writer();  // as stop()
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // From any thread.
  void post(Batch batch);
  // Calls `errand` with the books between two groups, when all that was booked is committed;
  // nothing is booked meanwhile. For what must stop the books (a snapshot), not for questions.
  void ask(std::function<void(const Book&)> errand);
  // The epoch that a batch must carry to be booked; see GroupCommit.
  [[nodiscard]] std::uint64_t epoch() const;
  // False from a failed commit or probe until the next one that goes well. Whoever holds a receipt
  // of a later commit sees it true.
  [[nodiscard]] bool writable() const;
  // Nothing is booked any more: the books are wrong.
  void halt();
  // Books and answers everything posted, then ends the thread. Nothing may be posted any more.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace setoff::cli
