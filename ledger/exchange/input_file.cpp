#include "ledger/exchange/input_file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace setoff {

Result<InputFile> InputFile::open(const std::string& name) {
  const bool standard = name == "-";
  InputFile file(standard ? "standard input" : "'" + name + "'",
                 standard ? STDIN_FILENO : ::open(name.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number_ < 0)
    return Error(Code::cannot_open, "cannot read " + file.name_ + ": " + std::strerror(errno) +
                                        "; name a file of events, or - for standard input");
  struct stat facts{};
  if (::fstat(file.number_, &facts) == 0 && S_ISDIR(facts.st_mode))
    return Error(Code::cannot_open, "cannot read " + file.name_ +
                                        ": it is a folder; name a file of events, or - for "
                                        "standard input");
  return file;
}

InputFile::~InputFile() {
  if (number_ > STDIN_FILENO) ::close(number_);
}

InputFile::InputFile(InputFile&& other) noexcept
    : name_(std::move(other.name_)), number_(std::exchange(other.number_, -1)) {}

Result<std::size_t> InputFile::read(std::span<char> out) {
  while (true) {
    const auto got = ::read(number_, out.data(), out.size());
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno == EAGAIN) {  // the descriptor was inherited as non-blocking, but this command waits
      pollfd waited{number_, POLLIN, 0};
      ::poll(&waited, 1, -1);
    } else if (errno != EINTR) {
      return Error(Code::cannot_read, "reading " + name_ + " broke off: " + std::strerror(errno));
    }
  }
}

std::size_t InputFile::size() const {
  struct stat facts{};
  if (::fstat(number_, &facts) != 0 || !S_ISREG(facts.st_mode)) return 0;
  return static_cast<std::size_t>(facts.st_size);
}

}  // namespace setoff
