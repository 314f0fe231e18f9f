// What belongs to the network thread cannot be called by a thread that does not have its role.
// expect: requires holding thread

#include "cli/daemon/ops/thread_roles.h"

void close_connections() SETOFF_ON_NETWORK_THREAD;

void write_groups() {
#ifdef CONTROL
  setoff::cli::kNetworkThread.assert_held();
#endif
  close_connections();
}
