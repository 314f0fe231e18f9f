#include <CLI/CLI.hpp>

#include "cli/options.h"

namespace setoff::cli {

void add_daemon_commands(CLI::App& app, Options& options, int& status) {
  auto* serve =
      app.add_subcommand("serve", "Keep a ledger as a daemon that takes events by socket");
  serve->footer("Example: setoff serve ledger.db --events unix:ledger.sock");
  serve->add_option("ledger", options.serve.ledger, "ledger file, made if it is not there")
      ->required();
  serve->add_option("--events", options.serve.events,
                    "address of an event socket: 127.0.0.1:7401, [::1]:7401 or unix:/path");
  serve->callback([&] { status = serve_ledger(options.serve); });
  auto* send = app.add_subcommand("send", "Send events to a daemon and wait for their receipts");
  send->footer("Example: setoff send unix:ledger.sock first.jsonl");
  send->add_option("address", options.send.address, "address of the daemon's event socket")
      ->required();
  send->add_option("file", options.send.file, "events, one a line; - is standard input");
  send->add_option("--retry", options.send.retry_s,
                   "seconds to try again for while the daemon cannot be reached");
  send->add_flag("--quiet", options.send.quiet, "no progress line");
  send->callback([&] { status = send_file(options.send); });
}

}  // namespace setoff::cli
