#pragma once
// Writer: two threads behind a queue. The booking thread owns the books: it takes batches posted by
// any thread and books them in order. The writing thread makes a group durable while the next one
// is booked. Batches are answered after the commit that holds them. A group closes when the disk is
// idle and either nothing waits or it has 256 events; if `within` is set, that long after its first
// event instead; in any case once it has `events_max`. When idle, the writer probes the journal
// from time to time, so that recovery from a failed commit, or a lost file, is noticed without an
// event.

#include <chrono>
#include <functional>
#include <memory>

#include "cli/daemon/ops/metrics.h"
#include "cli/daemon/writer/group_commit.h"

namespace setoff::cli {

struct CommitSettings {
  std::chrono::microseconds within{0};           // how long a group may wait for more events
  std::size_t events_max = 4096;                 // of a group
  std::chrono::milliseconds probe_every{1'000};  // while nothing is booked
};

// Told by the writer what became of batches and commits, on its threads.
class CommitObserver {
 public:
  virtual ~CommitObserver() = default;
  // Delivers answered batches, in the order in which they were posted. Called on either thread, but
  // never on both at once.
  virtual void deliver(std::vector<Batch> batches) = 0;
  // After a commit, before deliver().
  virtual void committed(Sequence size) = 0;
  // A commit, submission or probe failed.
  virtual void failed(const Error& error) = 0;
  // The first success after a failure.
  virtual void recovered() = 0;
};

class Writer {
 public:
  using Errand = std::function<void(const LedgerWriter&)>;

  Writer(LedgerWriter& book, CommitSettings settings, Metrics& metrics, TimeSource& time,
         CommitObserver& observer);
  ~Writer();  // calls stop()
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Thread-safe.
  void post(Batch batch);
  // Thread-safe. Calls `errand` with the books between two groups, on the booking thread, when
  // everything booked is committed; nothing is booked meanwhile. For work that must stop booking (a
  // snapshot), not for questions.
  void run_between_groups(Errand errand);
  // Number of committed entries. Whoever holds a receipt sees a number that includes its entry.
  [[nodiscard]] Sequence committed() const;
  // The epoch that a batch needs to be booked; see GroupCommit.
  [[nodiscard]] std::uint64_t epoch() const;
  // False from a failed commit or probe until the next successful one. Whoever holds a receipt of a
  // later commit sees true.
  [[nodiscard]] bool writable() const;
  // Stops booking because the books are wrong: batches are answered `unavailable`. Thread-safe.
  void halt();
  // Books and answers everything posted, then ends the threads. Nothing may be posted any more.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace setoff::cli
