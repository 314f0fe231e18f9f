#include "tests/cli/daemon/steady_client.h"

#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "ledger/base/check.h"

namespace setoff::tests {

using std::chrono::milliseconds;

SteadyClient::SteadyClient(const std::string& address) {
  RawPeer peer(address);
  for (const auto& event : events_before_payments()) {
    peer.send(json_of(event) + "\n");
    if (!peer.line()) trouble_ = "the agreement was not answered";
  }
  auto socket = cli::connect_to(*cli::Address::parse(address), milliseconds(5000));
  SETOFF_CHECK(socket.has_value());
  socket_ = std::move(*socket);
}

SteadyClient::Figures SteadyClient::run(int rate, const std::function<void()>& meanwhile) {
  const std::chrono::nanoseconds period(1'000'000'000 / rate);
  latencies_ms_.clear();
  next_due_ = Clock::now();
  std::atomic<bool> over{false};
  std::jthread other([&] {
    meanwhile();
    over = true;
  });
  const auto give_up_at = Clock::now() + std::chrono::minutes(4);
  while ((!over || !waiting_.empty()) && trouble_.empty()) {
    if (!over) send_due(Clock::now(), period);
    write_some();
    static_cast<void>(cli::wait_for(socket_, true, !out_.empty(), milliseconds(1)));
    read_some();
    if (Clock::now() > give_up_at) trouble_ = "no end after four minutes";
  }
  other.join();
  std::ranges::sort(latencies_ms_);
  const auto count = latencies_ms_.size();
  return {count, count == 0 ? 0 : latencies_ms_[count * 99 / 100],
          count == 0 ? 0 : latencies_ms_.back()};
}

void SteadyClient::send_due(Clock::time_point now, std::chrono::nanoseconds period) {
  for (; next_due_ <= now; next_due_ += period) {
    out_ += payments_.line("n" + std::to_string(++number_));
    waiting_.push_back(next_due_);
  }
}

void SteadyClient::write_some() {
  if (out_.empty()) return;
  const auto sent = ::send(socket_.number(), out_.data(), out_.size(), MSG_NOSIGNAL);
  if (sent > 0) out_.erase(0, static_cast<std::size_t>(sent));
}

void SteadyClient::read_some() {
  char buffer[65536];
  const auto got = ::recv(socket_.number(), buffer, sizeof buffer, 0);
  if (got == 0) trouble_ = "the daemon ended the connection";
  if (got <= 0) return;
  in_.append(buffer, static_cast<std::size_t>(got));
  const auto now = Clock::now();
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = in_.find('\n', begin)) != std::string::npos; begin = end + 1) {
    const auto receipt = in_.substr(begin, end - begin);
    if (member_of(receipt, "outcome") != "accepted" || waiting_.empty()) {
      trouble_ = receipt;
      return;
    }
    latencies_ms_.push_back(
        std::chrono::duration<double, std::milli>(now - waiting_.front()).count());
    waiting_.pop_front();
  }
  in_.erase(0, begin);
}

}  // namespace setoff::tests
