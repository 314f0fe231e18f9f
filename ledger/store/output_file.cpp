#include "ledger/store/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>

#include "ledger/store/protected_file.h"

namespace setoff {
namespace {

namespace fs = std::filesystem;

Error cannot(const fs::path& path, const std::string& why) {
  return {Code::cannot_write, "'" + path.string() + "' " + why};
}

Error failed(const fs::path& path, int error) {
  return {Code::cannot_write, "cannot write '" + path.string() + "': " + std::strerror(error)};
}

// The file that the name refers to after following all links.
Result<fs::path> target_of(const fs::path& path) {
  std::error_code gone;
  if (!fs::is_symlink(fs::symlink_status(path, gone))) return path;
  auto target = fs::canonical(path, gone);
  if (gone) return cannot(path, "is a link that leads nowhere; name another file");
  return target;
}

Status check_target(const fs::path& path, const OutputRules& rules) {
  if (const auto what = protected_as(path, rules.inputs, rules.ledgers))
    return cannot(path, "is " + *what + ", which is never written over; name another file");
  return Ok{};
}

// The permissions of the file that is replaced: what was private stays private. Those of a new file
// are what the user's mask leaves.
mode_t mode_of(const fs::path& target) {
  struct stat old{};
  if (::stat(target.c_str(), &old) == 0 && S_ISREG(old.st_mode)) return old.st_mode & 0777;
  const auto mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

// A new file with a unique name in the directory of `target`.
class PartFile {
 public:
  explicit PartFile(const fs::path& target) {
    auto name = "." + target.filename().string() + ".part-XXXXXX";
    path_ = (target.has_parent_path() ? target.parent_path() : fs::path(".")) / name;
    std::string pattern = path_.string();
    number_ = ::mkostemp(pattern.data(), O_CLOEXEC);
    error_ = errno;
    path_ = pattern;
    if (number_ >= 0) static_cast<void>(::fchmod(number_, mode_of(target)));
  }
  ~PartFile() {
    if (number_ >= 0) ::close(number_);
    if (number_ >= 0 && !named_) ::unlink(path_.c_str());
  }
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  [[nodiscard]] bool valid() const { return number_ >= 0; }
  [[nodiscard]] int error() const { return error_; }
  [[nodiscard]] const fs::path& path() const { return path_; }
  [[nodiscard]] bool sync() const { return ::fsync(number_) == 0; }
  void named() { named_ = true; }

 private:
  fs::path path_;
  int number_ = -1;
  int error_ = 0;
  bool named_ = false;
};

void sync_folder_of(const fs::path& path) {
  const auto folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const int number = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (number < 0) return;
  ::fsync(number);
  ::close(number);
}

// Checks again: another file may have appeared there in the meantime.
Status move_into_place(const PartFile& part, const fs::path& target, const OutputRules& rules) {
  std::error_code ignored;
  if (!fs::exists(target, ignored)) return rename_to_new(part.path(), target);
  SETOFF_TRY_STATUS(check_output(target, rules));
  if (::rename(part.path().c_str(), target.c_str()) != 0) return failed(target, errno);
  return Ok{};
}

}  // namespace

Status check_output(const fs::path& path, const OutputRules& rules) {
  SETOFF_TRY(target, target_of(path));
  SETOFF_TRY_STATUS(check_target(target, rules));
  std::error_code failed;
  const bool something = fs::exists(target, failed) && fs::file_size(target, failed) > 0;
  if (something && !rules.replace)
    return cannot(path, "exists; name another file, or say --force to replace it");
  return Ok{};
}

Status write_output(const fs::path& path, const OutputRules& rules,
                    const std::function<Status(std::ostream&)>& write) {
  SETOFF_TRY_STATUS(check_output(path, rules));
  SETOFF_TRY(target, target_of(path));
  PartFile part(target);
  if (!part.valid()) return failed(path, part.error());
  {
    std::ofstream file(part.path(), std::ios::binary | std::ios::trunc);
    SETOFF_TRY_STATUS(write(file));
    file.close();
    if (!file || !part.sync()) return failed(path, errno);
  }
  SETOFF_TRY_STATUS(move_into_place(part, target, rules));
  part.named();
  sync_folder_of(target);
  return Ok{};
}

Status write_output(const fs::path& path, const OutputRules& rules, std::string_view text) {
  return write_output(path, rules, [&](std::ostream& out) -> Status {
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    return Ok{};
  });
}

Status check_append_target(const fs::path& path, const OutputRules& rules,
                           const std::function<bool(std::string_view begin)>& is_own) {
  SETOFF_TRY(target, target_of(path));
  SETOFF_TRY_STATUS(check_target(target, rules));
  std::ifstream file(target, std::ios::binary);
  std::array<char, 64> begin{};
  file.read(begin.data(), begin.size());
  const std::string_view read(begin.data(), static_cast<std::size_t>(file.gcount()));
  if (!read.empty() && !is_own(read))
    return cannot(path, "is a file that Setoff did not make; name another file");
  return Ok{};
}

Status rename_to_new(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return Ok{};
  // If the file system does not support RENAME_NOREPLACE, link() does not replace a file either.
  if (errno == EINVAL && ::link(from.c_str(), to.c_str()) == 0) {
    ::unlink(from.c_str());
    return Ok{};
  }
  if (errno == EEXIST) return cannot(to, "came to be meanwhile; nothing was written over it");
  return failed(to, errno);
}

}  // namespace setoff
