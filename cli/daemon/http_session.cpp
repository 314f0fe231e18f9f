#include "cli/daemon/http_session.h"

#include <charconv>

#include "cli/daemon/http_events.h"
#include "cli/daemon/http_page.h"

namespace setoff::cli {
namespace {

HttpResponse plain(unsigned status, std::string text) {
  HttpResponse response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::move(text);
  return response;
}

// A number of a host, or localhost, with or without a port.
bool is_local_host(std::string_view host) {
  if (host.starts_with('[')) return host.find(']') != std::string_view::npos;
  const auto name = host.substr(0, host.find(':'));
  return name == "localhost" ||
         (!name.empty() && name.find_first_not_of("0123456789.") == std::string_view::npos);
}

Result<Sequence> sequence_of(std::string_view text) {
  Sequence value = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, value);
  if (text.empty() || failed != std::errc{} || stop != end)
    return Error(Code::bad_field, "'" + std::string(text) + "' is not a number of an entry");
  return value;
}

// Ready, also while the books that came from a snapshot are checked beside it.
HttpResponse readiness(Desk& desk) {
  const auto& metrics = desk.metrics();
  if (metrics.books_differ())
    return plain(503, "the books are wrong: they are not what the entries give\n");
  if (!desk.writable()) return plain(503, "the ledger cannot be written\n");
  const auto checked = metrics.checked_entries.value();
  const auto all = metrics.check_entries.value();
  if (metrics.check_state.value() == static_cast<std::int64_t>(CheckState::good))
    return plain(200, "ready\nchecked: all " + std::to_string(all) + " entries of the snapshot\n");
  if (all == 0) return plain(200, "ready\n");
  return plain(200, "ready\nchecking: " + std::to_string(checked) + " of " + std::to_string(all) +
                        " entries of the snapshot\n");
}

}  // namespace

HttpSession::HttpSession(Peer& peer, Parts parts, Admission admission, bool needs_token)
    : peer_(peer),
      parts_(parts),
      admission_(std::move(admission)),
      needs_token_(needs_token),
      requests_(parts.limits.line_bytes) {}

HttpSession::~HttpSession() {
  if (streaming_) parts_.streams.remove(peer_.id());
}

void HttpSession::take(std::string_view bytes) {
  if (streaming_) return;  // nothing is expected; that it can be read shows that the peer is there
  requests_.take(bytes);
  advance();
}

void HttpSession::advance() {
  while (!busy_) {
    auto request = requests_.next();
    if (!request) break;
    handle(std::move(*request));
  }
  if (requests_.wants_continue()) peer_.outbox() += "HTTP/1.1 100 Continue\r\n\r\n";
  if (busy_ || !requests_.error()) return;
  request_ = HttpRequest();
  request_.keep_alive = false;
  respond(*requests_.error());
}

void HttpSession::handle(HttpRequest request) {
  request_ = std::move(request);
  busy_ = true;
  parts_.desk.metrics().http_requests.add();
  auto question = read_question(request_.target);
  if (!question) return respond(http_error(question.error()));
  question_ = std::move(*question);
  if (auto refused = turned_away())
    respond(*refused);
  else
    route();
}

// Liveness and the page, which holds no data, are for everyone; all else asks for a token where
// tokens are needed.
std::optional<HttpResponse> HttpSession::turned_away() {
  if (!needs_token_) {
    if (is_local_host(request_.header("host"))) return std::nullopt;
    return http_error(
        421, Error(Code::not_permitted, "this door is reached by a number or as localhost only"));
  }
  if (question_.path == "/healthz" || question_.path == "/readyz") return std::nullopt;
  if (find_page_file(question_.path) != nullptr) return std::nullopt;
  constexpr std::string_view kScheme = "Bearer ";
  const auto given = request_.header("authorization");
  if (given.starts_with(kScheme) && admission_.show(given.substr(kScheme.size())))
    return std::nullopt;
  auto response = http_error(401, Error(Code::not_permitted, "a known token is needed"));
  response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

void HttpSession::route() {
  const bool reads = request_.method == "GET" || request_.method == "HEAD";
  const auto& path = question_.path;
  if (path == "/events") {
    if (request_.method == "POST") return post_events();
    auto response = http_error(405, Error(Code::bad_field, "events are sent by POST"));
    response.headers.emplace_back("Allow", "POST");
    return respond(response);
  }
  if (!reads) {
    auto response = http_error(405, Error(Code::bad_field, "this is only read"));
    response.headers.emplace_back("Allow", "GET, HEAD");
    return respond(response);
  }
  if (path == "/healthz") return respond(plain(200, "ok\n"));
  if (path == "/readyz") return respond(readiness(parts_.desk));
  if (const auto* const file = find_page_file(path)) return respond(page_response(*file, request_));
  if (admission_.may_read()) return route_read();
  respond(http_error(403, Error(Code::not_permitted, "this user may not read")));
}

void HttpSession::route_read() {
  const auto& path = question_.path;
  if (path == "/metrics") {
    auto response = plain(200, prometheus_text(parts_.desk.metrics()));
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    return respond(response);
  }
  if (path == "/stream") return begin_stream();
  if (find_route(path) != nullptr) return ask_books();
  respond(http_error(404, Error(Code::bad_field, "there is nothing at '" + path + "'")));
}

void HttpSession::ask_books() {
  parts_.desk.ask(peer_.id(), question_, [this](const HttpResponse& response) {
    respond(response);
    advance();
  });
}

void HttpSession::post_events() {
  auto posted = read_posted(request_, parts_.reader, parts_.limits.batch_events);
  if (!posted) {
    const bool type = posted.error().where == "content-type";
    return respond(type ? http_error(415, posted.error()) : http_error(posted.error()));
  }
  if (posted->list)
    for (auto& item : posted->items)
      item.frame = Frame::middle;
  admission_.check(posted->items);
  const auto bytes = request_.body.size();
  request_.body.clear();
  peer_.submit(std::move(posted->items), bytes);
}

void HttpSession::answered(const Batch& batch) {
  respond(response_to_posted(batch));
  advance();
}

void HttpSession::begin_stream() {
  // What the client saw last goes before what the target says: that is how a browser comes again.
  const auto last = request_.header("last-event-id");
  const auto text = last.empty() ? question_.value_of("after") : last;
  const auto after = sequence_of(text);
  if (!text.empty() && !after) return respond(http_error(after.error()));
  for (const auto& [name, value] : question_.parameters)
    if (name != "after")
      return respond(http_error(Error(Code::bad_field, "no such parameter", name)));
  // Without a place it begins with what comes next.
  const auto from = text.empty() ? parts_.desk.size() : *after + 1;
  if (!parts_.streams.add(peer_, from))
    return respond(http_error(503, Error(Code::cannot_open, "too many streams; try later")));
  streaming_ = true;
}

void HttpSession::respond(const HttpResponse& response) {
  print_response(response, request_.keep_alive, request_.method == "HEAD", peer_.outbox());
  busy_ = false;
  if (!request_.keep_alive) peer_.finish();
}

}  // namespace setoff::cli
