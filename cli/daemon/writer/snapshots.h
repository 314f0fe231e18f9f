#pragma once
// Snapshots: writes them, starts the daemon from one, and checks it afterwards. At run time a
// forked copy of the process writes the snapshot, so that the writer can continue; memory is copied
// on write only. A bad snapshot is logged and ignored: it never prevents the daemon from starting.
// Without a secret to seal them, snapshots are neither read nor written.

#include <atomic>
#include <optional>
#include <thread>

#include "cli/daemon/ops/log.h"
#include "cli/daemon/ops/metrics.h"
#include "cli/daemon/ops/thread_roles.h"
#include "cli/daemon/writer/check_progress.h"
#include "ledger/store/snapshot_file.h"

namespace setoff::cli {

struct SnapshotSettings {
  std::size_t every = 1'000'000;  // entries between snapshots while the daemon runs
  std::size_t at_stop = 20'000;   // entries since the last one that justify another at the end
};

// Told that the books that the daemon started from do not follow from the entries.
class MismatchObserver {
 public:
  virtual ~MismatchObserver() = default;
  // Called on the thread of the check.
  virtual void on_mismatch() = 0;
};

// load(), set_aside(), check() and finish() are called by the thread that calls serve().
class Snapshots {
 public:
  Snapshots(SnapshotSettings settings, std::string ledger, Metrics& metrics, Log& log);
  ~Snapshots();
  Snapshots(const Snapshots&) = delete;
  Snapshots& operator=(const Snapshots&) = delete;

  // The books to start from, if there is a snapshot of this journal.
  [[nodiscard]] std::unique_ptr<BooksState> load(const JournalPort& journal)
      SETOFF_ON_NETWORK_THREAD;
  // The snapshot that the books started from is wrong: renames it to `<snapshot>-wrong`. False if
  // they did not start from one.
  bool set_aside() SETOFF_ON_NETWORK_THREAD;
  // Replays the entries that the snapshot covers, on a thread of low priority; tells the observer
  // if the books do not follow from them.
  void check(MismatchObserver& observer) SETOFF_ON_NETWORK_THREAD;
  // Stops the check; on_mismatch() is not called afterwards.
  void end_check() SETOFF_ON_NETWORK_THREAD;
  // Called by the booking thread between groups: forks a copy that writes a snapshot, if one is
  // due.
  void start_if_due(const LedgerWriter& book);
  [[nodiscard]] bool due(Sequence size) const;
  // Reaps the forked copy and records its result, if it has ended.
  void reap_snapshot_child() SETOFF_ON_NETWORK_THREAD;
  // Called at the end, when nothing more is booked.
  void finish(const LedgerWriter& book) SETOFF_ON_NETWORK_THREAD;
  [[nodiscard]] const CheckProgress& check_progress() const { return progress_; }

 private:
  void run_check(const SnapshotInfo& head, MismatchObserver& observer);
  void move_aside() const;
  void note_written(Sequence sequence) SETOFF_ON_NETWORK_THREAD;
  void end_copy();

  SnapshotSettings settings_;
  std::string ledger_;
  std::filesystem::path path_;
  Metrics& metrics_;
  Log& log_;
  std::optional<SnapshotSeal> seal_;  // constant once constructed
  CheckProgress progress_;
  // The snapshot that the books started from.
  std::optional<SnapshotInfo> begun_ SETOFF_GUARDED_BY(kNetworkThread);
  // Entries in the newest one that is written.
  Sequence written_ SETOFF_GUARDED_BY(kNetworkThread) = 0;
  std::atomic<Sequence> newest_{0};  // entries in the newest one, written or in progress
  std::atomic<int> copy_{-1};        // process id of the forked copy; -1: none
  // Entries in the forked copy's snapshot; set by the booking thread before `copy_`.
  std::atomic<Sequence> copy_sequence_{0};
  std::atomic<bool> stopping_{false};
  std::thread checking_ SETOFF_GUARDED_BY(kNetworkThread);
};

}  // namespace setoff::cli
