#pragma once
// Snapshots: when the daemon writes one, how it begins from one, and the check that follows. While
// it runs a forked copy of the process writes, so that the writer goes on meanwhile; memory is
// copied only where it changes. What is wrong with a snapshot goes into the log and the snapshot is
// passed over: it never keeps the daemon from starting. Without a secret to seal them with, none is
// read or written.

#include <atomic>
#include <functional>
#include <optional>
#include <thread>

#include "cli/daemon/log.h"
#include "cli/daemon/metrics.h"
#include "ledger/store/snapshot_file.h"

namespace setoff::cli {

struct SnapshotSettings {
  std::size_t every = 1'000'000;  // entries from one to the next while the daemon runs
  std::size_t at_stop = 20'000;   // entries since the last one that make one worth it at the end
};

class Snapshots {
 public:
  Snapshots(SnapshotSettings settings, std::string ledger, Metrics& metrics, Log& log);
  ~Snapshots();
  Snapshots(const Snapshots&) = delete;
  Snapshots& operator=(const Snapshots&) = delete;

  // Books to begin from, if there is a snapshot of this journal.
  [[nodiscard]] std::unique_ptr<BooksAt> earlier(const JournalPort& journal);
  // The snapshot that the books began from turned out wrong: it goes out of the way, as
  // `<snapshot>-wrong`. False if they began from none.
  bool set_aside();
  // Replays everything that was taken from the snapshot, in a thread of low priority; `differs` is
  // called by it if the books are not what the entries give.
  void check(std::function<void()> differs);
  // Ends the check where it is; `differs` is not called any more.
  void end_check();
  // By the writer's thread between two groups: forks a copy that writes, if it is time.
  void consider(const Book& book);
  [[nodiscard]] bool due(Sequence size) const;
  // Notes what has become of the copy that writes.
  void look_after();
  // At the end, when nothing is booked any more.
  void finish(const Book& book);

 private:
  void run_check(const SnapshotHead& head, const std::function<void()>& differs);
  void move_aside() const;
  void note_written(Sequence sequence);
  void end_copy();

  SnapshotSettings settings_;
  std::string ledger_;
  std::filesystem::path path_;
  Metrics& metrics_;
  Log& log_;
  std::optional<SnapshotSeal> seal_;
  std::optional<SnapshotHead> begun_;  // the one that the books began from
  std::atomic<Sequence> newest_{0};    // entries of the newest one, written or under way
  std::atomic<int> copy_{-1};          // the process that writes
  Sequence copy_sequence_ = 0;
  std::atomic<bool> stopping_{false};
  std::thread checking_;
};

}  // namespace setoff::cli
