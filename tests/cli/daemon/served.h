#pragma once
// The program from outside: a folder of its own, the daemon as a child process that says when it is
// ready, other commands of the program, and a peer that sends what it likes.

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/daemon/net/socket.h"
#include "tests/support/shell.h"

namespace setoff::tests {

class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::filesystem::path path(const std::string& name) const { return path_ / name; }
  void write(const std::string& name, const std::string& text) const;
  // Runs a shell command there; $SETOFF is the program.
  [[nodiscard]] Ran shell(const std::string& command) const;
  // Root of a ledger as `audit verify` prints it; its whole output if it is not clean.
  [[nodiscard]] std::string root_of(const std::string& ledger) const;

 private:
  std::filesystem::path path_;
};

// The daemon, from its start to its end.
class Served {
 public:
  using Environment = std::vector<std::pair<std::string, std::string>>;
  // Waits until it listens or has ended.
  Served(const Folder& folder, const std::vector<std::string>& arguments,
         const Environment& environment = {});
  ~Served();
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  [[nodiscard]] bool ready() const { return ready_; }
  // Addresses it listens on, in the order of its listeners.
  [[nodiscard]] const std::vector<std::string>& addresses() const { return addresses_; }
  [[nodiscard]] pid_t process() const { return process_; }
  void signal(int number) const;
  // Waits for its end; the exit status, or minus the signal.
  int wait();
  int stop();  // SIGTERM and wait

 private:
  pid_t process_ = -1;
  bool ready_ = false;
  std::vector<std::string> addresses_;
};

// A client that obeys no protocol.
class RawPeer {
 public:
  explicit RawPeer(const std::string& address);

  // Sends it all, unless the other side closes or takes nothing for a second; the bytes sent.
  std::size_t send(std::string_view text);
  // The next line; nothing once the connection has ended.
  [[nodiscard]] std::optional<std::string> line();
  // Everything until the connection ends.
  [[nodiscard]] std::string rest();
  void end_writing();
  void close() { socket_.close(); }
  [[nodiscard]] bool connected() const { return socket_.valid(); }

 private:
  bool fill();

  cli::Descriptor socket_;
  std::string received_;
};

// Value of a text member of a receipt; "" if it has none.
[[nodiscard]] std::string member_of(const std::string& receipt, const std::string& name);

}  // namespace setoff::tests
