#pragma once
// Metrics: what the daemon counts about itself, printed in the Prometheus exposition format 0.0.4.
// Updated and read by any thread. No decision reads a metric: what a decision needs is kept as
// separate state, and the metric only shows it.

#include <array>
#include <string>

#include "cli/daemon/intake/submission.h"
#include "cli/daemon/ops/histogram.h"

namespace setoff::cli {

struct Metrics {
  std::array<Counter, kVerdicts> answers;  // by Verdict
  Counter commits;
  Counter failed_commits;
  Histogram group_events;
  Histogram commit_us;  // from a group's first event until it is durable
  Gauge entries;
  Gauge queued_events;

  Counter connections;          // accepted
  Counter connections_refused;  // over the limit
  Counter connections_cut;      // closed for a limit or an error of the peer
  Gauge connections_open;
  Gauge held_bytes;
  Gauge answer_bytes;  // of computed answers not yet handed to a connection
  Counter received_bytes;
  Counter sent_bytes;
  Counter http_requests;
  Counter tokens_refused;
  Counter rights_refused;
  Counter origins_refused;    // requests from pages of another origin
  Gauge clock_off_s;          // seconds by which the system clock is off, while it is not followed
  Counter questions_refused;  // too many were waiting
  Gauge followed_entries;     // in the copy of the books that answers questions
  Gauge subscribers;
  Counter subscribers_cut;

  Gauge log_bytes;  // of the ledger's write-ahead log
  Counter snapshots;
  Counter snapshots_failed;
  Gauge snapshot_entries;       // in the newest one
  Histogram snapshot_pause_us;  // of the writer, during fork()
  Gauge check_entries;          // to replay for the check
  Gauge checked_entries;
  Gauge books_differ;  // 1: the books of the snapshot are not what its entries give
};

[[nodiscard]] std::string prometheus_text(const Metrics& metrics);

}  // namespace setoff::cli
