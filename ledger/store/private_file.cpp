#include "ledger/store/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <utility>

#include "ledger/store/file_id.h"

namespace setoff {
namespace {

// Why a file is not private to this user; null if it is.
const char* objection_to(const struct stat& facts) {
  if (!S_ISREG(facts.st_mode)) return "it is no plain file";
  if (facts.st_uid != ::geteuid()) return "it belongs to another user";
  if (facts.st_nlink != 1) return "it has several names (hard links)";
  if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) return "it is open to others";
  return nullptr;
}

}  // namespace

Result<PrivateFile> PrivateFile::open(const std::filesystem::path& path) {
  // O_NONBLOCK: opening a pipe must not wait for a writer.
  PrivateFile file(path, ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat facts{};
  if (file.file_ < 0 || ::fstat(file.file_, &facts) != 0)
    return file.failed(errno == ENOENT ? Code::cannot_open : Code::cannot_read);
  if (const auto* objection = objection_to(facts))
    return Error(Code::cannot_read, "'" + path.string() + "': " + objection);
  return file;
}

Result<PrivateFile> PrivateFile::make(const std::filesystem::path& path) {
  ::unlink(path.c_str());
  constexpr int kFlags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
  PrivateFile file(path, ::open(path.c_str(), kFlags, S_IRUSR | S_IWUSR));
  if (file.file_ < 0) return file.failed(Code::cannot_write);
  return file;
}

PrivateFile::~PrivateFile() {
  if (file_ >= 0) ::close(file_);
}

PrivateFile::PrivateFile(PrivateFile&& other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, -1)) {}

Status PrivateFile::write(ByteView bytes) const {
  while (!bytes.empty()) {
    const auto written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return failed(Code::cannot_write);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return Ok{};
}

Status PrivateFile::sync() const {
  if (::fsync(file_) != 0) return failed(Code::cannot_write);
  return Ok{};
}

Result<ByteBuffer> PrivateFile::read(std::size_t size) const {
  ByteBuffer bytes(size);
  const auto got = ::pread(file_, bytes.data(), size, 0);
  if (got < 0) return failed(Code::cannot_read);
  bytes.resize(static_cast<std::size_t>(got));
  return bytes;
}

Error PrivateFile::failed(Code code) const {
  return system_error(code, path_);
}

}  // namespace setoff
