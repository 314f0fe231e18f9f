// setoff_daemon_load ADDRESS CONNECTIONS IN_FLIGHT SECONDS: keeps that many events in flight on
// each connection of a daemon's event socket, and prints events a second and latencies. With
// RATE/s in place of IN_FLIGHT it sends so many events a second over all connections, whatever the
// answers do, and a latency counts from the moment when its event was due. The events are payments
// into a restricted account, each with an id of its own; all must be accepted. The ledger gets the
// worked example's agreement first.

#include <poll.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <string>
#include <vector>

#include "cli/daemon/net/stream.h"
#include "tests/support/sample_events.h"

namespace {

using namespace setoff;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kWait{100};
constexpr std::chrono::microseconds kLeastWait{50};

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(1);
}

// The text of a payment, with a place for its number of fixed width wherever one stands in it.
class Payments {
 public:
  Payments() {
    const auto since = Clock::now().time_since_epoch();
    const auto run =
        std::to_string(std::chrono::ceil<std::chrono::milliseconds>(since).count() % 1'000'000);
    Event event;
    event.key = {"/load", run + "-" + std::string(kWidth, '#')};
    event.value_date = tests::day("2020-06-01");
    event.time = Timestamp::at_midnight(event.value_date);
    PaymentReceived data;
    data.payment = event.key.id;
    data.account = "tbi-iqd";
    data.payer = "moe";
    data.line = "gas";
    data.amount = tests::money("1310.000 IQD");
    event.data = data;
    text_ = tests::json_of(event) + "\n";
    for (auto at = text_.find('#'); at != std::string::npos; at = text_.find('#', at + kWidth))
      places_.push_back(at);
  }
  void append(std::string& out) {
    std::array<char, kWidth> digits;
    auto rest = ++number_;
    for (auto place = digits.rbegin(); place != digits.rend(); ++place, rest /= 10)
      *place = static_cast<char>('0' + rest % 10);
    const auto begin = out.size();
    out += text_;
    for (const auto place : places_)
      std::ranges::copy(digits, out.begin() + static_cast<std::ptrdiff_t>(begin + place));
  }

 private:
  static constexpr std::size_t kWidth = 9;
  std::string text_;
  std::vector<std::size_t> places_;
  std::uint64_t number_ = 0;
};

struct Peer {
  std::unique_ptr<cli::Stream> stream;
  std::string out;
  std::size_t sent = 0;
  std::string partial;
  std::deque<std::pair<Clock::time_point, std::size_t>> flights;  // when, how many
};

class Load {
 public:
  Load(const cli::Address& address, std::size_t connections, std::size_t in_flight)
      : in_flight_(in_flight) {
    for (std::size_t i = 0; i < connections; ++i) {
      auto socket = cli::connect_to(address, std::chrono::seconds(5));
      if (!socket) give_up(socket.error().text());
      peers_.emplace_back();
      peers_.back().stream = cli::plain_stream(std::move(*socket));
    }
  }

  // The agreement, and rates: the first events of the example.
  void prepare() {
    std::size_t lines = 0;
    for (const auto& event : tests::sample_events()) {
      if (event.value_date > tests::day("2020-06-01")) break;
      peers_[0].out += tests::json_of(event) + "\n";
      ++lines;
    }
    peers_[0].flights.emplace_back(Clock::now(), lines);
    strict_ = false;
    while (answered_ < lines)
      turn(kWait);
    strict_ = true;
    answered_ = 0;
    latencies_.clear();
  }

  void run(std::chrono::seconds time) {
    const auto begin = Clock::now();
    for (auto& peer : peers_)
      add(peer, in_flight_);
    refill_ = true;
    while (Clock::now() - begin < time)
      turn(kWait);
    print(std::to_string(in_flight_), begin);
  }

