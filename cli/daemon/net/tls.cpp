#include "cli/daemon/net/tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <system_error>

namespace setoff::cli {
namespace {

std::string openssl_reason() {
  const auto code = ERR_get_error();
  ERR_clear_error();
  // For a missing file, the code holds the system's error number and has no text.
  if (ERR_SYSTEM_ERROR(code)) return std::generic_category().message(ERR_GET_REASON(code));
  const char* const text = code == 0 ? nullptr : ERR_reason_error_string(code);
  return text == nullptr ? "unknown reason" : text;
}

Error failed(const std::string& what) {
  return {Code::cannot_open, what + ": " + openssl_reason()};
}

struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};

class TlsStream final : public Stream {
 public:
  TlsStream(Descriptor socket, std::unique_ptr<SSL, FreeSsl> ssl)
      : socket_(std::move(socket)), ssl_(std::move(ssl)) {}

  IoResult read(std::span<char> out) override {
    if (broken_) return {0, IoResult::Stop::failed};
    std::size_t got = 0;
    ERR_clear_error();
    const int done = SSL_read_ex(ssl_.get(), out.data(), out.size(), &got);
    if (done == 1) return {got, IoResult::Stop::none};
    return stopped(done, 0);
  }

  IoResult write(std::string_view bytes) override {
    if (broken_) return {0, IoResult::Stop::failed};
    std::size_t done = 0;
    while (done < bytes.size()) {
      std::size_t sent = 0;
      ERR_clear_error();
      const int good = SSL_write_ex(ssl_.get(), bytes.data() + done, bytes.size() - done, &sent);
      if (good != 1) return stopped(good, done);
      done += sent;
    }
    return {done, IoResult::Stop::none};
  }

  void end_writing() override {
    if (!broken_ && SSL_is_init_finished(ssl_.get()) == 1) SSL_shutdown(ssl_.get());
    ERR_clear_error();
  }
  bool has_buffered() const override { return SSL_pending(ssl_.get()) > 0; }
  const Descriptor& descriptor() const override { return socket_; }
  std::string reason() const override { return reason_; }

 private:
  IoResult stopped(int result, std::size_t bytes) {
    switch (SSL_get_error(ssl_.get(), result)) {
      case SSL_ERROR_WANT_READ:
        return {bytes, IoResult::Stop::wait_read};
      case SSL_ERROR_WANT_WRITE:
        return {bytes, IoResult::Stop::wait_write};
      case SSL_ERROR_ZERO_RETURN:
        return {bytes, IoResult::Stop::ended};
      default:
        break;
    }
    // No further call is allowed on this SSL object, including SSL_shutdown.
    broken_ = true;
    if (ERR_peek_error() != 0) reason_ = openssl_reason();
    return {bytes, IoResult::Stop::failed};
  }

  Descriptor socket_;
  std::unique_ptr<SSL, FreeSsl> ssl_;
  bool broken_ = false;
  std::string reason_;
};

Status load_own(SSL_CTX* context, const TlsFiles& files) {
  if (SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1)
    return failed("cannot read the certificate '" + files.certificate + "'");
  if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1)
    return failed("cannot use the key '" + files.key + "'");
  if (SSL_CTX_check_private_key(context) != 1)
    return failed("the key '" + files.key + "' is not that of '" + files.certificate + "'");
  return Ok{};
}

void set_common(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
  // A close without notice is not a truncation attack here: every line has an end, every body a
  // length.
  SSL_CTX_set_options(context, SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_NO_RENEGOTIATION);
}

bool expect_name(SSL* ssl, const std::string& name) {
  auto* const parameters = SSL_get0_param(ssl);
  if (X509_VERIFY_PARAM_set1_ip_asc(parameters, name.c_str()) == 1) return true;
  ERR_clear_error();
  X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  return X509_VERIFY_PARAM_set1_host(parameters, name.c_str(), 0) == 1 &&
         SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                  const_cast<char*>(name.c_str())) == 1;  // NOLINT: it copies the name
}

}  // namespace

void TlsContext::Free::operator()(ssl_ctx_st* context) const {
  SSL_CTX_free(context);
}

TlsContext::TlsContext(std::unique_ptr<ssl_ctx_st, Free> context, std::string peer_name)
    : context_(std::move(context)), peer_name_(std::move(peer_name)) {}
TlsContext::TlsContext(TlsContext&&) noexcept = default;
TlsContext& TlsContext::operator=(TlsContext&&) noexcept = default;
TlsContext::~TlsContext() = default;

Result<TlsContext> TlsContext::server(const TlsFiles& files) {
  std::unique_ptr<ssl_ctx_st, Free> context(SSL_CTX_new(TLS_server_method()));
  if (!context) return failed("cannot set up TLS");
  set_common(context.get());
  // No session resumption: tickets would cost memory, and connections are long-lived.
  SSL_CTX_set_num_tickets(context.get(), 0);
  SETOFF_TRY_STATUS(load_own(context.get(), files));
  if (!files.client_authority.empty()) {
    const auto* const name = files.client_authority.c_str();
    if (SSL_CTX_load_verify_locations(context.get(), name, nullptr) != 1)
      return failed("cannot read the authority '" + files.client_authority + "'");
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  }
  return TlsContext(std::move(context), {});
}

Result<TlsContext> TlsContext::client(const std::string& authority, std::string name,
                                      const TlsFiles& own) {
  std::unique_ptr<ssl_ctx_st, Free> context(SSL_CTX_new(TLS_client_method()));
  if (!context) return failed("cannot set up TLS");
  set_common(context.get());
  if (!own.certificate.empty()) SETOFF_TRY_STATUS(load_own(context.get(), own));
  const int trusted =
      authority.empty() ? SSL_CTX_set_default_verify_paths(context.get())
                        : SSL_CTX_load_verify_locations(context.get(), authority.c_str(), nullptr);
  if (trusted != 1) return failed("cannot read the authority '" + authority + "'");
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  return TlsContext(std::move(context), std::move(name));
}

std::unique_ptr<Stream> TlsContext::stream(Descriptor socket) const {
  std::unique_ptr<SSL, FreeSsl> ssl(SSL_new(context_.get()));
  if (!ssl || SSL_set_fd(ssl.get(), socket.number()) != 1) return nullptr;
  if (peer_name_.empty()) {
    SSL_set_accept_state(ssl.get());
  } else {
    if (!expect_name(ssl.get(), peer_name_)) return nullptr;
    SSL_set_connect_state(ssl.get());
  }
  return std::make_unique<TlsStream>(std::move(socket), std::move(ssl));
}

}  // namespace setoff::cli
