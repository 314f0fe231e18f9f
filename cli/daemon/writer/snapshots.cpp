#include "cli/daemon/writer/snapshots.h"

#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>

#include "ledger/store/sqlite_journal.h"
#include "ledger/writer/snapshot_check.h"

namespace setoff::cli {
namespace {

// Gives this thread the lowest priority; if that is not permitted, it stays as it is.
void lower_priority() {
  constexpr int kLowest = 19;
  const sched_param none{};
  ::sched_setscheduler(0, SCHED_OTHER, &none);
  static_cast<void>(::setpriority(PRIO_PROCESS, 0, kLowest));  // affects this thread only
}

// In the forked copy, which must not outlive the daemon or keep its sockets and locks open.
void leave_the_daemon(pid_t daemon) {
  constexpr unsigned kFirstOwn = 3;
  ::close_range(kFirstOwn, ~0U, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != daemon) ::_exit(1);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP})
    std::signal(signal, SIG_DFL);
  lower_priority();
}

}  // namespace

Snapshots::Snapshots(SnapshotSettings settings, std::string ledger, Metrics& metrics, Log& log)
    : settings_(settings),
      ledger_(std::move(ledger)),
      path_(snapshot_path(ledger_)),
      metrics_(metrics),
      log_(log),
      progress_(metrics) {
  auto seal = SnapshotSeal::of(ledger_);
  if (seal)
    seal_ = *seal;
  else
    log_.warning("no snapshot is read or written: there is no secret to know it by",
                 {{"why", seal.error().text()}});
}

Snapshots::~Snapshots() {
  kNetworkThread.assert_held();
  end_check();
  end_copy();
}

std::unique_ptr<BooksState> Snapshots::load(const JournalPort& journal) {
  begun_.reset();
  if (!seal_) return nullptr;
  auto read = read_snapshot_file(path_, *seal_, journal);
  if (!read) {
    if (read.error().code != Code::cannot_open)
      log_.warning("the snapshot is passed over, all entries are replayed",
                   {{"file", path_.string()}, {"why", read.error().text()}});
    return nullptr;
  }
  begun_ = read->head;
  note_written(read->head.sequence);
  return std::move(read->books);
}

bool Snapshots::set_aside() {
  if (!begun_) return false;
  move_aside();
  return true;
}

void Snapshots::move_aside() const {
  auto aside = path_;
  aside += "-wrong";
  std::error_code failed;
  std::filesystem::rename(path_, aside, failed);
  if (failed) std::filesystem::remove(path_, failed);
}

void Snapshots::end_check() {
  stopping_ = true;
  if (checking_.joinable()) checking_.join();
}

void Snapshots::check(MismatchObserver& observer) {
  if (!begun_) return;
  progress_.begin(begun_->sequence);
  checking_ = std::thread([this, head = *begun_, &observer] {
    lower_priority();
    run_check(head, observer);
  });
}

void Snapshots::run_check(const SnapshotInfo& head, MismatchObserver& observer) {
  const auto good = [&]() -> Result<bool> {
    SETOFF_TRY(journal, SqliteJournal::open(ledger_, OpenMode::read));
    return check_snapshot(*journal, head, [this](Sequence reached) {
      progress_.reached(reached);
      return !stopping_;
    });
  }();
  const auto entries = std::to_string(head.sequence);
  if (good && *good) {
    log_.info("the books of the snapshot are those that its entries give", {{"entries", entries}});
    progress_.end(CheckProgress::State::good);
  } else if (!good && good.error().code == Code::corrupt) {
    // on_mismatch() comes first: nothing is booked any more once the finding is visible outside.
    observer.on_mismatch();
    move_aside();
    log_.error(
        "THE BOOKS ARE WRONG: nothing is booked any more; stop, and start again without "
        "the snapshot, which was set aside",
        {{"entries", entries}, {"why", good.error().text()}});
    progress_.end(CheckProgress::State::differs);
  } else if (!good) {
    log_.error("the books of the snapshot could not be checked", {{"why", good.error().text()}});
  }
}

bool Snapshots::due(Sequence size) const {
  return seal_ && size >= newest_ + settings_.every && copy_ < 0 && !progress_.differs();
}

void Snapshots::start_if_due(const LedgerWriter& book) {
  if (!due(book.size()) || book.uncommitted() > 0) return;
  const auto began = std::chrono::steady_clock::now();
  const auto daemon = ::getpid();
  const auto sequence = book.size();
  const auto copy = ::fork();
  if (copy == 0) {
    leave_the_daemon(daemon);
    ::_exit(write_snapshot_file(path_, *seal_, book).has_value() ? 0 : 1);
  }
  newest_ = sequence;  // a failed snapshot is not retried before the next one is due
  if (copy < 0) {
    metrics_.snapshots_failed.add();
    return log_.error("no process for a snapshot", {{"why", std::strerror(errno)}});
  }
  copy_sequence_ = sequence;
  copy_ = copy;
  metrics_.snapshot_pause_us.record(
      static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(
                                     std::chrono::steady_clock::now() - began)
                                     .count()));
}

void Snapshots::reap_snapshot_child() {
  const auto copy = copy_.load();
  int status = 0;
  if (copy < 0 || ::waitpid(copy, &status, WNOHANG) != copy) return;
  const Sequence sequence = copy_sequence_;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
    note_written(sequence);
    metrics_.snapshots.add();
    log_.info("snapshot written", {{"entries", std::to_string(sequence)}});
  } else {
    metrics_.snapshots_failed.add();
    log_.warning("a snapshot could not be written", {{"file", path_.string()}});
  }
  copy_ = -1;
}

void Snapshots::finish(const LedgerWriter& book) {
  end_check();
  end_copy();
  if (!seal_ || progress_.differs() || book.uncommitted() > 0 ||
      book.size() < written_ + settings_.at_stop)
    return;
  if (const auto head = write_snapshot_file(path_, *seal_, book); head)
    log_.info("snapshot written", {{"entries", std::to_string(head->sequence)}});
  else
    log_.warning("a snapshot could not be written", {{"why", head.error().text()}});
}

void Snapshots::note_written(Sequence sequence) {
  written_ = sequence;
  newest_ = std::max(newest_.load(), sequence);
  metrics_.snapshot_entries.set(static_cast<std::int64_t>(sequence));
}

void Snapshots::end_copy() {
  const auto copy = copy_.exchange(-1);
  if (copy < 0) return;
  ::kill(copy, SIGKILL);
  ::waitpid(copy, nullptr, 0);
}

}  // namespace setoff::cli
