#pragma once
// The log's VFS: SQLite's own way to the files, except that what a transaction writes to the
// write-ahead log goes to the system in large pieces instead of two calls a page, and that what was
// written lately is read back from memory, as a checkpoint does. Nothing is held back past a sync.
// Only for a connection that is the file's one writer and has synchronous=FULL: other connections
// are told of a transaction after its sync, so they never look for what is held here.

namespace setoff {

// The name to open a database by. Registers it at the first call; any thread.
[[nodiscard]] const char* log_vfs();

}  // namespace setoff
