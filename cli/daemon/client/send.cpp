#include "cli/daemon/client/send.h"

#include <poll.h>

#include "cli/daemon/client/send_window.h"
#include "cli/daemon/intake/line_splitter.h"
#include "ledger/exchange/event_json.h"

namespace setoff::cli {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t kReceiptMax = std::size_t{16} << 20U;
constexpr std::chrono::milliseconds kFirstPause{50};
constexpr std::chrono::milliseconds kLongestPause{2000};
constexpr std::chrono::milliseconds kLook{1000};

class Sender {
 public:
  Sender(InputFile& in, const SendSettings& settings, DaemonConnector& daemon,
         SendObserver& observer)
      : window_(in, settings), settings_(settings), daemon_(daemon), observer_(observer) {}

  Result<SendCounts> run() {
    auto since = Steady::now();
    auto pause = kFirstPause;
    while (true) {
      if (window_.empty()) {
        window_.wait_for_line();  // no connection is needed while there is nothing to send
        since = Steady::now();
      }
      if (window_.done()) break;
      const auto before = answered_;
      auto stream = daemon_.connect();
      if (stream) {
        ++counts_.connections;
        SETOFF_TRY_STATUS(converse(**stream));
        if (window_.empty()) continue;
      }
      if (answered_ > before) {
        since = Steady::now();
        pause = kFirstPause;
      }
      if (Steady::now() - since > settings_.retry_for)
        return stream ? Error(Code::cannot_open, lost_) : stream.error();
      static_cast<void>(wait_for(Descriptor(), false, false, pause));
      pause = std::min(pause * 2, kLongestPause);
    }
    counts_.input_failure = window_.failure();
    return counts_;
  }

 private:
  // Sends and receives until everything is answered or the connection is lost; an error ends the
  // run.
  Status converse(Stream& stream) {
    window_.rewind();
    receipts_ = LineSplitter(kReceiptMax);
    out_.clear();
    sent_ = 0;
    over_ = false;
    if (!settings_.token.empty()) greet();
    while (!over_ && !window_.done()) {
      write_some(stream);
      SETOFF_TRY_STATUS(read_some(stream));
      if (!over_ && !window_.done()) wait(stream.descriptor());
    }
    return Ok{};
  }

  // Waits for the socket, or for new input while receipts are pending.
  void wait(const Descriptor& socket) {
    const bool more_to_write = sent_ < out_.size() || !window_.all_taken();
    pollfd asked[2] = {{socket.number(), POLLIN, 0}, {-1, POLLIN, 0}};
    if (more_to_write) asked[0].events |= POLLOUT;
    if (window_.takes_input()) asked[1].fd = window_.input();
    if (::poll(asked, 2, static_cast<int>(kLook.count())) <= 0) return;
    if (asked[1].revents != 0) window_.read_input();
  }

  void greet() {
    out_ = "{\"token\":\"" + settings_.token + "\"}\n";
    greeting_ = true;
  }

  void write_some(Stream& stream) {
    if (sent_ == out_.size()) {
      out_.clear();
      sent_ = 0;
      window_.take(out_);
    }
    const auto result = stream.write(std::string_view(out_).substr(sent_));
    sent_ += result.bytes;
    if (result.stop == IoResult::Stop::failed) lose(stream);
  }

  Status read_some(Stream& stream) {
    char buffer[65536];
    Status status = Ok{};
    while (!over_) {
      const auto result = stream.read(buffer);
      if (result.bytes > 0)
        receipts_.take(
            std::string_view(buffer, result.bytes),
            [&](std::string_view line) {
              if (status) status = receive(line);
            },
            [] {});
      if (result.stop == IoResult::Stop::ended || result.stop == IoResult::Stop::failed)
        lose(stream);
      if (result.stop != IoResult::Stop::none || !status) break;
    }
    observer_.progress(answered_, answered_bytes_);
    return status;
  }

