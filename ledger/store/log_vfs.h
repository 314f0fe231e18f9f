#pragma once
// The log's VFS: SQLite's own way to the files, except that what a commit writes to the write-ahead
// log goes to the system in large pieces instead of two calls a page. Nothing waits past a sync.
//
// For connections with synchronous=FULL and cache_spill=OFF: all that a transaction writes is then
// written by its commit, under the lock for writing and with a sync at the end, before any other
// connection is told of it. So nobody ever looks for what waits here, and nothing is left over from
// a transaction that was taken back.

namespace setoff {

// The name to open a database by. Registers it at the first call; any thread.
[[nodiscard]] const char* log_vfs();

}  // namespace setoff
