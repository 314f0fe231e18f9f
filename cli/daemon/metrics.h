#pragma once
// Metrics: what the daemon counts about itself, and its text in the Prometheus exposition format
// 0.0.4. Written by the writer and the network thread, read by any.

#include <array>
#include <string>

#include "cli/daemon/histogram.h"
#include "cli/daemon/submission.h"

namespace setoff::cli {

// Of the check that the books of a snapshot are those that its entries give.
enum class CheckState : std::uint8_t { none, good, differs };

struct Metrics {
  std::array<Counter, kVerdicts> answers;  // by Verdict
  Counter commits;
  Counter failed_commits;
  Histogram group_events;
  Histogram commit_us;  // from the first event of a group to its durability
  Gauge entries;
  Gauge queued_events;

  Counter connections;          // accepted
  Counter connections_refused;  // above the limit
  Counter connections_cut;      // ended by a limit or an error of the peer
  Gauge connections_open;
  Gauge held_bytes;
  Gauge answer_bytes;  // of answers to questions that were made and not handed to a connection
  Counter received_bytes;
  Counter sent_bytes;
  Counter http_requests;
  Counter tokens_refused;
  Counter rights_refused;
  Counter origins_refused;    // requests of pages from elsewhere
  Gauge clock_off_s;          // of the system's clock, while it is not believed
  Counter questions_refused;  // too many waited
  Gauge followed_entries;     // that the books of the questions hold
  Gauge subscribers;
  Counter subscribers_cut;

  Gauge log_bytes;  // of the log beside the ledger
  Counter snapshots;
  Counter snapshots_failed;
  Gauge snapshot_entries;       // of the newest one
  Histogram snapshot_pause_us;  // of the writer, while the process is forked
  Gauge check_entries;          // to be replayed for the check
  Gauge checked_entries;
  Gauge check_state;  // a CheckState

  [[nodiscard]] bool books_differ() const {
    return check_state.value() == static_cast<std::int64_t>(CheckState::differs);
  }
};

[[nodiscard]] std::string prometheus_text(const Metrics& metrics);

}  // namespace setoff::cli
