#pragma once
// Writer: two threads behind a queue. The booking thread owns the books: it takes batches posted by
// any thread and books them in order. The writing thread makes a group durable while the next one
// is booked. Batches are answered after the commit that holds them. A group closes when the disk is
// idle and either nothing waits or it has some hundreds of events; with `within`, that long after
// its first event; at the latest at `events_max`. When idle, the writer probes the journal from
// time to time, so that recovery from a failed commit, or a lost file, is noticed without an event.

#include <chrono>
#include <functional>
#include <memory>

#include "cli/daemon/ops/metrics.h"
#include "cli/daemon/writer/group_commit.h"

namespace setoff::cli {

struct CommitSettings {
  std::chrono::microseconds within{0};
  std::size_t events_max = 4096;
};

class Writer {
 public:
  struct Hooks {
    GroupCommit::Clock clock;
    // Delivers answered batches, in the order in which they were posted. Called on either thread,
    // but never on both at once.
    std::function<void(std::vector<Batch>)> deliver;
    std::function<void(Sequence size)> committed;    // after a commit, before `deliver`
    std::function<void(const Error& error)> failed;  // a commit, submission or probe failed
    std::function<void()> recovered{};               // the first success after a failure
    std::chrono::milliseconds probe_every{1'000};
  };
  Writer(LedgerWriter& book, CommitSettings settings, Metrics& metrics, Hooks hooks);
  ~Writer();  // calls stop()
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Thread-safe.
  void post(Batch batch);
  // Calls `errand` with the books between two groups, when everything booked is committed; nothing
  // is booked meanwhile. For work that must stop booking (a snapshot), not for questions.
  void ask(std::function<void(const LedgerWriter&)> errand);
  // The epoch that a batch needs to be booked; see GroupCommit.
  [[nodiscard]] std::uint64_t epoch() const;
  // False from a failed commit or probe until the next successful one. Whoever holds a receipt of a
  // later commit sees true.
  [[nodiscard]] bool writable() const;
  // Stops booking: the books are wrong.
  void halt();
  // Books and answers everything posted, then ends the threads. Nothing may be posted any more.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace setoff::cli
