#include "cli/daemon/serve/serve.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>

#include "cli/daemon/events/line_session.h"
#include "cli/daemon/http/http_session.h"
#include "cli/daemon/ops/daemon_clock.h"
#include "cli/daemon/serve/serve_check.h"
#include "cli/daemon/serve/service_manager.h"
#include "ledger/crypto/encoding.h"
#include "ledger/store/sqlite_journal.h"

namespace setoff::cli {
namespace {

// Descriptors needed besides the connections: the ledger, its log, listeners, log sinks.
constexpr rlim_t kOtherDescriptors = 64;
// Files that the daemon creates are accessible to its owner and group only.
constexpr mode_t kOthersMask = 0027;

// The kernel doubles its descriptor table as it grows; once there are threads, each time blocks the
// calling thread for 10 to 20 ms. One high descriptor makes the table large enough at once.
void make_table_of(rlim_t descriptors) {
  const Descriptor high(::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, static_cast<int>(descriptors) - 1));
}

Status make_room_for(std::size_t connections) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  const rlim_t wanted = connections + kOtherDescriptors;
  if (limit.rlim_cur < wanted) {
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    static_cast<void>(::setrlimit(RLIMIT_NOFILE, &limit));
    ::getrlimit(RLIMIT_NOFILE, &limit);
  }
  if (limit.rlim_cur >= wanted) {
    make_table_of(wanted);
    return Ok{};
  }
  return Error(Code::cannot_open,
               "the system allows " + std::to_string(limit.rlim_cur) + " open files; " +
                   std::to_string(connections) + " connections need " + std::to_string(wanted),
               "limits.connections");
}

// The running daemon: members in order of dependency, destroyed in reverse.
class Daemon final : public CommitObserver, public SessionFactory, public MismatchObserver {
 public:
  Daemon(const ServeSettings& settings, SettingsSource* source, Log& log, LedgerWriter& book,
         Snapshots& snapshots, Metrics& metrics)
      : settings_(settings),
        source_(source),
        log_(log),
        snapshots_(snapshots),
        metrics_(metrics),
        users_(settings.users),
        clock_(settings.bounds.clock_tolerance),
        refusals_(log, metrics),
        token_throttle_(settings_.limits),
        memory_(settings_.limits.held_bytes_all, metrics_),
        writer_(book, settings.commit, metrics_, clock_, *this),
        around_{loop_, writer_, settings_.limits, metrics_, memory_},
        network_(around_, log_, *this),
        queries_(
            {settings.ledger, writer_, network_, metrics_, log, clock_, memory_, settings_.limits},
            book.state(), book.tree()),
        streams_(queries_, settings_.limits) {}

  Status run() SETOFF_ON_NETWORK_THREAD {
    SETOFF_TRY_STATUS(load_tls(settings_.tls));
    for (const auto& listener : settings_.listeners) {
      SETOFF_TRY(address, network_.open_listener(listener));
      log_.info("listening", {{"for", listener.http ? "http" : "events"}, {"on", address.text()}});
      tell_service_manager(std::string("STATUS=listening for ") +
                           (listener.http ? "http" : "events") + " on " + address.text());
    }
    loop_.on_signals({SIGTERM, SIGINT, SIGHUP}, [this](int signal) {
      kNetworkThread.assert_held();
      signal == SIGHUP ? reload() : stop(signal);
    });
    start_timers();
    snapshots_.check(*this);
    tell_service_manager("READY=1");
    loop_.run();
    network_.cut_all();
    snapshots_.end_check();
    writer_.stop();
    return Ok{};
  }

 private:
  void start_timers() SETOFF_ON_NETWORK_THREAD {
    loop_.every(std::chrono::milliseconds(250), [this] {
      kNetworkThread.assert_held();
      network_.tick();
      streams_.proceed();
      queries_.proceed();
      snapshots_.reap_snapshot_child();
    });
    loop_.every(std::chrono::seconds(15), [this] {
      kNetworkThread.assert_held();
      streams_.send_keepalives();
    });
    loop_.every(std::chrono::seconds(10), [this] {
      kNetworkThread.assert_held();
      refusals_.tick();
    });
    loop_.every(std::chrono::seconds(1), [this] {
      kNetworkThread.assert_held();
      watch_clock();
    });
    if (const auto period = watchdog_period())
      loop_.every(*period, [] { tell_service_manager("WATCHDOG=1"); });
    loop_.every(std::chrono::seconds(1), [this] {
      kNetworkThread.assert_held();
      watch_log();
    });
  }

