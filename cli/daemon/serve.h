#pragma once
// serve(): the daemon. Opens the ledger (and makes it if it is not there), opens the doors, books
// what comes in until SIGTERM or SIGINT, then stops in order: nothing new is read, everything read
// is booked and answered, the ledger is closed as one file. A second signal ends the connections at
// once. Errors: those of the ledger, the doors and the log.

#include <string>
#include <vector>

#include "cli/daemon/limits.h"
#include "cli/daemon/log.h"
#include "cli/daemon/network.h"
#include "cli/daemon/snapshots.h"
#include "cli/daemon/tls.h"
#include "cli/daemon/users.h"
#include "cli/daemon/writer.h"
#include "ledger/book/time_bounds.h"

namespace setoff::cli {

struct ServeSettings {
  std::string ledger;
  std::vector<Door> doors;
  CommitSettings commit;
  SnapshotSettings snapshot;
  TimeBounds bounds;
  Limits limits;
  LogSettings log;
  TlsFiles tls;
  Users users;
  // Reads users and certificates again, for SIGHUP; nothing if they cannot change.
  std::function<Result<ServeSettings>()> reload{};
};

[[nodiscard]] Status serve(const ServeSettings& settings);

}  // namespace setoff::cli