  void lose(const Stream& stream) {
    over_ = true;
    lost_ = "the daemon ended the connection";
    if (!stream.reason().empty()) lost_ += " (" + stream.reason() + ")";
  }

  Status receive(std::string_view text) {
    if (over_) return Ok{};
    SETOFF_TRY_STATUS(tree_.parse(text));
    const auto& root = tree_.root();
    const auto* node = root.kind == JsonKind::array ? tree_.first_child(root) : &root;
    const bool list = root.kind == JsonKind::array;
    SendCounts seen;
    if (member(root, "outcome") == "closed") return closed(root);
    for (; node != nullptr; node = list ? tree_.next_sibling(*node) : nullptr)
      if (!count(*node, seen)) {
        over_ = true;
        lost_ = std::string(text);
        return Ok{};
      }
    return answer(seen, text);
  }

  // The daemon turned the connection away: permanently, or until there is room.
  Status closed(const JsonNode& receipt) {
    const auto code = member(receipt, "code");
    const std::string detail(member(receipt, "detail"));
    if (code == info_of(Code::not_permitted).name) return Error(Code::not_permitted, detail);
    over_ = true;
    lost_ = detail;
    return Ok{};
  }

  // A line is answered as a whole; only then do its outcomes count.
  Status answer(const SendCounts& seen, std::string_view text) {
    if (greeting_) {
      greeting_ = false;
      return Ok{};
    }
    if (window_.empty() || window_.none_taken())
      return Error(Code::cannot_read, "a receipt came that no line asked for");
    counts_.accepted += seen.accepted;
    counts_.replayed += seen.replayed;
    counts_.malformed += seen.malformed;
    for (const auto& [code, number] : seen.refused)
      counts_.refused[code] += number;
    if (seen.malformed > 0 || (!seen.refused.empty() && !announced(seen))) {
      ++counts_.unexpected;
      observer_.complain(window_.front().number, std::string(text));
    }
    ++answered_;
    answered_bytes_ += window_.front().text.size();
    window_.pop();
    return Ok{};
  }

  // False for an answer that asks to resend.
  bool count(const JsonNode& receipt, SendCounts& seen) const {
    const auto outcome = member(receipt, "outcome");
    const auto verdict = find_enum<Verdict>(outcome);
    if (!verdict) return outcome == "welcome";
    switch (*verdict) {
      case Verdict::accepted:
        ++seen.accepted;
        return true;
      case Verdict::replayed:
        ++seen.replayed;
        return true;
      case Verdict::refused:
        ++seen.refused[std::string(member(receipt, "code"))];
        return true;
      case Verdict::malformed:
        ++seen.malformed;
        return true;
      case Verdict::unavailable:
        return false;
    }
    return false;
  }

  std::string_view member(const JsonNode& object, std::string_view name) const {
    for (const auto* node = tree_.first_child(object); node != nullptr;
         node = tree_.next_sibling(*node))
      if (node->key == name && node->kind == JsonKind::string) return node->text;
    return {};
  }

  // Whether the refusal is the one recorded in an exported event.
  bool announced(const SendCounts& seen) {
    const auto read = reader_.read(window_.front().text);
    return read && read->outcome && read->outcome->refusal && seen.refused.size() == 1 &&
           seen.refused.begin()->first == info_of(*read->outcome->refusal).name;
  }

  SendWindow window_;
  const SendSettings& settings_;
  DaemonConnector& daemon_;
  SendObserver& observer_;
  SendCounts counts_;
  std::uint64_t answered_ = 0;
  std::uint64_t answered_bytes_ = 0;

  LineSplitter receipts_{kReceiptMax};
  JsonTree tree_;
  EventReader reader_;
  std::string out_;
  std::size_t sent_ = 0;
  bool over_ = false;
  bool greeting_ = false;
  std::string lost_;
};

}  // namespace

Result<SendCounts> send_events(InputFile& in, const SendSettings& settings, DaemonConnector& daemon,
                               SendObserver& observer) {
  return Sender(in, settings, daemon, observer).run();
}

}  // namespace setoff::cli
