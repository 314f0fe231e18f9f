#include "ledger/store/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "ledger/writer/thread_safety.h"

namespace setoff {
namespace {

// For the owner and the group, even if the process's umask allows more.
constexpr mode_t kMode = 0640;

// The files that this process has locked.
class Held {
 public:
  bool contains(const FileId& id) {
    const MutexLock lock(mutex_);
    return std::ranges::find(ids_, id) != ids_.end();
  }
  void add(const FileId& id) {
    const MutexLock lock(mutex_);
    ids_.push_back(id);
  }
  void remove(const FileId& id) {
    const MutexLock lock(mutex_);
    std::erase(ids_, id);
  }

 private:
  Mutex mutex_;
  std::vector<FileId> ids_ SETOFF_GUARDED_BY(mutex_);
};

Held& held() {
  static Held held;
  return held;
}

std::string text_of(const std::filesystem::path& path) {
  std::array<char, 128> text{};
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0) return {};
  const auto size = ::read(file, text.data(), text.size());
  ::close(file);
  std::string read(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  while (!read.empty() && read.back() == '\n')
    read.pop_back();
  return read;
}

std::filesystem::path note_of(const std::filesystem::path& ledger) {
  auto path = ledger;
  path += "-writer";
  return path;
}

Error in_use(const std::filesystem::path& ledger) {
  auto holder = text_of(note_of(ledger));
  if (holder.empty()) holder = "another process";
  return {Code::in_use, "'" + ledger.string() + "' is open for writing (" + holder +
                            "); one process writes at a time"};
}

// The holder of the lock replaces an existing note, but never writes into an existing file.
Status write_note(const std::filesystem::path& path) {
  auto program = text_of("/proc/self/comm");
  if (program.empty()) program = "a program";
  const auto holder = program + ", process " + std::to_string(::getpid());
  ::unlink(path.c_str());
  const int file =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kMode);
  const bool written = file >= 0 && ::write(file, holder.data(), holder.size()) ==
                                        static_cast<ssize_t>(holder.size());
  const int why = errno;
  if (file >= 0) ::close(file);
  if (written) return Ok{};
  return Error(Code::cannot_open, "cannot write '" + path.string() + "': " + std::strerror(why));
}

Status check_kind(int file, const std::filesystem::path& ledger) {
  struct stat facts{};
  const auto name = "'" + ledger.string() + "'";
  if (::fstat(file, &facts) != 0 || !S_ISREG(facts.st_mode))
    return Error(Code::cannot_open, name + " is not a file that can hold a ledger");
  if (facts.st_nlink > 1)
    return Error(Code::cannot_open,
                 name + " has " + std::to_string(facts.st_nlink) +
                     " names (hard links), and under each a log of its own; a ledger that is "
                     "written has one name: remove the others, or make a copy with `setoff "
                     "backup`");
  return Ok{};
}

}  // namespace

Result<WriterLock> WriterLock::acquire(const std::filesystem::path& ledger) {
  while (true) {
    if (const auto id = setoff::file_id(ledger); id && held().contains(*id)) return in_use(ledger);
    // O_NONBLOCK: opening a device or a pipe must not wait.
    constexpr int kFlags = O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
    WriterLock lock(::open(ledger.c_str(), kFlags, kMode));
    if (lock.file_ < 0)
      return Error(Code::cannot_open,
                   "cannot open '" + ledger.string() + "': " + std::strerror(errno));
    SETOFF_TRY_STATUS(check_kind(lock.file_, ledger));
    if (::flock(lock.file_, LOCK_EX | LOCK_NB) != 0) return in_use(ledger);
    if (setoff::file_id(ledger) != setoff::file_id(lock.file_)) continue;  // replaced in between
    SETOFF_TRY_STATUS(lock.lock_file(ledger));
    return lock;
  }
}

Status WriterLock::lock_file(const std::filesystem::path& ledger) {
  SETOFF_TRY_STATUS(write_note(note_of(ledger)));
  const auto id = setoff::file_id(file_);
  if (!id) return system_error(Code::cannot_open, ledger);
  id_ = *id;
  note_ = note_of(ledger);
  held().add(id_);
  return Ok{};
}

WriterLock::~WriterLock() {
  if (file_ < 0) return;
  if (!note_.empty()) {
    ::unlink(note_.c_str());  // while it is still locked
    held().remove(id_);
  }
  ::close(file_);
}

WriterLock::WriterLock(WriterLock&& other) noexcept
    : file_(std::exchange(other.file_, -1)),
      id_(other.id_),
      note_(std::exchange(other.note_, {})) {}

}  // namespace setoff
