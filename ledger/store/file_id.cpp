#include "ledger/store/file_id.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#undef major  // names of members elsewhere
#undef minor

namespace setoff {
namespace {

// Asks for the inode only: Linux gives a file whose times were asked for a new time with each write
// after that, and a sync that writes the inode, too.
std::optional<FileId> id_of(int folder, const char* path, int flags) {
  struct statx facts{};
  if (::statx(folder, path, flags, STATX_INO, &facts) == 0)
    return FileId{::gnu_dev_makedev(facts.stx_dev_major, facts.stx_dev_minor), facts.stx_ino};
  if (errno != EPERM && errno != ENOSYS) return std::nullopt;  // some sandboxes refuse the call
  struct stat more{};
  if (::fstatat(folder, path, &more, flags) != 0) return std::nullopt;
  return FileId{more.st_dev, more.st_ino};
}

}  // namespace

std::optional<FileId> file_id(const std::filesystem::path& path) {
  return id_of(AT_FDCWD, path.c_str(), 0);
}

std::optional<FileId> file_id(int descriptor) {
  return id_of(descriptor, "", AT_EMPTY_PATH);
}

Error system_error(Code code, const std::filesystem::path& path) {
  return {code, "'" + path.string() + "': " + std::strerror(errno)};
}

std::uint64_t link_count(const std::filesystem::path& path) {
  struct stat facts{};
  return ::stat(path.c_str(), &facts) == 0 ? facts.st_nlink : 0;
}

std::filesystem::path resolve_link(const std::filesystem::path& path) {
  std::error_code failed;
  if (!std::filesystem::is_symlink(path, failed)) return path;
  auto name = std::filesystem::weakly_canonical(path, failed);
  return failed ? path : name;
}

}  // namespace setoff
