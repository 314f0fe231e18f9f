#include "cli/daemon/http/http_codec.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <chrono>

#include "cli/daemon/http/http_origin.h"
#include "ledger/exchange/media_type.h"

namespace setoff::cli {

namespace http = boost::beast::http;

namespace {

constexpr std::uint32_t kHeadBytesMax = 16U << 10U;
constexpr std::size_t kFieldsMax = 100;
constexpr std::size_t kFieldBytes = 96;  // Beast's overhead per field, besides its text
constexpr std::size_t kLastChunk = 5;
// Input capacity kept for reuse once the input is consumed.
constexpr std::size_t kKeptCapacity = 2048;

// A body as text. Beast's own body type would reserve the whole length that the head announces.
struct GrowingBody {
  using value_type = std::string;
  class reader {
   public:
    template <bool is_request, class Fields>
    reader(http::header<is_request, Fields>&, value_type& body) : body_(body) {}
    static void init(const boost::optional<std::uint64_t>&, boost::system::error_code& failed) {
      failed = {};
    }
    template <class Buffers>
    std::size_t put(const Buffers& buffers, boost::system::error_code& failed) {
      failed = {};
      std::size_t bytes = 0;
      for (auto at = boost::asio::buffer_sequence_begin(buffers);
           at != boost::asio::buffer_sequence_end(buffers); ++at) {
        const boost::asio::const_buffer piece(*at);
        body_.append(static_cast<const char*>(piece.data()), piece.size());
        bytes += piece.size();
      }
      return bytes;
    }
    static void finish(boost::system::error_code& failed) { failed = {}; }

   private:
    value_type& body_;
  };
};

HttpResponse refusal_of(boost::system::error_code error) {
  if (error == http::error::body_limit)
    return http_error(413, Error(Code::too_large, "the body is larger than the limit"));
  if (error == http::error::header_limit)
    return http_error(431, Error(Code::too_large, "the head is larger than 16 KiB"));
  return http_error(400, Error(Code::bad_syntax, "not an HTTP request: " + error.message()));
}

// Fields that must not repeat: two recipients could each follow a different one.
bool stands_once(std::string_view name) {
  return name == "host" || name == "content-length" || name == "content-type" ||
         name == "authorization" || name == "last-event-id" || name.starts_with("ce-");
}

// Lower-cases header names and joins repeated lists (RFC 9110, 5.3).
template <class Fields>
Status take_headers(const Fields& fields, HttpRequest& out) {
  for (const auto& field : fields) {
    const auto name = lower_case(std::string(field.name_string()));
    const auto [known, fresh] = out.headers.emplace(name, field.value());
    if (fresh) continue;
    if (stands_once(name)) return Error(Code::bad_syntax, "this header may stand once only", name);
    known->second += ", ";
    known->second += std::string_view(field.value());
  }
  const auto host = out.headers.find("host");
  if (fields.version() >= 11 && host == out.headers.end())
    return Error(Code::bad_syntax, "this header is missing", "host");
  if (host != out.headers.end() && !is_host(host->second))
    return Error(Code::bad_syntax, "this is not a host with or without a port", "host");
  const auto length = out.headers.find("content-length");
  if (length != out.headers.end() &&
      length->second.find_first_not_of("0123456789") != std::string::npos)
    return Error(Code::bad_syntax, "a length is one number", length->first);
  // Beast treats any coding that does not end in "chunked" as none, and would parse the body as the
  // next request.
  const auto coding = out.headers.find("transfer-encoding");
  if (coding != out.headers.end() && !boost::beast::iequals(coding->second, "chunked"))
    return Error(Code::bad_syntax, "bodies come plain or chunked", coding->first);
  return Ok{};
}

// Takes the path of a target. A target in absolute form, as sent to proxies, also names the host,
// which overrides the Host header (RFC 9112, 3.2.2).
Status take_target(std::string_view target, HttpRequest& out) {
  if (target.find('#') != std::string_view::npos)
    return Error(Code::bad_syntax, "a target has no fragment (#)");
  const bool of_server = target == "*" || out.method == "CONNECT";
  if (target.starts_with('/') || of_server) {
    out.target = target;
    return Ok{};
  }
  const auto scheme = target.find("://");
  const auto name = lower_case(target.substr(0, scheme));
  if (scheme == std::string_view::npos || (name != "http" && name != "https"))
    return Error(Code::bad_syntax, "the target is neither a path nor an address of http");
  const auto rest = target.substr(scheme + 3);
  const auto path = std::min(rest.find_first_of("/?"), rest.size());
  const auto host = rest.substr(0, path);
  if (host.empty() || !is_host(host))
    return Error(Code::bad_syntax, "the address in the target has no host");
  out.headers["host"] = host;
  out.target = rest.substr(path);
  if (!out.target.starts_with('/')) out.target.insert(0, "/");
  return Ok{};
}

// Reads the request without its body. Returns the response to send if it is wrong.
template <class Message>
std::optional<HttpResponse> read_head(const Message& message, HttpRequest& out) {
  if (std::distance(message.begin(), message.end()) > std::ptrdiff_t{kFieldsMax})
    return http_error(431, Error(Code::too_large, "the head has more than " +
                                                      std::to_string(kFieldsMax) + " fields"));
  out.method = std::string(message.method_string());
  out.keep_alive = message.keep_alive();
  auto status = take_headers(message, out);
  if (status) status = take_target(std::string(message.target()), out);
  if (!status) return http_error(400, status.error());
  return std::nullopt;
}

template <class Fields>
std::size_t bytes_of_head(const Fields& fields) {
  std::size_t bytes = 0;
  for (const auto& field : fields)
    bytes += field.name_string().size() + field.value().size() + kFieldBytes;
  return bytes;
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
    head_told = false;
    head_bytes = 0;
  }
  void forget(std::size_t used) {
    input.erase(0, used);
    if (input.empty() && input.capacity() > kKeptCapacity) input = std::string();
  }
  std::size_t body_max;
  std::string input;
  std::optional<http::request_parser<GrowingBody>> parser;
  bool continued = false;
  bool head_told = false;
  std::size_t head_bytes = 0;
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
    // Beast asserts that, after its first look, it never sees only part of the last chunk ("0 CRLF
    // CRLF"). At least these five bytes are still to come anyway.
    if (parser.is_header_done() && parser.chunked() && input.size() < kLastChunk)
      return std::nullopt;
    boost::system::error_code failed;
    const auto used = parser.put(boost::asio::buffer(input), failed);
    impl_->forget(used);
    if (parser.is_header_done() && impl_->head_bytes == 0)
      impl_->head_bytes = bytes_of_head(parser.get());
    if (failed == http::error::need_more) return std::nullopt;
    if (failed) error_ = refusal_of(failed);
  }
  if (error_ || !parser.is_done()) return std::nullopt;
  auto message = parser.release();
  HttpRequest out;
  error_ = read_head(message, out);
  if (error_) return std::nullopt;
  out.body = std::move(message.body());
  impl_->begin();
  return out;
}

