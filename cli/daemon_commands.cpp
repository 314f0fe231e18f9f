#include <fstream>
#include <iostream>

#include "cli/commands.h"
#include "cli/daemon/client/send.h"
#include "cli/daemon/serve/config.h"
#include "cli/daemon/serve/serve.h"
#include "cli/daemon/serve/serve_check.h"
#include "cli/printable_stream.h"
#include "cli/terminal.h"
#include "ledger/base/whole_number.h"
#include "ledger/crypto/encoding.h"
#include "ledger/text/utf8.h"

namespace setoff::cli {
namespace {

// Reads the configuration file, if one is named, and prints its mistakes.
Result<ServeSettings> read_file(const std::string& file) {
  ServeSettings settings;
  if (file.empty()) return settings;
  Sources sources;
  Diagnostics diagnostics;
  auto read = read_config(file, sources, diagnostics);
  write_own(std::cerr, render(diagnostics, {terminal_of(2).color}));
  if (!read) return Error(Code::bad_field, "the configuration '" + file + "' is not in order");
  return std::move(*read);
}

class ConfigurationFile final : public SettingsSource {
 public:
  explicit ConfigurationFile(std::string path) : path_(std::move(path)) {}
  Result<ServeSettings> read_again() override {
    Sources sources;
    Diagnostics diagnostics;
    auto fresh = read_config(path_, sources, diagnostics);
    if (!fresh) return diagnostics.first_error();
    return std::move(*fresh);
  }

