#include "cli/daemon/serve_check.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace setoff::cli {
namespace {

namespace fs = std::filesystem;

std::string reason() {
  return std::generic_category().message(errno);
}

Error wrong(std::string where, std::string detail) {
  return {Code::cannot_open, std::move(detail), std::move(where)};
}

// Whether a file can be made beside the others of its folder.
Status check_folder(const fs::path& file, const std::string& where) {
  const auto folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  struct stat facts{};
  if (::stat(folder.c_str(), &facts) != 0)
    return wrong(where, "the folder '" + folder.string() + "': " + reason());
  if (!S_ISDIR(facts.st_mode)) return wrong(where, "'" + folder.string() + "' is not a folder");
  if (::access(folder.c_str(), W_OK | X_OK) != 0)
    return wrong(where, "the folder '" + folder.string() + "' cannot be written: " + reason());
  return Ok{};
}

// A regular file that can be read and written, or a place for one.
Status check_file(const fs::path& file, const std::string& where) {
  struct stat facts{};
  if (::stat(file.c_str(), &facts) != 0) return check_folder(file, where);
  if (!S_ISREG(facts.st_mode)) return wrong(where, "'" + file.string() + "' is not a file");
  if (::access(file.c_str(), R_OK | W_OK) != 0)
    return wrong(where, "'" + file.string() + "': " + reason());
  return check_folder(file, where);
}

Status check_socket(const fs::path& path, const std::string& where) {
  struct stat facts{};
  if (::lstat(path.c_str(), &facts) == 0 && !S_ISSOCK(facts.st_mode))
    return wrong(where, "'" + path.string() + "' is there and is no socket");
  return check_folder(path, where);
}

Status check_door(const Door& door, const std::string& where) {
  if (door.address.kind == Address::Kind::local) return check_socket(door.address.path, where);
  // On any port: the one that is asked for may be that of the daemon that runs with this
  // configuration.
  auto anywhere = door.address;
  anywhere.port = 0;
  const auto listener = listen_on(anywhere);
  if (!listener) return wrong(where, listener.error().detail);
  return Ok{};
}

// The log is written and rotated: it must be no file of a ledger, and no file of somebody else.
Status check_log(const ServeSettings& settings) {
  if (settings.log.file.empty()) return Ok{};
  auto files = check_log_files(settings.log, settings.ledger);
  if (!files) return wrong("log.file", std::move(files).error().detail);
  return check_file(settings.log.file, "log.file");
}

}  // namespace

std::vector<Error> check_machine(const ServeSettings& settings) {
  std::vector<Error> found;
  const auto note = [&](const Status& status) {
    if (!status) found.push_back(status.error());
  };
  note(check_file(settings.ledger, "ledger"));
  note(check_log(settings));
  if (!settings.tls.certificate.empty()) {
    auto context = TlsContext::server(settings.tls);
    if (!context) note(wrong("tls", context.error().detail));
  }
  for (std::size_t i = 0; i < settings.doors.size(); ++i)
    note(check_door(settings.doors[i], "doors[" + std::to_string(i) + "]"));
  return found;
}

}  // namespace setoff::cli