  void run_at(unsigned rate, std::chrono::seconds time) {
    const auto begin = Clock::now();
    const std::chrono::nanoseconds period(1'000'000'000 / rate);
    std::uint64_t sent = 0;
    for (auto due = begin; due < begin + time;) {
      for (const auto now = Clock::now(); due <= now && due < begin + time; due += period) {
        auto& peer = peers_[sent++ % peers_.size()];
        payments_.append(peer.out);
        peer.flights.emplace_back(due, 1);
      }
      for (auto& peer : peers_)
        if (!peer.out.empty()) write(peer);
      // Sleeps when nothing is due: a client that spins takes a core from the daemon.
      turn(std::max<std::chrono::nanoseconds>(due - Clock::now(), kLeastWait));
    }
    while (answered_ < sent)
      turn(kWait);
    print(std::to_string(rate) + "/s", begin);
  }

 private:
  void print(const std::string& load, Clock::time_point begin) {
    const auto seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    std::ranges::sort(latencies_);
    const auto at = [&](double share) {
      const auto index =
          static_cast<std::size_t>(share * static_cast<double>(latencies_.size() - 1));
      return static_cast<double>(latencies_[index]) / 1000;
    };
    if (latencies_.empty()) give_up("nothing was answered");
    std::printf("%zu x %s: %.0f events/s, latency ms p50 %.2f p99 %.2f max %.2f\n", peers_.size(),
                load.c_str(), static_cast<double>(answered_) / seconds, at(0.5), at(0.99), at(1));
  }

  void add(Peer& peer, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
      payments_.append(peer.out);
    peer.flights.emplace_back(Clock::now(), count);
    write(peer);
  }

  static void write(Peer& peer) {
    const auto result = peer.stream->write(std::string_view(peer.out).substr(peer.sent));
    peer.sent += result.bytes;
    if (result.stop == cli::IoResult::Stop::failed) give_up("the daemon ended a connection");
    if (peer.sent < peer.out.size()) return;
    peer.out.clear();
    peer.sent = 0;
  }

  void turn(std::chrono::nanoseconds wait) {
    asked_.clear();
    for (const auto& peer : peers_) {
      pollfd one{};
      one.fd = peer.stream->descriptor().number();
      one.events = static_cast<short>(POLLIN | (peer.out.empty() ? 0 : POLLOUT));
      asked_.push_back(one);
    }
    const timespec time{0, static_cast<long>(wait.count())};
    ::ppoll(asked_.data(), asked_.size(), &time, nullptr);
    for (std::size_t i = 0; i < peers_.size(); ++i) {
      if ((asked_[i].revents & POLLOUT) != 0) write(peers_[i]);
      if ((asked_[i].revents & (POLLIN | POLLHUP)) == 0) continue;
      const auto receipts = read(peers_[i]);
      if (refill_ && receipts > 0) add(peers_[i], receipts);
    }
  }

  std::size_t read(Peer& peer) {
    const auto kept = peer.partial.size();
    std::ranges::copy(peer.partial, buffer_.begin());
    const auto result = peer.stream->read(std::span(buffer_).subspan(kept));
    if (result.stop == cli::IoResult::Stop::failed || result.stop == cli::IoResult::Stop::ended)
      give_up("the daemon ended a connection");
    const std::string_view text(buffer_.data(), kept + result.bytes);
    std::size_t begin = 0;
    std::size_t count = 0;
    for (std::size_t end = 0; (end = text.find('\n', begin)) != std::string_view::npos;
         begin = end + 1, ++count)
      if (strict_) check(text.substr(begin, end - begin));
    peer.partial = text.substr(begin);
    note(peer, count);
    return count;
  }

  // Receipts follow one another with the outcome at the same place nearly always.
  void check(std::string_view line) {
    constexpr std::string_view kGood = "\"outcome\":\"accepted\"";
    if (outcome_at_ < line.size() && line.substr(outcome_at_).starts_with(kGood)) return;
    outcome_at_ = line.find(kGood);
    if (outcome_at_ == std::string_view::npos) give_up("not accepted: " + std::string(line));
  }

  void note(Peer& peer, std::size_t count) {
    answered_ += count;
    const auto now = Clock::now();
    while (count > 0 && !peer.flights.empty()) {
      auto& [since, left] = peer.flights.front();
      latencies_.push_back(static_cast<std::uint32_t>(
          std::chrono::duration_cast<std::chrono::microseconds>(now - since).count()));
      const auto taken = std::min(count, left);
      count -= taken;
      left -= taken;
      if (left == 0) peer.flights.pop_front();
    }
  }

  std::size_t in_flight_;
  Payments payments_;
  std::vector<Peer> peers_;
  std::vector<char> buffer_ = std::vector<char>(std::size_t{256} << 10U);
  std::vector<std::uint32_t> latencies_;  // us, one for each group of receipts
  std::uint64_t answered_ = 0;
  std::vector<pollfd> asked_;
  std::size_t outcome_at_ = 0;
  bool refill_ = false;
  bool strict_ = true;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) give_up("usage: setoff_daemon_load ADDRESS CONNECTIONS IN_FLIGHT|RATE/s SECONDS");
  const auto address = cli::Address::parse(argv[1]);
  if (!address) give_up(address.error().text());
  Load load(*address, std::strtoul(argv[2], nullptr, 10), std::strtoul(argv[3], nullptr, 10));
  load.prepare();
  const std::chrono::seconds time(std::strtol(argv[4], nullptr, 10));
  if (std::string_view(argv[3]).ends_with("/s"))
    load.run_at(static_cast<unsigned>(std::max(1UL, std::strtoul(argv[3], nullptr, 10))), time);
  else
    load.run(time);
  return 0;
}
