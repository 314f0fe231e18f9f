#pragma once
// An SQLite VFS that buffers the write-ahead log: what a commit writes to the log goes to the
// operating system in large pieces instead of two calls per page. Everything else passes through to
// the default VFS. A sync first writes out the buffer.
//
// For connections with synchronous=FULL and cache_spill=OFF: then a commit writes its whole
// transaction under the write lock, and syncs before any other connection sees it. So nobody ever
// reads what is still in the buffer, and a rolled-back transaction leaves nothing behind in it.

namespace setoff {

// The VFS name to open a database with. The first call registers the VFS; any thread may call.
[[nodiscard]] const char* wal_vfs();

}  // namespace setoff
