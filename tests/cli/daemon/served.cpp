#include "tests/cli/daemon/served.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>

#include "ledger/base/check.h"

namespace setoff::tests {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "setoff-daemon-XXXXXX").string();
  SETOFF_CHECK(mkdtemp(name.data()) != nullptr);
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void Folder::write(const std::string& name, const std::string& text) const {
  std::ofstream(path(name), std::ios::binary) << text;
}

Ran Folder::shell(const std::string& command) const {
  return run_shell("cd '" + path_.string() + "' && SETOFF='" SETOFF_PROGRAM "' && ( " + command +
                   " ) 2>&1 </dev/null");
}

std::string Folder::root_of(const std::string& ledger) const {
  const auto ran = shell("$SETOFF audit verify " + ledger);
  const auto at = ran.output.find("root ");
  return ran.status != 0 || at == std::string::npos ? ran.output : ran.output.substr(at + 5, 64);
}

namespace {

// The service manager's end of its protocol, as the daemon sees it by NOTIFY_SOCKET.
class Manager {
 public:
  explicit Manager(fs::path path) : path_(std::move(path)) {
    socket_ = cli::Descriptor(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path_.string().copy(address.sun_path, sizeof address.sun_path - 1);
    ::unlink(path_.c_str());
    SETOFF_CHECK(::bind(socket_.number(), reinterpret_cast<const sockaddr*>(&address),  // NOLINT
                        sizeof address) == 0);
  }
  [[nodiscard]] std::string name() const { return path_.string(); }
  // The next message; nothing if none came within a tenth of a second.
  [[nodiscard]] std::optional<std::string> message() const {
    if (!cli::wait_for(socket_, true, false, milliseconds(100)).readable) return std::nullopt;
    char text[4096];
    const auto got = ::recv(socket_.number(), text, sizeof text, 0);
    return got < 0 ? std::nullopt : std::optional(std::string(text, static_cast<std::size_t>(got)));
  }

 private:
  fs::path path_;
  cli::Descriptor socket_;
};

[[noreturn]] void become(const fs::path& folder, const std::string& notify,
                         const std::vector<std::string>& arguments,
                         const Served::Environment& environment) {
  std::vector<std::string> words = {SETOFF_PROGRAM, "serve"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (auto& word : words)
    pointers.push_back(word.data());
  pointers.push_back(nullptr);
  if (::chdir(folder.c_str()) != 0) ::_exit(127);
  ::setenv("NOTIFY_SOCKET", notify.c_str(), 1);
  for (const auto& [name, value] : environment)
    ::setenv(name.c_str(), value.c_str(), 1);
  if (std::freopen("serve.log", "a", stderr) == nullptr) ::_exit(127);
  ::execv(SETOFF_PROGRAM, pointers.data());
  ::_exit(127);
}

}  // namespace

Served::Served(const Folder& folder, const std::vector<std::string>& arguments,
               const Environment& environment) {
  const Manager manager(folder.path("notify.sock"));
  process_ = ::fork();
  SETOFF_CHECK(process_ >= 0);
  if (process_ == 0) become(folder.path("."), manager.name(), arguments, environment);
  constexpr std::string_view kStatus = "STATUS=listening for ";
  while (!ready_) {
    const auto message = manager.message();
    if (message && message->starts_with(kStatus))
      addresses_.push_back(message->substr(message->find(" on ") + 4));
    ready_ = message == "READY=1";
    siginfo_t info{};
    if (!message &&
        ::waitid(P_PID, static_cast<id_t>(process_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
        info.si_pid != 0)
      break;
  }
}

Served::~Served() {
  if (process_ < 0) return;
  signal(SIGKILL);
  wait();
}

void Served::signal(int number) const {
  if (process_ > 0) ::kill(process_, number);
}

int Served::wait() {
  int status = 0;
  if (::waitpid(process_, &status, 0) != process_) return -1000;
  process_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

int Served::stop() {
  signal(SIGTERM);
  return wait();
}

RawPeer::RawPeer(const std::string& address) {
  const auto parsed = cli::Address::parse(address);
  SETOFF_CHECK(parsed.has_value());
  auto socket = cli::connect_to(*parsed, milliseconds(5000));
  if (socket) socket_ = std::move(*socket);
}

std::size_t RawPeer::send(std::string_view text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const auto rest = text.substr(done);
    const auto sent = ::send(socket_.number(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent > 0)
      done += static_cast<std::size_t>(sent);
    else if (errno != EAGAIN || !cli::wait_for(socket_, false, true, milliseconds(1000)).writable)
      break;
  }
  return done;
}

bool RawPeer::fill() {
  char buffer[65536];
  for (int seconds = 0; seconds < 60; ++seconds) {  // a daemon that says nothing fails the test
    const auto got = ::recv(socket_.number(), buffer, sizeof buffer, 0);
    if (got > 0) {
      received_.append(buffer, static_cast<std::size_t>(got));
      return true;
    }
    if (got == 0 || errno != EAGAIN) return false;
    static_cast<void>(cli::wait_for(socket_, true, false, milliseconds(1000)));
  }
  ADD_FAILURE() << "a minute without a byte or an end";
  return false;
}

std::optional<std::string> RawPeer::line() {
  std::size_t end = std::string::npos;
  while ((end = received_.find('\n')) == std::string::npos)
    if (!fill()) return std::nullopt;
  auto text = received_.substr(0, end);
  received_.erase(0, end + 1);
  return text;
}

std::string RawPeer::rest() {
  while (fill()) {
  }
  return std::exchange(received_, {});
}

void RawPeer::end_writing() {
  ::shutdown(socket_.number(), SHUT_WR);
}

std::string member_of(const std::string& receipt, const std::string& name) {
  const auto key = "\"" + name + "\":\"";
  const auto begin = receipt.find(key);
  if (begin == std::string::npos) return {};
  const auto from = begin + key.size();
  return receipt.substr(from, receipt.find('"', from) - from);
}

}  // namespace setoff::tests
