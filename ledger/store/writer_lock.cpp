#include "ledger/store/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace setoff {
namespace {

std::string name_of_this_program() {
  std::array<char, 64> name{};
  const int file = ::open("/proc/self/comm", O_RDONLY | O_CLOEXEC);
  if (file < 0) return "a program";
  const auto size = ::read(file, name.data(), name.size());
  ::close(file);
  std::string text(name.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  while (!text.empty() && text.back() == '\n')
    text.pop_back();
  return text.empty() ? "a program" : text;
}

std::string holder_of(int file) {
  std::array<char, 128> text{};
  const auto size = ::pread(file, text.data(), text.size(), 0);
  if (size <= 0) return "another process";
  return {text.data(), static_cast<std::size_t>(size)};
}

// The file that the path names now is the one that is open: nobody took it away in between.
bool still_named(const std::filesystem::path& path, int file) {
  struct stat named{};
  struct stat opened{};
  return ::stat(path.c_str(), &named) == 0 && ::fstat(file, &opened) == 0 &&
         named.st_ino == opened.st_ino && named.st_dev == opened.st_dev;
}

Status sign(int file, const std::filesystem::path& path) {
  const auto holder = name_of_this_program() + ", process " + std::to_string(::getpid());
  const bool written =
      ::ftruncate(file, 0) == 0 &&
      ::pwrite(file, holder.data(), holder.size(), 0) == static_cast<ssize_t>(holder.size());
  if (written) return Ok{};
  return Error(Code::cannot_open, "cannot write '" + path.string() + "': " + std::strerror(errno));
}

}  // namespace

Result<WriterLock> WriterLock::take(const std::filesystem::path& ledger) {
  auto path = ledger;
  path += "-writer";
  while (true) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0)
      return Error(Code::cannot_open, "cannot write '" + ledger.string() +
                                          "': the lock beside it: " + std::strerror(errno));
    WriterLock lock({}, file);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0)
      return Error(Code::in_use, "'" + ledger.string() + "' is open for writing (" +
                                     holder_of(file) + "); one process writes at a time");
    if (!still_named(path, file)) continue;
    lock.path_ = path;
    TRY_STATUS(sign(file, path));
    return lock;
  }
}

WriterLock::~WriterLock() {
  if (file_ < 0) return;
  if (!path_.empty()) ::unlink(path_.c_str());  // while it is still locked
  ::close(file_);
}

WriterLock::WriterLock(WriterLock&& other) noexcept
    : path_(std::exchange(other.path_, {})), file_(std::exchange(other.file_, -1)) {}

}  // namespace setoff