 private:
  std::string path_;
};

// Listeners from the command line have no TLS, so their addresses must be local, as for every
// listener that lacks TLS or users.
Status add_listeners(const std::vector<std::string>& addresses, bool http,
                     ServeSettings& settings) {
  for (const auto& text : addresses) {
    SETOFF_TRY(address, Address::parse(text));
    if (!address.is_local())
      return Error(Code::not_permitted,
                   text + " is reached from elsewhere; that needs TLS and users, by --config");
    Listener listener;
    listener.address = std::move(address);
    listener.http = http;
    if (!settings.users.empty()) listener.access.by = Access::By::token;
    settings.listeners.push_back(std::move(listener));
  }
  return Ok{};
}

Result<ServeSettings> settings_of(const ServeCommand& command) {
  SETOFF_TRY(settings, read_file(command.config));
  if (!command.ledger.empty()) settings.ledger = command.ledger;
  SETOFF_TRY_STATUS(add_listeners(command.events, false, settings));
  SETOFF_TRY_STATUS(add_listeners(command.http, true, settings));
  if (settings.ledger.empty()) return Error(Code::bad_field, "no ledger is named");
  if (settings.listeners.empty())
    SETOFF_TRY_STATUS(add_listeners({"127.0.0.1:7401"}, false, settings));
  return std::move(settings);
}

Result<std::chrono::milliseconds> seconds_of(const std::string& text) {
  const auto seconds = parse_whole_number(text);
  if (!seconds || *seconds > 86'400)
    return Error(Code::bad_field, "'" + text + "' is not a number of seconds up to 86400",
                 "--retry");
  return std::chrono::milliseconds(*seconds * 1000);
}

Result<std::string> read_token(const std::string& file) {
  std::string token;
  if (file.empty()) return token;
  std::ifstream in(file);
  if (!(in >> token)) return Error(Code::cannot_open, "cannot read a token from '" + file + "'");
  if (token.starts_with(kByteOrderMark)) token.erase(0, kByteOrderMark.size());
  return token;
}

class AddressConnector final : public DaemonConnector {
 public:
  AddressConnector(Address address, std::optional<TlsContext> tls)
      : address_(std::move(address)), tls_(std::move(tls)) {}
  Result<std::unique_ptr<Stream>> connect() override {
    SETOFF_TRY(socket, connect_to(address_, std::chrono::seconds(5)));
    auto stream = tls_ ? tls_->stream(std::move(socket)) : plain_stream(std::move(socket));
    if (!stream) return Error(Code::cannot_open, "cannot set up TLS to " + address_.text());
    return stream;
  }

 private:
  Address address_;
  std::optional<TlsContext> tls_;
};

class TerminalObserver final : public SendObserver {
 public:
  TerminalObserver(Progress& progress, std::size_t bytes)
      : progress_(progress), bytes_(std::max(bytes, std::size_t{1})) {}
  void complain(std::uint64_t line, const std::string& receipt) override {
    progress_.wipe();
    std::cerr << "line " << line << ": " << receipt << "\n";
  }
  void progress(std::uint64_t lines, std::uint64_t bytes_done) override {
    progress_.update(static_cast<std::size_t>(bytes_done), bytes_,
                     std::to_string(lines) + " lines");
  }

 private:
  Progress& progress_;
  std::size_t bytes_;
};

Result<SendSettings> settings_of(const SendCommand& command, const Address& address) {
  SETOFF_TRY(retry, seconds_of(command.retry_s));
  SETOFF_TRY(token, read_token(command.token_file));
  if (!token.empty() && !command.tls && !command.plain_token && !address.is_local())
    return Error(Code::not_permitted, "the token would go to " + address.text() +
                                          " in clear, for everybody on the way to read; say --tls, "
                                          "or --plain-token if the way is safe by other means");
  SendSettings settings;
  settings.retry_for = retry;
  settings.token = token;
  return settings;
}

Result<AddressConnector> connector_to(const Address& address, const SendCommand& command) {
  std::optional<TlsContext> tls;
  if (command.tls) {
    const auto name = command.tls_name.empty() ? address.host : command.tls_name;
    SETOFF_TRY(context, TlsContext::client(command.authority, name));
    tls = std::move(context);
  }
  return AddressConnector(address, std::move(tls));
}

void print_counts(const SendCounts& counts) {
  std::cout << counts.accepted << " accepted, " << counts.replayed << " already there";
  for (const auto& [code, count] : counts.refused)
    std::cout << ", " << count << " refused: " << code;
  if (counts.malformed > 0) std::cout << ", " << counts.malformed << " malformed";
  std::cout << "\n";
}

Result<int> send_input(const SendCommand& command) {
  SETOFF_TRY(address, Address::parse(command.address));
  SETOFF_TRY(settings, settings_of(command, address));
  SETOFF_TRY(daemon, connector_to(address, command));
  SETOFF_TRY(in, InputFile::open(command.file));
  const auto bytes = in.size();
  Terminal terminal = terminal_of(2);
  if (command.quiet) terminal.interactive = false;
  Progress progress(std::cerr, terminal, "send");
  TerminalObserver observer(progress, bytes);
  SETOFF_TRY(counts, send_events(in, settings, daemon, observer));
  progress.wipe();
  print_counts(counts);
  if (counts.input_failure) return *counts.input_failure;
  if (counts.malformed > 0) return kWrongInput;
  return counts.unexpected > 0 ? kFinding : kGood;
}

}  // namespace

int serve_ledger(const ServeCommand& command) {
  const auto settings = settings_of(command);
  if (!settings) return fail(settings.error());
  if (command.check) {
    int status = kGood;
    for (const auto& wrong : check_machine(*settings))
      status = fail(wrong);
    if (status != kGood) return status;
    std::cout << (command.config.empty() ? "the command line" : command.config) << ": in order ("
              << settings->listeners.size() << " listeners, " << settings->users.size()
              << " users)\n";
    return kGood;
  }
  ConfigurationFile file(command.config);
  const auto status = serve(*settings, command.config.empty() ? nullptr : &file);
  return status ? kGood : fail(status.error());
}

int make_token() {
  const auto token = new_token();
  if (!token) return fail(token.error());
  std::cout << "token  " << *token << "\nhash   sha256:" << to_hex(hash_of_token(*token).view())
            << "\n";
  return kGood;
}

int send_file(const SendCommand& command) {
  const auto status = send_input(command);
  return status ? *status : fail(status.error());
}

}  // namespace setoff::cli
