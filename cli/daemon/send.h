#pragma once
// send_events(): the client of the event socket. Sends lines as they come, pipelined within a
// window, matches each receipt with its line, and after a cut or an `unavailable` receipt connects
// again and goes on with the first line that has no receipt; event ids make that safe. Errors:
// cannot_open when the daemon could not be reached for `retry_for`.

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "cli/daemon/stream.h"
#include "cli/daemon/submission.h"
#include "ledger/exchange/input_file.h"

namespace setoff::cli {

struct SendSettings {
  // Opens the way to the daemon: the stream, ready to be written.
  std::function<Result<std::unique_ptr<Stream>>()> connect;
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
  std::uint64_t unexpected = 0;  // refusals that the line, an export, did not announce
  std::uint64_t connections = 0;
  std::optional<Error> input_failure;  // all in front of it was sent and answered
};

struct SendHooks {
  // A refusal or a malformed line that was not announced.
  std::function<void(std::uint64_t line, const std::string& receipt)> complain;
  std::function<void(std::uint64_t lines_answered, std::uint64_t bytes_answered)> progress;
};

[[nodiscard]] Result<SendCounts> send_events(InputFile& in, const SendSettings& settings,
                                             const SendHooks& hooks);

}  // namespace setoff::cli
