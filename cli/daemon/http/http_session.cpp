#include "cli/daemon/http/http_session.h"

#include <algorithm>

#include "cli/daemon/http/http_events.h"
#include "cli/daemon/http/http_origin.h"
#include "cli/daemon/http/http_page.h"
#include "ledger/exchange/media_type.h"

namespace setoff::cli {
namespace {

HttpResponse plain(unsigned status, std::string text) {
  HttpResponse response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::move(text);
  return response;
}

// With more unsent bytes than this, the next answer waits.
constexpr std::size_t kUnsentMax = std::size_t{64} << 10U;

HttpResponse unauthorized(const char* why) {
  auto response = http_error(401, Error(Code::not_permitted, why));
  response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

// The token in "Bearer TOKEN" (RFC 6750, 2.1); the scheme in any case (RFC 9110, 11.1).
std::optional<std::string_view> bearer_token(std::string_view text) {
  const auto space = text.find(' ');
  if (space == std::string_view::npos || lower_case(text.substr(0, space)) != "bearer")
    return std::nullopt;
  return text.substr(std::min(text.find_first_not_of(' ', space), text.size()));
}

// Also ready while books loaded from a snapshot are still being checked in the background.
HttpResponse readiness(const QueryService& queries, const CheckProgress& check) {
  if (check.differs())
    return plain(503, "the books are wrong: they are not what the entries give\n");
  if (!queries.writable()) return plain(503, "the ledger cannot be written\n");
  const auto reached = check.reached();
  const auto all = check.entries();
  if (check.good())
    return plain(200, "ready\nchecked: all " + std::to_string(all) + " entries of the snapshot\n");
  if (all == 0) return plain(200, "ready\n");
  return plain(200, "ready\nchecking: " + std::to_string(reached) + " of " + std::to_string(all) +
                        " entries of the snapshot\n");
}

}  // namespace

HttpSession::HttpSession(Peer& peer, Parts parts, Admission admission)
    : peer_(peer),
      parts_(parts),
      admission_(std::move(admission)),
      requests_(parts.limits.line_bytes) {}

HttpSession::~HttpSession() {
  kNetworkThread.assert_held();
  if (streaming_) parts_.streams.remove(peer_.id());
  if (streaming_ || asking_) parts_.queries.drop(peer_.id());
}

void HttpSession::take(std::string_view bytes) {
  if (streaming_) return;  // no input is expected; receiving some only shows that the peer is alive
  requests_.take(bytes);
  advance();
}

bool HttpSession::has_room() const {
  const auto unsent = peer_.unsent();
  return unsent == 0 || (unsent < kUnsentMax && !peer_.memory_full());
}

void HttpSession::advance() {
  held_back_ = false;
  while (!busy_ && request_.keep_alive) {
    if (!has_room()) {
      held_back_ = true;
      return;
    }
    auto request = requests_.next();
    if (!request) {
      check_head();
      break;
    }
    handle(std::move(*request));
  }
  if (!request_.keep_alive) return;  // later requests are not answered
  if (!busy_ && requests_.wants_continue()) peer_.outbox() += "HTTP/1.1 100 Continue\r\n\r\n";
  if (busy_ || !requests_.error()) return;
  request_ = HttpRequest();
  request_.keep_alive = false;
  respond(*requests_.error());
}

void HttpSession::handle(HttpRequest request) {
  if (!std::exchange(head_checked_, false)) parts_.queries.metrics().http_requests.add();
  if (admit(std::move(request))) route();
}

void HttpSession::check_head() {
  auto head = requests_.next_head();
  if (!head) return;
  parts_.queries.metrics().http_requests.add();
  head->keep_alive = false;  // the rest of the request is not read once it is answered
  if (!admit(std::move(*head))) return;
  if (!posts_events()) return route();
  if (!may_post()) return;
  head_checked_ = true;
  busy_ = false;
  request_ = HttpRequest();
}

bool HttpSession::admit(HttpRequest request) {
  request_ = std::move(request);
  busy_ = true;
  const auto expect = request_.header("expect");
  auto question = read_question(request_.target);
  if (!expect.empty() && lower_case(expect) != "100-continue") {
    respond(http_error(417, Error(Code::bad_field, "only 100-continue can be expected")));
    return false;
  }
  if (!question) {
    respond(http_error(question.error()));
    return false;
  }
  question_ = std::move(*question);
  return authorize();
}

// Liveness, readiness and the page, which holds no data, are open to everyone; everything else asks
// for a token if the listener needs one.
bool HttpSession::authorize() {
  const bool page = find_page_file(question_.path) != nullptr;
  if (!admission_.needs_token()) {
    const auto refused = page ? std::nullopt : reject_foreign_origin(request_);
    if (!refused) return true;
    const auto origin = request_.header("origin");
    admission_.note_foreign_origin(origin.empty() ? request_.header("host") : origin);
    respond(*refused);
    return false;
  }
  if (page || question_.path == "/healthz" || question_.path == "/readyz") return true;
  const auto token = bearer_token(request_.header("authorization"));
  if (token && admission_.authenticate(*token)) return true;
  if (token)
    refuse_token();
  else
    respond(unauthorized("a token is needed"));
  return false;
}

void HttpSession::refuse_token() {
  request_.keep_alive = false;
  const bool waits = parts_.token_throttle.hold(peer_, [this] {
    kNetworkThread.assert_held();
    respond(unauthorized("the token is not known"));
  });
  if (waits) return;
  busy_ = false;
  peer_.finish();
}

void HttpSession::users_changed() {
  if (streaming_ && (admission_.withdrawn() || !admission_.may_read()))
    parts_.streams.end(peer_.id());
  else if (admission_.withdrawn() && !busy_)
    peer_.finish();
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
  if (path == "/readyz") return respond(readiness(parts_.queries, parts_.snapshot_check));
  if (const auto* const file = find_page_file(path)) return respond(page_response(*file, request_));
  if (admission_.may_read()) return route_read();
  const Error why(Code::not_permitted, "this user may not read");
  admission_.note_refused(why);
  respond(http_error(403, why));
}

void HttpSession::route_read() {
  const auto& path = question_.path;
  if (path == "/metrics") {
    auto response = plain(200, prometheus_text(parts_.queries.metrics()));
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    return respond(response);
  }
  if (path == "/stream") return begin_stream();
  if (find_route(path) != nullptr) return ask_books();
  respond(http_error(404, Error(Code::bad_field, "there is nothing at '" + path + "'")));
}

void HttpSession::ask_books() {
  waits_ = peer_.memory_full();
  if (waits_) return;
  asking_ = true;
  parts_.queries.ask({peer_.id(), holder()}, question_, [this](const HttpResponse& response) {
    kNetworkThread.assert_held();
    asking_ = false;
    respond(response);
    advance();
  });
}

void HttpSession::resume() {
  if (!std::exchange(waits_, false)) return advance();
  if (authorize()) route();  // rights may have changed in the meantime
}

std::string HttpSession::holder() const {
  const auto* const user = admission_.needs_token() ? admission_.user() : nullptr;
  return user == nullptr ? peer_.name() : "user:" + user->name;
}

bool HttpSession::may_post() {
  if (const auto type = check_posted_type(request_); !type) {
    respond(http_error(415, type.error()));
    return false;
  }
  const auto right = admission_.may_submit_any();
  if (right) return true;
  admission_.note_refused(right.error());
  respond(http_error(403, right.error()));
  return false;
}

void HttpSession::post_events() {
  if (!may_post()) return;
  auto posted = read_posted(request_, parts_.reader, parts_.limits.batch_events);
  if (!posted) return respond(http_error(posted.error()));
  if (posted->list)
    for (auto& item : posted->items)
      item.position = ListPosition::middle;
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
  for (const auto& [name, value] : question_.parameters)
    if (name != "after")
      return respond(http_error(Error(Code::bad_field, "no such parameter", name)));
  // Last-Event-ID overrides `after`: a reconnecting browser sends it with the same target.
  const bool again = request_.headers.contains("last-event-id");
  const auto text = again ? request_.header("last-event-id") : question_.value_of("after");
  // Without a place, the stream begins with the next new entry.
  if (!again && question_.parameters.empty()) return stream_from(parts_.queries.size());
  const auto place = read_stream_place(text);
  if (!place) return respond(http_error(place.error()));
  if (place->after < parts_.queries.size()) return resume_stream(*place);
  respond(http_error(409, not_of_this_ledger(*place, parts_.queries.size())));
}

// Resumes only if the ledger has the entry that the client saw, in case it sent the leaf.
void HttpSession::resume_stream(const StreamPlace& place) {
  if (place.leaf.empty()) return stream_from(place.after + 1);
  asking_ = true;
  parts_.queries.read_entries(
      peer_.id(), place.after, 1, print_leaf,
      [this, place](const Result<std::string>& leaf, Sequence) {
        kNetworkThread.assert_held();
        asking_ = false;
        if (!leaf)
          respond(http_error(leaf.error()));
        else if (!leaf->starts_with(place.leaf))
          respond(http_error(409, not_of_this_ledger(place, parts_.queries.size())));
        else
          stream_from(place.after + 1);
        advance();
      });
}

void HttpSession::stream_from(Sequence from) {
  if (request_.method == "HEAD") {
    print_stream_head("text/event-stream", peer_.outbox());
    request_.keep_alive = false;
    busy_ = false;
    return peer_.finish();
  }
  if (!parts_.streams.add(peer_, holder(), from))
    return respond(http_error(503, Error(Code::cannot_open, "too many streams; try later")));
  streaming_ = true;
}

void HttpSession::respond(const HttpResponse& response) {
  const bool head_only = request_.method == "HEAD";
  print_response(response, request_.keep_alive, head_only, peer_.outbox());
  if (!head_only) peer_.refer(response.file);
  busy_ = false;
  if (!request_.keep_alive) peer_.finish();
}

}  // namespace setoff::cli
