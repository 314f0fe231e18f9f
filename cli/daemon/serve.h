#pragma once
// serve(): the daemon. Opens or creates the ledger, opens the listeners, and books what arrives
// until SIGTERM or SIGINT; then stops in order: it reads nothing new, books and answers everything
// read, and closes the ledger as a single file. A second signal closes the connections at once.
// Errors: those of the ledger, the listeners and the log.

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
  // Reads users and certificates again, on SIGHUP; empty if they cannot change.
  std::function<Result<ServeSettings>()> reload{};
};

[[nodiscard]] Status serve(const ServeSettings& settings);

}  // namespace setoff::cli
