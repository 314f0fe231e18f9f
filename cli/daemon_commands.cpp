#include <charconv>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/commands.h"
#include "cli/daemon/send.h"
#include "cli/daemon/serve.h"
#include "cli/terminal.h"

namespace setoff::cli {
namespace {

Result<ServeSettings> settings_of(const ServeCommand& command) {
  ServeSettings settings;
  settings.ledger = command.ledger;
  for (const auto& text : command.events) {
    TRY(address, Address::parse(text));
    settings.doors.push_back({std::move(address), false, false, false});
  }
  return settings;
}

Result<std::chrono::milliseconds> seconds_of(const std::string& text) {
  unsigned seconds = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, seconds);
  if (text.empty() || failed != std::errc{} || stop != end || seconds > 86'400)
    return Error(Code::bad_field, "'" + text + "' is not a number of seconds up to 86400",
                 "--retry");
  return std::chrono::milliseconds(std::uint64_t{seconds} * 1000);
}

Result<SendSettings> settings_of(const SendCommand& command) {
  TRY(address, Address::parse(command.address));
  TRY(retry, seconds_of(command.retry_s));
  SendSettings settings;
  settings.retry_for = retry;
  settings.connect = [address]() -> Result<std::unique_ptr<Stream>> {
    TRY(socket, connect_to(address, std::chrono::seconds(5)));
    return plain_stream(std::move(socket));
  };
  return settings;
}

void print_counts(const SendCounts& counts) {
  std::cout << counts.accepted << " accepted, " << counts.replayed << " already there";
  for (const auto& [code, count] : counts.refused)
    std::cout << ", " << count << " refused: " << code;
  if (counts.malformed > 0) std::cout << ", " << counts.malformed << " malformed";
  std::cout << "\n";
}

Result<int> send_stream(const SendCommand& command, std::istream& in, std::size_t bytes) {
  TRY(settings, settings_of(command));
  Terminal terminal = terminal_of(2);
  if (command.quiet) terminal.interactive = false;
  Progress progress(std::cerr, terminal, "send");
  SendHooks hooks;
  hooks.complain = [&](std::uint64_t line, const std::string& receipt) {
    progress.wipe();
    std::cerr << "line " << line << ": " << receipt << "\n";
  };
  hooks.progress = [&](std::uint64_t lines, std::uint64_t bytes_done) {
    progress.update(static_cast<std::size_t>(bytes_done), std::max(bytes, std::size_t{1}),
                    std::to_string(lines) + " lines");
  };
  TRY(counts, send_events(in, settings, hooks));
  progress.wipe();
  print_counts(counts);
  if (counts.malformed > 0) return kWrongInput;
  return counts.unexpected > 0 ? kFinding : kGood;
}

}  // namespace

int serve_ledger(const ServeCommand& command) {
  const auto settings = settings_of(command);
  if (!settings) return fail(settings.error());
  const auto status = serve(*settings);
  return status ? kGood : fail(status.error());
}

int send_file(const SendCommand& command) {
  std::ifstream file;
  std::size_t bytes = 0;
  if (command.file != "-") {
    file.open(command.file, std::ios::binary);
    if (!file) return fail(Error(Code::cannot_open, "cannot read '" + command.file + "'"));
    std::error_code ignored;
    bytes = std::filesystem::file_size(command.file, ignored);
  }
  const auto status = send_stream(command, command.file == "-" ? std::cin : file, bytes);
  return status ? *status : fail(status.error());
}

}  // namespace setoff::cli