std::optional<HttpRequest> HttpReader::next_head() {
  const auto& parser = *impl_->parser;
  if (error_ || impl_->head_told || !parser.is_header_done() || parser.is_done())
    return std::nullopt;
  impl_->head_told = true;
  HttpRequest out;
  error_ = read_head(parser.get(), out);
  if (error_) return std::nullopt;
  return out;
}

bool HttpReader::wants_continue() {
  auto& parser = *impl_->parser;
  if (impl_->continued || !parser.is_header_done() || parser.is_done()) return false;
  if (parser.get().version() < 11) return false;  // an HTTP/1.0 client would not understand it
  const auto expect = parser.get()[http::field::expect];
  impl_->continued = true;
  return boost::beast::iequals(expect, "100-continue");
}

bool HttpReader::within_request() const {
  return !impl_->input.empty() || impl_->parser->got_some();
}

std::size_t HttpReader::held() const {
  return impl_->input.capacity() + impl_->parser->get().body().capacity() + impl_->head_bytes;
}

namespace {

constexpr std::size_t kHeadOfResponse = 512;

// Appends a date as in RFC 9110, 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT".
void append_date(std::string& out) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  constexpr std::string_view kDays = "SunMonTueWedThuFriSat";
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(now - day);
  const auto weekday = std::chrono::weekday(day).c_encoding();
  const auto month = static_cast<unsigned>(date.month()) - 1;
  out += fmt::format("Date: {}, {:02} {} {:04} {:02}:{:02}:{:02} GMT\r\n",
                     kDays.substr(3 * std::size_t{weekday}, 3), static_cast<unsigned>(date.day()),
                     kMonths.substr(3 * std::size_t{month}, 3), static_cast<int>(date.year()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

}  // namespace

std::string_view reason_phrase(unsigned status) {
  const auto phrase = http::obsolete_reason(static_cast<http::status>(status));
  return {phrase.data(), phrase.size()};
}

void print_response(const HttpResponse& response, bool keep_alive, bool head_only,
                    std::string& out) {
  // Reserved in one step: growing step by step would take up to twice the memory.
  out.reserve(out.size() + kHeadOfResponse + (head_only ? 0 : response.body.size()));
  out += "HTTP/1.1 " + std::to_string(response.status) + " ";
  out += reason_phrase(response.status);
  out += "\r\n";
  // The length in a 304 would have to be that of the content it refers to.
  if (response.status != 304)
    out += "Content-Type: " + response.content_type +
           "\r\nContent-Length: " + std::to_string(response.size()) + "\r\n";
  append_date(out);
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
  out += "\r\n";
  append_date(out);
  out += "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
}

}  // namespace setoff::cli
