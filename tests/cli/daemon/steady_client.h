#pragma once
// SteadyClient: an honest client that sends payments at a fixed rate, whatever the answers do, and
// measures how long after its planned moment each was answered.

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "tests/cli/daemon/served.h"
#include "tests/support/sample_events.h"

namespace setoff::tests {

class SteadyClient {
 public:
  struct Figures {
    std::size_t answered = 0;
    double p99_ms = 0;
    double longest_ms = 0;
  };

  // Books the agreement that the payments belong to.
  explicit SteadyClient(const std::string& address);
  // Sends so many events a second while `meanwhile` lasts, which runs in a thread of its own; then
  // waits for the last answer.
  [[nodiscard]] Figures run(int rate, const std::function<void()>& meanwhile);
  // The first answer that was not `accepted`, or what else went wrong; "" if nothing did.
  [[nodiscard]] const std::string& trouble() const { return trouble_; }

 private:
  using Clock = std::chrono::steady_clock;
  void send_due(Clock::time_point now, std::chrono::nanoseconds period);
  void write_some();
  void read_some();

  cli::Descriptor socket_;
  PaymentLines payments_;
  std::uint64_t number_ = 0;
  std::string out_;
  std::string in_;
  Clock::time_point next_due_;
  std::deque<Clock::time_point> waiting_;  // planned moments of what is not answered
  std::vector<double> latencies_ms_;
  std::string trouble_;
};

}  // namespace setoff::tests
