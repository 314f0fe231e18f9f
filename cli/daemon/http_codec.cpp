#include "cli/daemon/http_codec.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace setoff::cli {

namespace http = boost::beast::http;

namespace {

constexpr std::uint32_t kHeadBytesMax = 16U << 10U;
constexpr std::size_t kLastChunk = 5;

HttpResponse refusal_of(boost::system::error_code error) {
  if (error == http::error::body_limit)
    return http_error(413, Error(Code::too_large, "the body is larger than the limit"));
  if (error == http::error::header_limit)
    return http_error(431, Error(Code::too_large, "the head is larger than 16 KiB"));
  return http_error(400, Error(Code::bad_syntax, "not an HTTP request: " + error.message()));
}

// Fields of which two would let one reader follow the first and another the second.
bool stands_once(std::string_view name) {
  return name == "host" || name == "content-length" || name == "content-type" ||
         name == "authorization" || name == "last-event-id" || name.starts_with("ce-");
}

// Header names in lower case, repeated lists joined (RFC 9110, 5.3).
template <class Fields>
Status take_headers(const Fields& fields, HttpRequest& out) {
  for (const auto& field : fields) {
    std::string name(field.name_string());
    std::ranges::transform(name, name.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const auto [known, fresh] = out.headers.emplace(name, field.value());
    if (fresh) continue;
    if (stands_once(name)) return Error(Code::bad_syntax, "this header may stand once only", name);
    known->second += ", ";
    known->second += std::string_view(field.value());
  }
  if (fields.version() >= 11 && !out.headers.contains("host"))
    return Error(Code::bad_syntax, "this header is missing", "host");
  const auto length = out.headers.find("content-length");
  if (length != out.headers.end() &&
      length->second.find_first_not_of("0123456789") != std::string::npos)
    return Error(Code::bad_syntax, "a length is one number", length->first);
  // Beast takes every coding that does not end in "chunked" for none, and would read the body as
  // the next request.
  const auto coding = out.headers.find("transfer-encoding");
  if (coding != out.headers.end() && !boost::beast::iequals(coding->second, "chunked"))
    return Error(Code::bad_syntax, "bodies come plain or chunked", coding->first);
  return Ok{};
}

}  // namespace

struct HttpReader::Impl {
  explicit Impl(std::size_t body_bytes_max) : body_max(body_bytes_max) { begin(); }
  void begin() {
    parser.emplace();
    parser->body_limit(body_max);
    parser->header_limit(kHeadBytesMax);
    parser->eager(true);
    continued = false;
  }
  std::size_t body_max;
  std::string input;
  std::optional<http::request_parser<http::string_body>> parser;
  bool continued = false;
};

HttpReader::HttpReader(std::size_t body_bytes_max)
    : impl_(std::make_unique<Impl>(body_bytes_max)) {}
HttpReader::~HttpReader() = default;

void HttpReader::take(std::string_view bytes) {
  impl_->input += bytes;
}

std::optional<HttpRequest> HttpReader::next() {
  auto& input = impl_->input;
  auto& parser = *impl_->parser;
  while (!error_ && !input.empty() && !parser.is_done()) {
    // Beast takes it for granted, by an assertion, that it sees no piece of the last chunk
    // ("0 CRLF CRLF") shorter than the whole after its first look. Five bytes are still to come
    // anyway.
    if (parser.is_header_done() && parser.chunked() && input.size() < kLastChunk)
      return std::nullopt;
    boost::system::error_code failed;
    const auto used = parser.put(boost::asio::buffer(input), failed);
    input.erase(0, used);
    if (failed == http::error::need_more) return std::nullopt;
    if (failed) error_ = refusal_of(failed);
  }
  if (error_ || !parser.is_done()) return std::nullopt;
  auto message = parser.release();
  HttpRequest out;
  out.method = std::string(message.method_string());
  out.keep_alive = message.keep_alive();
  if (const auto status = take_headers(message, out); !status) {
    error_ = http_error(400, status.error());
    return std::nullopt;
  }
  out.target = std::string(message.target());
  out.body = std::move(message.body());
  impl_->begin();
  return out;
}

bool HttpReader::wants_continue() {
  auto& parser = *impl_->parser;
  if (impl_->continued || !parser.is_header_done() || parser.is_done()) return false;
  const auto expect = parser.get()[http::field::expect];
  impl_->continued = true;
  return boost::beast::iequals(expect, "100-continue");
}

bool HttpReader::within_request() const {
  return !impl_->input.empty() || impl_->parser->got_some();
}

std::size_t HttpReader::held() const {
  return impl_->input.size() + impl_->parser->get().body().size();
}

void print_response(const HttpResponse& response, bool keep_alive, bool head_only,
                    std::string& out) {
  const auto reason = http::obsolete_reason(static_cast<http::status>(response.status));
  out += "HTTP/1.1 " + std::to_string(response.status) + " ";
  out.append(reason.data(), reason.size());
  out += "\r\n";
  // The length of a 304 would be that of the content that it stands for.
  if (response.status != 304)
    out += "Content-Type: " + response.content_type +
           "\r\nContent-Length: " + std::to_string(response.body.size()) + "\r\n";
  out += "X-Content-Type-Options: nosniff\r\n";
  for (const auto& [name, value] : response.headers)
    out += name + ": " + value + "\r\n";
  if (!keep_alive) out += "Connection: close\r\n";
  out += "\r\n";
  if (!head_only) out += response.body;
}

void print_stream_head(std::string_view content_type, std::string& out) {
  out += "HTTP/1.1 200 OK\r\nContent-Type: ";
  out += content_type;
  out +=
      "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
}

}  // namespace setoff::cli
