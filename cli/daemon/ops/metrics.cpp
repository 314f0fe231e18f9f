#include "cli/daemon/ops/metrics.h"

#include <fmt/format.h>

namespace setoff::cli {
namespace {

class Exposition {
 public:
  void value(std::string_view name, std::string_view type, std::string_view help, auto value) {
    head(name, type, help);
    text_ += fmt::format("setoff_{} {}\n", name, value);
  }
  void counter(std::string_view name, std::string_view help, const Counter& counter) {
    value(name, "counter", help, counter.value());
  }
  void gauge(std::string_view name, std::string_view help, const Gauge& gauge) {
    value(name, "gauge", help, gauge.value());
  }
  // `unit` is the value of one unit of the histogram in the exposed unit, such as 1e-6 seconds.
  void histogram(std::string_view name, std::string_view help, const Histogram& histogram,
                 double unit) {
    head(name, "histogram", help);
    std::uint64_t below = 0;
    for (std::size_t i = 0; i + 1 < Histogram::kBuckets; ++i) {
      below += histogram.bucket(i);
      const double edge = static_cast<double>(std::uint64_t{1} << i) * unit;
      text_ += fmt::format("setoff_{}_bucket{{le=\"{:.9g}\"}} {}\n", name, edge, below);
    }
    below += histogram.bucket(Histogram::kBuckets - 1);
    text_ += fmt::format("setoff_{0}_bucket{{le=\"+Inf\"}} {1}\nsetoff_{0}_sum {2:.9g}\n", name,
                         below, static_cast<double>(histogram.sum()) * unit);
    text_ += fmt::format("setoff_{}_count {}\n", name, below);
  }
  void answers(const std::array<Counter, kVerdicts>& answers) {
    head("events_total", "counter", "events answered, by what became of them");
    for (std::size_t i = 0; i < kVerdicts; ++i)
      text_ += fmt::format("setoff_events_total{{outcome=\"{}\"}} {}\n",
                           enum_name(static_cast<Verdict>(i)), answers[i].value());
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void head(std::string_view name, std::string_view type, std::string_view help) {
    text_ += fmt::format("# HELP setoff_{0} {1}\n# TYPE setoff_{0} {2}\n", name, help, type);
  }
  std::string text_;
};

}  // namespace

std::string prometheus_text(const Metrics& metrics) {
  constexpr double kMicrosecond = 1e-6;
  Exposition out;
  out.answers(metrics.answers);
  out.gauge("entries", "entries of the ledger", metrics.entries);
  out.counter("commits_total", "groups made durable", metrics.commits);
  out.counter("commits_failed_total", "groups that could not be written", metrics.failed_commits);
  out.histogram("group_events", "events in a group", metrics.group_events, 1);
  out.histogram("commit_seconds", "from the first event of a group until it is durable",
                metrics.commit_us, kMicrosecond);
  out.gauge("queued_events", "events that wait for the writer", metrics.queued_events);
  out.counter("connections_total", "connections accepted", metrics.connections);
  out.counter("connections_refused_total", "connections above the limit",
              metrics.connections_refused);
  out.counter("connections_cut_total", "connections ended by a limit or an error",
              metrics.connections_cut);
  out.gauge("connections", "connections open", metrics.connections_open);
  out.gauge("held_bytes", "bytes held for connections", metrics.held_bytes);
  out.gauge("answer_bytes", "bytes of answers on their way to connections", metrics.answer_bytes);
  out.counter("received_bytes_total", "bytes received", metrics.received_bytes);
  out.counter("sent_bytes_total", "bytes sent", metrics.sent_bytes);
  out.counter("http_requests_total", "HTTP requests answered", metrics.http_requests);
  out.counter("tokens_refused_total", "tokens that are not known", metrics.tokens_refused);
  out.counter("rights_refused_total", "events and questions that a user had no right to",
              metrics.rights_refused);
  out.counter("origins_refused_total", "requests by a foreign name or of a page from elsewhere",
              metrics.origins_refused);
  out.gauge("clock_off_seconds", "jump of the system's clock that is not believed",
            metrics.clock_off_s);
  out.counter("questions_refused_total", "questions turned away because too many waited",
              metrics.questions_refused);
  out.gauge("followed_entries", "entries in the books that answer questions",
            metrics.followed_entries);
  out.gauge("subscribers", "streams of entries open", metrics.subscribers);
  out.counter("subscribers_cut_total", "streams cut because they fell behind",
              metrics.subscribers_cut);
  out.gauge("log_bytes", "bytes of the write-ahead log beside the ledger", metrics.log_bytes);
  out.counter("snapshots_total", "snapshots of the books written", metrics.snapshots);
  out.counter("snapshots_failed_total", "snapshots that could not be written",
              metrics.snapshots_failed);
  out.gauge("snapshot_entries", "entries of the newest snapshot", metrics.snapshot_entries);
  out.histogram("snapshot_pause_seconds", "pause of the writer for a snapshot",
                metrics.snapshot_pause_us, kMicrosecond);
  out.gauge("check_entries", "entries that the daemon took from a snapshot at its start",
            metrics.check_entries);
  out.gauge("checked_entries", "of these, replayed since", metrics.checked_entries);
  out.gauge("books_differ", "1: the books are not what the entries give", metrics.books_differ);
  return out.take();
}

}  // namespace setoff::cli
