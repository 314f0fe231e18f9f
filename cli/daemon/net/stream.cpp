#include "cli/daemon/net/stream.h"

#include <sys/socket.h>

#include <cerrno>
#include <system_error>

namespace setoff::cli {
namespace {

class PlainStream final : public Stream {
 public:
  explicit PlainStream(Descriptor socket) : socket_(std::move(socket)) {}

  IoResult read(std::span<char> out) override {
    const auto got = ::recv(socket_.number(), out.data(), out.size(), 0);
    if (got > 0) return {static_cast<std::size_t>(got), IoResult::Stop::none};
    if (got == 0) return {0, IoResult::Stop::ended};
    return stopped(IoResult::Stop::wait_read);
  }

  IoResult write(std::string_view bytes) override {
    std::size_t done = 0;
    while (done < bytes.size()) {
      const auto rest = bytes.substr(done);
      const auto sent = ::send(socket_.number(), rest.data(), rest.size(), MSG_NOSIGNAL);
      if (sent < 0) {
        auto result = stopped(IoResult::Stop::wait_write);
        result.bytes = done;
        return result;
      }
      done += static_cast<std::size_t>(sent);
    }
    return {done, IoResult::Stop::none};
  }

  void end_writing() override { ::shutdown(socket_.number(), SHUT_WR); }
  bool has_buffered() const override { return false; }
  const Descriptor& descriptor() const override { return socket_; }
  std::string reason() const override {
    return error_ == 0 ? std::string() : std::generic_category().message(error_);
  }

 private:
  IoResult stopped(IoResult::Stop wait) {
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return {0, wait};
    error_ = errno == ECONNRESET || errno == EPIPE ? 0 : errno;
    return {0, IoResult::Stop::failed};
  }

  Descriptor socket_;
  int error_ = 0;
};

}  // namespace

std::unique_ptr<Stream> plain_stream(Descriptor socket) {
  return std::make_unique<PlainStream>(std::move(socket));
}

}  // namespace setoff::cli
