#pragma once
// RefusalLog: what peers were refused, for the operator: a counter for each, and a line in the log
// with the peer, the user and why. A flood of refusals writes some lines and then only how many
// there were. Belongs to the network thread.

#include <string_view>

#include "cli/daemon/log.h"
#include "cli/daemon/metrics.h"

namespace setoff::cli {

class RefusalLog {
 public:
  RefusalLog(Log& log, Metrics& metrics) : log_(log), metrics_(metrics) {}

  void token(std::string_view peer);
  // `user` is empty if nobody is known there.
  void right(std::string_view peer, std::string_view user, const Error& why);
  // A request that came from a page of another origin, or by a foreign name.
  void origin(std::string_view peer, std::string_view what);
  // Ends a period: says how many lines were left out, and begins again.
  void tick();

 private:
  // Whether there is still room for a line in this period.
  [[nodiscard]] bool room();

  static constexpr std::size_t kLines = 20;  // in one period

  Log& log_;
  Metrics& metrics_;
  std::size_t lines_ = 0;
  std::size_t left_out_ = 0;
};

}  // namespace setoff::cli