  // CommitObserver
  void deliver(std::vector<Batch> batches) override { network_.deliver(std::move(batches)); }
  void committed(Sequence size) override {
    tell_streams();
    // Requested by the writing thread; done by the booking thread, when nothing is in flight.
    if (snapshots_.due(size))
      writer_.run_between_groups(
          [this](const LedgerWriter& book) { snapshots_.start_if_due(book); });
  }
  void failed(const Error& error) override {
    log_.error("cannot write the ledger", {{"why", error.text()}});
  }
  void recovered() override { log_.info("the ledger can be written again", {}); }

  // MismatchObserver
  void on_mismatch() override { writer_.halt(); }

  // SessionFactory
  std::unique_ptr<Stream> make_stream(Descriptor socket,
                                      const Listener& listener) override SETOFF_ON_NETWORK_THREAD {
    return listener.tls ? tls_->stream(std::move(socket)) : plain_stream(std::move(socket));
  }
  std::unique_ptr<Session> make_session(Peer& peer, const Listener& listener) override
      SETOFF_ON_NETWORK_THREAD {
    Admission admission(admissions_, listener.access, peer.name());
    if (!listener.http) {
      const LineSession::Parts parts{reader_, settings_.limits, token_throttle_};
      return std::make_unique<LineSession>(peer, parts, std::move(admission));
    }
    const HttpSession::Parts parts{reader_,  settings_.limits,
                                   queries_, snapshots_.check_progress(),
                                   streams_, token_throttle_};
    return std::make_unique<HttpSession>(peer, parts, std::move(admission));
  }

  // Logs once when the system clock jumps, and once when it is followed again.
  void watch_clock() SETOFF_ON_NETWORK_THREAD {
    const auto deviation = clock_.deviation().count();
    const bool jumped = deviation != 0;
    metrics_.clock_off_s.set(deviation);
    if (jumped == std::exchange(clock_jumped_, jumped)) return;
    if (jumped)
      log_.error("the system's clock jumped and is not followed; SIGHUP if it is right now",
                 {{"seconds", std::to_string(deviation)}, {"time kept", clock_.now().text()}});
    else
      log_.info("the system's clock is followed again");
  }

  // Called by the writing thread; at most one call is queued in the loop.
  void tell_streams() {
    if (!streams_.any() || streams_told_.exchange(true)) return;
    loop_.post([this] {
      kNetworkThread.assert_held();
      streams_told_.store(false);
      streams_.proceed();
    });
  }

  Status load_tls(const TlsFiles& files) SETOFF_ON_NETWORK_THREAD {
    if (files.certificate.empty()) return Ok{};
    SETOFF_TRY(context, TlsContext::server(files));
    tls_ = std::move(context);
    return Ok{};
  }

  // Reloads users and certificates; if anything is wrong with them, the old ones stay. It also
  // trusts the system clock: sending the signal confirms that it is right.
  void reload() SETOFF_ON_NETWORK_THREAD {
    clock_.resync();
    if (source_ == nullptr) return log_.warning("there is no configuration to read again");
    auto fresh = source_->read_again();
    auto status = fresh ? load_tls(fresh->tls) : Status(fresh.error());
    if (!status)
      return log_.error("the old users and certificates stay", {{"why", status.error().text()}});
    users_ = std::move(fresh->users);
    network_.users_changed();
    log_.info("users and certificates read again", {{"users", std::to_string(users_.size())}});
  }

  // The write-ahead log keeps growing while another program reads an old state of the ledger.
  void watch_log() SETOFF_ON_NETWORK_THREAD {
    constexpr std::uint64_t kLong = std::uint64_t{1} << 30U;
    const auto bytes = wal_bytes(settings_.ledger);
    metrics_.log_bytes.set(static_cast<std::int64_t>(bytes));
    if (const bool is_long = bytes > kLong; std::exchange(log_is_long_, is_long) == is_long) return;
    if (!log_is_long_) return log_.info("the write-ahead log beside the ledger is short again");
    log_.warning(
        "the write-ahead log beside the ledger is long, because another program keeps reading an "
        "old state "
        "of the ledger; at 4 GiB nothing more is booked until it ends",
        {{"bytes", std::to_string(bytes)}});
  }

