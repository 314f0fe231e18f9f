#pragma once
// The daemon's threads that own objects of more than one class; the roles of other threads are
// members of the class that starts them (Writer, QueryService).

#include "ledger/writer/thread_safety.h"

namespace setoff::cli {

// Runs the loop: owns listeners, connections, sessions and streams. It is the thread that calls
// serve(), so the role is also held before the loop starts and after it ends.
inline constexpr ThreadRole kNetworkThread;

}  // namespace setoff::cli

// For a function that only the network thread calls.
#define SETOFF_ON_NETWORK_THREAD SETOFF_REQUIRES(::setoff::cli::kNetworkThread)
