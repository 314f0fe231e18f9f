#include <CLI/CLI.hpp>

#include "cli/options.h"

namespace setoff::cli {

void add_daemon_commands(CLI::App& app, Options& options, int& status) {
  auto* serve =
      app.add_subcommand("serve", "Keep a ledger as a daemon that takes events by socket");
  serve->footer("Example: setoff serve ledger.db --events unix:ledger.sock");
  serve->add_option("ledger", options.serve.ledger, "ledger file, made if it is not there");
  serve->add_option("--events", options.serve.events,
                    "address of an event socket: 127.0.0.1:7401, [::1]:7401 or unix:/path");
  serve->add_option("--http", options.serve.http, "address of an HTTP server");
  serve->add_option("--config", options.serve.config, "configuration (docs/operations.md)");
  serve->add_flag("--check", options.serve.check, "check the configuration, serve nothing");
  serve->callback([&] { status = serve_ledger(options.serve); });
  auto* send = app.add_subcommand("send", "Send events to a daemon and wait for their receipts");
  send->footer("Example: setoff send unix:ledger.sock first.jsonl");
  send->add_option("address", options.send.address, "address of the daemon's event socket")
      ->required();
  send->add_option("file", options.send.file, "events, one a line; - is standard input");
  send->add_option("--retry", options.send.retry_s,
                   "seconds to try again for while the daemon cannot be reached");
  send->add_option("--token-file", options.send.token_file, "file that holds the token");
  send->add_flag("--tls", options.send.tls, "speak TLS 1.3");
  send->add_option("--authority", options.send.authority,
                   "certificates to trust, PEM (default: the system's)");
  send->add_option("--tls-name", options.send.tls_name,
                   "name in the daemon's certificate (default: the number of the host)");
  send->add_flag(
      "--plain-token", options.send.plain_token,
      "send the token without TLS to another machine: whoever is on the way can read it");
  send->add_flag("--quiet", options.send.quiet, "no progress line");
  send->callback([&] { status = send_file(options.send); });
  app.add_subcommand("token", "Make a token for a user of the daemon, and its hash")->callback([&] {
    status = make_token();
  });
}

}  // namespace setoff::cli
