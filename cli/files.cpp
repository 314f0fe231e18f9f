#include "cli/files.h"

#include <fstream>

namespace setoff::cli {

Status write_file(const std::filesystem::path& path,
                  const std::function<Status(std::ostream&)>& write) {
  auto beside = path;
  beside += ".part";
  std::error_code failed;
  {
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    auto status = write(file);
    file.flush();
    if (status && !file) status = Error(Code::cannot_write, "cannot write '" + path.string() + "'");
    if (!status) {
      file.close();
      std::filesystem::remove(beside, failed);
      return status;
    }
  }
  std::filesystem::rename(beside, path, failed);
  if (failed) return Error(Code::cannot_write, "'" + path.string() + "': " + failed.message());
  return Ok{};
}

Status write_file(const std::filesystem::path& path, std::string_view text) {
  return write_file(path, [&](std::ostream& out) -> Status {
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    return Ok{};
  });
}

}  // namespace setoff::cli
