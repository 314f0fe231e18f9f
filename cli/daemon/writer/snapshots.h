#pragma once
// Snapshots: writes them, starts the daemon from one, and checks it afterwards. At run time a
// forked copy of the process writes the snapshot, so that the writer can continue; memory is copied
// on write only. A bad snapshot is logged and ignored: it never prevents the daemon from starting.
// Without a secret to seal them, snapshots are neither read nor written.

#include <atomic>
#include <functional>
#include <optional>
#include <thread>

#include "cli/daemon/ops/log.h"
#include "cli/daemon/ops/metrics.h"
#include "ledger/store/snapshot_file.h"

namespace setoff::cli {

struct SnapshotSettings {
  std::size_t every = 1'000'000;  // entries between snapshots while the daemon runs
  std::size_t at_stop = 20'000;   // entries since the last one that justify another at the end
};

class Snapshots {
 public:
  Snapshots(SnapshotSettings settings, std::string ledger, Metrics& metrics, Log& log);
  ~Snapshots();
  Snapshots(const Snapshots&) = delete;
  Snapshots& operator=(const Snapshots&) = delete;

  // The books to start from, if there is a snapshot of this journal.
  [[nodiscard]] std::unique_ptr<BooksAt> load(const JournalPort& journal);
  // The snapshot that the books started from is wrong: renames it to `<snapshot>-wrong`. False if
  // they did not start from one.
  bool set_aside();
  // Replays the entries that the snapshot covers, on a thread of low priority; calls `on_mismatch`
  // on it if the books do not follow from the entries.
  void check(std::function<void()> on_mismatch);
  // Stops the check; `on_mismatch` is not called afterwards.
  void end_check();
  // Called by the booking thread between groups: forks a copy that writes a snapshot, if one is
  // due.
  void start_if_due(const LedgerWriter& book);
  [[nodiscard]] bool due(Sequence size) const;
  // Reaps the forked copy and records its result, if it has ended.
  void reap_snapshot_child();
  // Called at the end, when nothing more is booked.
  void finish(const LedgerWriter& book);

 private:
  void run_check(const SnapshotHead& head, const std::function<void()>& on_mismatch);
  void move_aside() const;
  void note_written(Sequence sequence);
  void end_copy();

  SnapshotSettings settings_;
  std::string ledger_;
  std::filesystem::path path_;
  Metrics& metrics_;
  Log& log_;
  std::optional<SnapshotSeal> seal_;
  std::optional<SnapshotHead> begun_;  // the one that the books started from
  std::atomic<Sequence> newest_{0};    // entries in the newest one, written or in progress
  std::atomic<int> copy_{-1};          // process id of the forked copy; -1: none
  Sequence copy_sequence_ = 0;
  std::atomic<bool> stopping_{false};
  std::thread checking_;
};

}  // namespace setoff::cli
