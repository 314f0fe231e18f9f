#pragma once
// serve(): the daemon. Opens or creates the ledger, opens the listeners, and books what arrives
// until SIGTERM or SIGINT; then stops in order: it reads nothing new, books and answers everything
// read, and closes the ledger as a single file. A second signal closes the connections at once.
// Errors: those of the ledger, the listeners and the log.

#include <string>
#include <vector>

#include "cli/daemon/access/users.h"
#include "cli/daemon/net/network.h"
#include "cli/daemon/net/tls.h"
#include "cli/daemon/ops/limits.h"
#include "cli/daemon/ops/log.h"
#include "cli/daemon/writer/snapshots.h"
#include "cli/daemon/writer/writer.h"
#include "ledger/writer/time_bounds.h"

namespace setoff::cli {

struct ServeSettings {
  std::string ledger;
  std::vector<Listener> listeners;
  CommitSettings commit;
  SnapshotSettings snapshot;
  TimeBounds bounds;
  DaemonLimits limits;
  LogSettings log;
  TlsFiles tls;
  Users users;
};

// Where settings are read from again, on SIGHUP.
class SettingsSource {
 public:
  virtual ~SettingsSource() = default;
  [[nodiscard]] virtual Result<ServeSettings> read_again() = 0;
};

// Only users and certificates are read again; without a source they cannot change.
[[nodiscard]] Status serve(const ServeSettings& settings, SettingsSource* source = nullptr);

}  // namespace setoff::cli
