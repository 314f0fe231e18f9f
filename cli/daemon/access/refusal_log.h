#pragma once
// RefusalLog: reports refusals to the operator: a counter for each kind, and a log line with the
// peer, the user and the reason. In a flood it logs only some lines, then how many were left out.
// Belongs to the network thread.

#include <string_view>

#include "cli/daemon/ops/log.h"
#include "cli/daemon/ops/metrics.h"

namespace setoff::cli {

class RefusalLog {
 public:
  RefusalLog(Log& log, Metrics& metrics) : log_(log), metrics_(metrics) {}

  void token(std::string_view peer);
  // `user` is empty if the client is not identified.
  void right(std::string_view peer, std::string_view user, const Error& why);
  // A request from a page of another origin, or by a foreign host name.
  void origin(std::string_view peer, std::string_view what);
  // Ends a period: logs how many lines were left out, and starts again.
  void tick();

 private:
  // Counts a line; whether there is room for it in this period.
  [[nodiscard]] bool room();

  static constexpr std::size_t kLines = 20;  // per period

  Log& log_;
  Metrics& metrics_;
  std::size_t lines_ = 0;
  std::size_t left_out_ = 0;
};

}  // namespace setoff::cli
