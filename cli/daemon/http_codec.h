#pragma once
// HTTP/1.1 by Boost.Beast, behind plain types: bytes to requests, responses to bytes. Limits: a
// head of 16 KiB with 100 fields, a body of `body_bytes_max`. A request that breaks the form or a
// limit gives a response to send before the connection ends. What a request only announces takes no
// memory: the body grows with the bytes that come.

#include <memory>
#include <optional>

#include "cli/daemon/http_message.h"

namespace setoff::cli {

class HttpReader {
 public:
  explicit HttpReader(std::size_t body_bytes_max);
  ~HttpReader();

  void take(std::string_view bytes);
  // The next complete request; nothing while more bytes are needed, or after an error.
  [[nodiscard]] std::optional<HttpRequest> next();
  // The head of a request whose body is still to come; once for each such request.
  [[nodiscard]] std::optional<HttpRequest> next_head();
  [[nodiscard]] const std::optional<HttpResponse>& error() const { return error_; }
  // True once for a request whose sender waits for "100 Continue".
  [[nodiscard]] bool wants_continue();

  [[nodiscard]] bool within_request() const;
  // Bytes of memory: the room that was made, not only what is in it.
  [[nodiscard]] std::size_t held() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  std::optional<HttpResponse> error_;
};

// "Not Found" of 404.
[[nodiscard]] std::string_view reason_phrase(unsigned status);

// The head, and unless `head_only` (as HEAD asks for) the body; a `file` is left to the caller.
void print_response(const HttpResponse& response, bool keep_alive, bool head_only,
                    std::string& out);
// The head of a response whose body goes on until the connection ends.
void print_stream_head(std::string_view content_type, std::string& out);

}  // namespace setoff::cli
