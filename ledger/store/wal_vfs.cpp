#include "ledger/store/wal_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <vector>

#include "ledger/base/check.h"

namespace setoff {
namespace {

constexpr const char* kName = "setoff-log";
// Bytes per write. SQLite's own VFS uses only the lowest 17 bits of a size.
constexpr std::size_t kPiece = std::size_t{64} << 10U;
constexpr std::size_t kWaitingMax = std::size_t{1} << 20U;

// One log: the file, and a buffer of contiguous bytes still to be written to it. Bytes that cannot
// be written are dropped, because SQLite then rolls its transaction back. All calls return an
// SQLite result code.
class BufferedWal {
 public:
  explicit BufferedWal(int file_size)
      : memory_(std::make_unique<std::byte[]>(static_cast<std::size_t>(file_size))) {}

  [[nodiscard]] sqlite3_file* file() const {
    return reinterpret_cast<sqlite3_file*>(memory_.get());
  }
  [[nodiscard]] const sqlite3_io_methods& methods() const { return *file()->pMethods; }

  int read(void* to, int size, sqlite3_int64 at) {
    if (at < end() && at + size > at_)
      if (const int failed = write_out(); failed != SQLITE_OK) return failed;
    return methods().xRead(file(), to, size, at);
  }

  int write(const char* from, int size, sqlite3_int64 at) {
    if (at != end()) {
      if (const int failed = write_out(); failed != SQLITE_OK) return failed;
      at_ = at;
    }
    waiting_.insert(waiting_.end(), from, from + size);
    return waiting_.size() < kWaitingMax ? SQLITE_OK : write_out();
  }

  int write_out() {
    int result = SQLITE_OK;
    for (std::size_t done = 0; done < waiting_.size() && result == SQLITE_OK;) {
      const auto size = std::min(waiting_.size() - done, kPiece);
      result = methods().xWrite(file(), waiting_.data() + done, static_cast<int>(size),
                                at_ + static_cast<sqlite3_int64>(done));
      done += size;
    }
    drop();
    return result;
  }

  void drop() {
    at_ = end();
    waiting_.clear();
  }

 private:
  [[nodiscard]] sqlite3_int64 end() const {
    return at_ + static_cast<sqlite3_int64>(waiting_.size());
  }

  std::unique_ptr<std::byte[]> memory_;  // of the underlying VFS's file
  sqlite3_int64 at_ = 0;                 // offset of waiting_ in the log
  std::vector<char> waiting_;
};

// SQLite's handle of an open log.
struct LogHandle {
  sqlite3_file base;
  BufferedWal* log;
};

BufferedWal& log_of(sqlite3_file* file) {
  return *reinterpret_cast<LogHandle*>(file)->log;
}

// Forwards a call to the underlying file.
template <auto kMethod, class... Arguments>
int pass_on(sqlite3_file* file, Arguments... arguments) {
  auto& log = log_of(file);
  return (log.methods().*kMethod)(log.file(), arguments...);
}

// Same, after writing out the buffer.
template <auto kMethod, class... Arguments>
int write_and_pass_on(sqlite3_file* file, Arguments... arguments) {
  const int failed = log_of(file).write_out();
  return failed != SQLITE_OK ? failed : pass_on<kMethod>(file, arguments...);
}

// Drops the buffer: what was never synced belongs to no transaction that was reported as committed.
int close_log(sqlite3_file* file) {
  const std::unique_ptr<BufferedWal> log(&log_of(file));
  file->pMethods = nullptr;
  return log->methods().xClose(log->file());
}

int read_log(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
  return log_of(file).read(to, size, at);
}

int write_log(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
  auto& log = log_of(file);
  try {
    return log.write(static_cast<const char*>(from), size, at);
  } catch (const std::bad_alloc&) {
    log.drop();
    return SQLITE_IOERR_NOMEM;
  }
}

// Version 1 is enough: memory mapping and shared memory belong to the database file, not to the
// log.
constexpr sqlite3_io_methods kMethods = [] {
  sqlite3_io_methods methods{};
  methods.iVersion = 1;
  methods.xClose = close_log;
  methods.xRead = read_log;
  methods.xWrite = write_log;
  methods.xTruncate = write_and_pass_on<&sqlite3_io_methods::xTruncate>;
  methods.xSync = write_and_pass_on<&sqlite3_io_methods::xSync>;
  methods.xFileSize = write_and_pass_on<&sqlite3_io_methods::xFileSize>;
  methods.xLock = pass_on<&sqlite3_io_methods::xLock>;
  methods.xUnlock = pass_on<&sqlite3_io_methods::xUnlock>;
  methods.xCheckReservedLock = pass_on<&sqlite3_io_methods::xCheckReservedLock>;
  methods.xFileControl = pass_on<&sqlite3_io_methods::xFileControl>;
  methods.xSectorSize = pass_on<&sqlite3_io_methods::xSectorSize>;
  methods.xDeviceCharacteristics = pass_on<&sqlite3_io_methods::xDeviceCharacteristics>;
  return methods;
}();

sqlite3_vfs* below() {
  static sqlite3_vfs* const vfs = sqlite3_vfs_find(nullptr);
  return vfs;
}

int open_file(sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags,
              int* out_flags) {
  auto* const vfs = below();
  if ((flags & SQLITE_OPEN_WAL) == 0) return vfs->xOpen(vfs, name, file, flags, out_flags);
  file->pMethods = nullptr;
  std::unique_ptr<BufferedWal> log;
  try {
    log = std::make_unique<BufferedWal>(vfs->szOsFile);
  } catch (const std::bad_alloc&) {
    return SQLITE_IOERR_NOMEM;
  }
  const int result = vfs->xOpen(vfs, name, log->file(), flags, out_flags);
  if (result != SQLITE_OK) {
    if (log->file()->pMethods != nullptr) log->methods().xClose(log->file());
    return result;
  }
  auto& handle = *reinterpret_cast<LogHandle*>(file);
  handle.base.pMethods = &kMethods;
  handle.log = log.release();
  return SQLITE_OK;
}

// The underlying VFS with another xOpen; its other methods never receive a file of ours.
sqlite3_vfs made() {
  SETOFF_CHECK(below() != nullptr);
  auto vfs = *below();
  vfs.zName = kName;
  vfs.pNext = nullptr;
  vfs.szOsFile = std::max(vfs.szOsFile, static_cast<int>(sizeof(LogHandle)));
  vfs.xOpen = open_file;
  return vfs;
}

}  // namespace

const char* wal_vfs() {
  static sqlite3_vfs vfs = made();
  static const int registered = sqlite3_vfs_register(&vfs, 0);
  SETOFF_CHECK(registered == SQLITE_OK);
  return kName;
}

}  // namespace setoff
