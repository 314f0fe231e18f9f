#pragma once
// send_events(): the client of the event socket. Sends lines as they arrive, pipelined within a
// window, and matches each receipt with its line. After a lost connection or an `unavailable`
// receipt it reconnects and resumes with the first line without a receipt; event ids make that
// safe. Errors: cannot_open if the daemon could not be reached for `retry_for`.

#include <chrono>
#include <map>
#include <memory>
#include <string>

#include "cli/daemon/intake/submission.h"
#include "cli/daemon/net/stream.h"
#include "ledger/exchange/input_file.h"

namespace setoff::cli {

struct SendSettings {
  std::string token;  // empty: none is sent
  std::size_t window_lines = 16384;
  std::size_t window_bytes = std::size_t{4} << 20U;
  std::chrono::milliseconds retry_for{30'000};
};

struct SendCounts {
  std::uint64_t accepted = 0;
  std::uint64_t replayed = 0;
  std::map<std::string, std::uint64_t, std::less<>> refused;  // by code
  std::uint64_t malformed = 0;
  std::uint64_t unexpected = 0;  // refusals that the line (an export) did not announce
  std::uint64_t connections = 0;
  std::optional<Error> input_failure;  // everything before it was sent and answered
};

// How the daemon is reached.
class DaemonConnector {
 public:
  virtual ~DaemonConnector() = default;
  // The stream must be ready for writing.
  [[nodiscard]] virtual Result<std::unique_ptr<Stream>> connect() = 0;
};

class SendObserver {
 public:
  virtual ~SendObserver() = default;
  // Called for a refusal that was not announced, or a malformed line.
  virtual void complain(std::uint64_t line, const std::string& receipt) = 0;
  virtual void progress(std::uint64_t lines_answered, std::uint64_t bytes_answered) = 0;
};

[[nodiscard]] Result<SendCounts> send_events(InputFile& in, const SendSettings& settings,
                                             DaemonConnector& daemon, SendObserver& observer);

}  // namespace setoff::cli
