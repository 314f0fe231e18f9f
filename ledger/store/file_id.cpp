#include "ledger/store/file_id.h"

#include <sys/stat.h>

namespace setoff {
namespace {

FileId id_of(const struct stat& facts) {
  return {facts.st_dev, facts.st_ino};
}

}  // namespace

std::optional<FileId> id_of(const std::filesystem::path& path) {
  struct stat facts{};
  if (::stat(path.c_str(), &facts) != 0) return std::nullopt;
  return id_of(facts);
}

std::optional<FileId> id_of(int descriptor) {
  struct stat facts{};
  if (::fstat(descriptor, &facts) != 0) return std::nullopt;
  return id_of(facts);
}

std::uint64_t names_of(const std::filesystem::path& path) {
  struct stat facts{};
  return ::stat(path.c_str(), &facts) == 0 ? facts.st_nlink : 0;
}

std::filesystem::path own_name(const std::filesystem::path& path) {
  std::error_code failed;
  if (!std::filesystem::is_symlink(path, failed)) return path;
  auto name = std::filesystem::weakly_canonical(path, failed);
  return failed ? path : name;
}

}  // namespace setoff
