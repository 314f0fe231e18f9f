#include "cli/daemon/serve/serve_check.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "ledger/store/sqlite_journal.h"

namespace setoff::cli {
namespace {

namespace fs = std::filesystem;

std::string reason() {
  return std::generic_category().message(errno);
}

Error wrong(std::string where, std::string detail) {
  return {Code::cannot_open, std::move(detail), std::move(where)};
}

// Checks that a file can be created in its folder.
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

// Checks that a file is regular, readable and writable, or can be created.
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

Status check_listener(const Listener& listener, const std::string& where) {
  if (listener.address.kind == Address::Kind::local)
    return check_socket(listener.address.path, where);
  // Uses any port: the configured one may belong to a daemon already running with this
  // configuration.
  auto anywhere = listener.address;
  anywhere.port = 0;
  const auto socket = listen_on(anywhere);
  if (socket) return Ok{};
  auto detail = socket.error().detail;
  const auto asked = anywhere.text();
  if (const auto at = detail.find(asked); at != std::string::npos)
    detail.replace(at, asked.size(), listener.address.text());
  return wrong(where, detail);
}

// Whether the two addresses collide.
bool meet(const Address& one, const Address& other) {
  if (one.kind != other.kind) return false;
  if (one.kind == Address::Kind::local) {
    std::error_code failed;
    const auto whole = [&](const std::string& path) {
      return fs::weakly_canonical(fs::absolute(path, failed), failed);
    };
    return whole(one.path) == whole(other.path);
  }
  const auto is_any = [](const Address& address) {
    return address.host == "0.0.0.0" || address.host == "::";
  };
  return one.port != 0 && one.port == other.port &&
         (one.host == other.host || is_any(one) || is_any(other));
}

Status check_alone(const std::vector<Listener>& listeners, std::size_t listener,
                   const std::string& where) {
  for (std::size_t i = 0; i < listener; ++i)
    if (meet(listeners[i].address, listeners[listener].address))
      return wrong(where, listeners[listener].address.text() + " is taken by listeners[" +
                              std::to_string(i) + "]; each listener has an address of its own");
  return Ok{};
}

// An existing file must be a ledger; an empty one becomes one.
Status check_ledger(const fs::path& ledger) {
  SETOFF_TRY_STATUS(check_file(ledger, "ledger"));
  std::error_code failed;
  const auto bytes = fs::file_size(ledger, failed);
  if (failed || bytes == 0) return Ok{};
  const auto journal = SqliteJournal::open(ledger, OpenMode::read);
  if (!journal && journal.error().code == Code::not_a_ledger)
    return wrong("ledger", "'" + ledger.string() + "' is no ledger: " + journal.error().detail);
  return Ok{};
}

// The log is written and rotated, so it must not be a file of a ledger or of anyone else.
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
  note(check_ledger(settings.ledger));
  note(check_log(settings));
  if (!settings.tls.certificate.empty()) {
    auto context = TlsContext::server(settings.tls);
    if (!context) note(wrong("tls", context.error().detail));
  }
  for (std::size_t i = 0; i < settings.listeners.size(); ++i) {
    const auto where = "listeners[" + std::to_string(i) + "]";
    note(check_listener(settings.listeners[i], where));
    note(check_alone(settings.listeners, i, where));
  }
  return found;
}

}  // namespace setoff::cli
