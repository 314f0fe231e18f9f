#pragma once
// TLS 1.3 by OpenSSL over non-blocking sockets, as a Stream. A context may be replaced while
// streams of the old one are still in use. Errors: cannot_open, naming the file and OpenSSL's
// reason.

#include <memory>
#include <string>

#include "cli/daemon/net/stream.h"

struct ssl_ctx_st;

namespace setoff::cli {

// PEM files of a server. With `client_authority`, clients without a certificate signed by it are
// rejected.
struct TlsFiles {
  std::string certificate;
  std::string key;
  std::string client_authority;
};

class TlsContext {
 public:
  [[nodiscard]] static Result<TlsContext> server(const TlsFiles& files);
  // Trusts the certificates of `authority` (if empty, the system's) and expects `name`, a host name
  // or IP address. `own` is presented to servers that ask for a client certificate.
  [[nodiscard]] static Result<TlsContext> client(const std::string& authority, std::string name,
                                                 const TlsFiles& own = {});
  TlsContext(TlsContext&&) noexcept;
  TlsContext& operator=(TlsContext&&) noexcept;
  ~TlsContext();

  // Null if OpenSSL runs out of memory. The handshake happens within the first reads and writes.
  [[nodiscard]] std::unique_ptr<Stream> stream(Descriptor socket) const;

 private:
  struct Free {
    void operator()(ssl_ctx_st* context) const;
  };
  TlsContext(std::unique_ptr<ssl_ctx_st, Free> context, std::string peer_name);
  std::unique_ptr<ssl_ctx_st, Free> context_;
  std::string peer_name_;  // empty: this is the server
};

}  // namespace setoff::cli
