#include "ledger/store/file_id.h"

#include <cerrno>
#include <cstring>

#include <sys/stat.h>

namespace setoff {
namespace {

FileId file_id(const struct stat& facts) {
  return {facts.st_dev, facts.st_ino};
}

}  // namespace

std::optional<FileId> file_id(const std::filesystem::path& path) {
  struct stat facts{};
  if (::stat(path.c_str(), &facts) != 0) return std::nullopt;
  return file_id(facts);
}

std::optional<FileId> file_id(int descriptor) {
  struct stat facts{};
  if (::fstat(descriptor, &facts) != 0) return std::nullopt;
  return file_id(facts);
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