  void stop(int signal) SETOFF_ON_NETWORK_THREAD {
    if (std::exchange(stopping_, true)) return network_.cut_all();
    log_.info("stopping", {{"signal", signal == SIGTERM ? "SIGTERM" : "SIGINT"},
                           {"connections", std::to_string(network_.size())}});
    tell_service_manager("STOPPING=1");
    queries_.end();
    network_.stop([this] { loop_.stop(); });
  }

  const ServeSettings& settings_;
  SettingsSource* const source_;
  Log& log_;
  Snapshots& snapshots_;
  Metrics& metrics_;
  Users users_ SETOFF_GUARDED_BY(kNetworkThread);
  DaemonClock clock_;
  bool clock_jumped_ SETOFF_GUARDED_BY(kNetworkThread) = false;
  RefusalLog refusals_ SETOFF_GUARDED_BY(kNetworkThread);
  TokenThrottle token_throttle_ SETOFF_GUARDED_BY(kNetworkThread);
  Admission::Shared admissions_{users_, refusals_, settings_.bounds, clock_};
  std::optional<TlsContext> tls_ SETOFF_GUARDED_BY(kNetworkThread);
  MemoryBudget memory_;  // outlives the loop, which may hold answers when it ends
  Loop loop_;
  EventReader reader_ SETOFF_GUARDED_BY(kNetworkThread);
  Writer writer_;
  ConnectionContext around_;
  Network network_;
  QueryService queries_;
  EntryStreams streams_;
  std::atomic<bool> streams_told_{false};
  bool stopping_ SETOFF_GUARDED_BY(kNetworkThread) = false;
  bool log_is_long_ SETOFF_GUARDED_BY(kNetworkThread) = false;
};

Result<std::unique_ptr<LedgerWriter>> open_book(JournalPort& journal, Snapshots& snapshots,
                                                Log& log) SETOFF_ON_NETWORK_THREAD {
  const StartStopTimeoutExtender for_the_start;
  const auto begin_from = [&] {
    kNetworkThread.assert_held();
    return snapshots.load(journal);
  };
  auto book = LedgerWriter::open(journal, begin_from);
  if (book || book.error().code != Code::corrupt || !snapshots.set_aside()) return book;
  log.error("the entries do not follow from the snapshot, which is set aside; all are replayed",
            {{"why", book.error().text()}});
  return LedgerWriter::open(journal, begin_from);
}

}  // namespace

Status serve(const ServeSettings& settings, SettingsSource* source) {
  kNetworkThread.assert_held();
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // at the file size limit a write fails, as on a full disk
  ::umask(::umask(0) | kOthersMask);
  SETOFF_TRY_STATUS(make_room_for(settings.limits.connections));
  // Checked before the ledger is read, which may take minutes.
  if (const auto wrong = check_machine(settings); !wrong.empty()) return wrong.front();
  SETOFF_TRY(log, Log::open(settings.log));
  SETOFF_TRY(journal, SqliteJournal::open(settings.ledger, OpenMode::create_or_write,
                                          TablesAtOpen::left_behind));
  journal->checkpoint_often();
  Metrics metrics;
  Snapshots snapshots(settings.snapshot, settings.ledger, metrics, log);
  SETOFF_TRY(book, open_book(*journal, snapshots, log));
  SETOFF_TRY_STATUS(check_clock(book->state().last_booked,
                                DaemonClock(settings.bounds.clock_tolerance).now(),
                                settings.bounds));
  const auto head = [&] { return to_hex(book->root().view()); };
  log.info(
      "ledger open",
      {{"file", settings.ledger}, {"entries", std::to_string(book->size())}, {"root", head()}});
  SETOFF_TRY_STATUS(Daemon(settings, source, log, *book, snapshots, metrics).run());
  const StartStopTimeoutExtender for_the_stop;
  snapshots.finish(*book);
  const auto entries = std::to_string(book->size());
  const auto root = head();
  SETOFF_TRY(note, journal->close());
  if (note) log.warning(*note);
  log.info("ledger closed", {{"entries", entries}, {"root", root}});
  return Ok{};
}

}  // namespace setoff::cli
