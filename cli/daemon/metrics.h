#pragma once
// Metrics: what the daemon counts about itself, and its text in the Prometheus exposition format
// 0.0.4. Written by the writer and the network thread, read by any.

#include <array>
#include <string>

#include "cli/daemon/histogram.h"
#include "cli/daemon/submission.h"

namespace setoff::cli {

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
  Counter received_bytes;
  Counter sent_bytes;
  Counter http_requests;
  Counter tokens_refused;
  Gauge subscribers;
  Counter subscribers_cut;
};

[[nodiscard]] std::string prometheus_text(const Metrics& metrics);

}  // namespace setoff::cli
