#pragma once
// HTTP/1.1 by Boost.Beast behind plain types: parses requests from bytes, prints responses to
// bytes. Limits: a head of 16 KiB with 100 fields, a body of `body_bytes_max`. A request that
// violates the syntax or a limit yields a response to send before the connection closes. An
// announced length takes no memory: the body grows with the bytes received.

#include <memory>
#include <optional>

#include "cli/daemon/http/http_message.h"

namespace setoff::cli {

class HttpReader {
 public:
  explicit HttpReader(std::size_t body_bytes_max);
  ~HttpReader();

  // Adds bytes received.
  void take(std::string_view bytes);
  // The next complete request; nullopt if more bytes are needed, or after an error.
  [[nodiscard]] std::optional<HttpRequest> next();
  // The head of a request whose body has not all arrived yet; once per request.
  [[nodiscard]] std::optional<HttpRequest> next_head();
  [[nodiscard]] const std::optional<HttpResponse>& error() const { return error_; }
  // True once for a request whose sender waits for "100 Continue".
  [[nodiscard]] bool wants_continue();

  [[nodiscard]] bool within_request() const;
  // Bytes of memory allocated, not only those in use.
  [[nodiscard]] std::size_t held() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  std::optional<HttpResponse> error_;
};

// "Not Found" of 404.
[[nodiscard]] std::string_view reason_phrase(unsigned status);

// Prints the head and, unless `head_only` (for HEAD), the body; the caller sends a `file` itself.
void print_response(const HttpResponse& response, bool keep_alive, bool head_only,
                    std::string& out);
// Prints the head of a response whose body lasts until the connection closes.
void print_stream_head(std::string_view content_type, std::string& out);

}  // namespace setoff::cli
