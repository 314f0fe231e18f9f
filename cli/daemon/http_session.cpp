#include "cli/daemon/http_session.h"

#include <charconv>

#include "cli/daemon/assets.h"
#include "cli/daemon/entry_json.h"
#include "cli/daemon/http_books.h"
#include "cli/daemon/http_events.h"

namespace setoff::cli {
namespace {

constexpr std::size_t kEntriesMax = 1000;

HttpResponse plain(unsigned status, std::string text) {
  HttpResponse response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::move(text);
  return response;
}

HttpResponse not_found(std::string_view path) {
  return http_error(404, Error(Code::bad_field, "there is nothing at '" + std::string(path) + "'"));
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

HttpResponse json_response(std::string body) {
  HttpResponse response;
  response.body = std::move(body);
  return response;
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
  if (auto refused = turned_away())
    respond(*refused);
  else
    route();
}

// Liveness is for everyone; all else asks for a token where tokens are needed.
std::optional<HttpResponse> HttpSession::turned_away() {
  if (!needs_token_) {
    if (is_local_host(request_.header("host"))) return std::nullopt;
    return http_error(
        421, Error(Code::not_permitted, "this door is reached by a number or as localhost only"));
  }
  if (request_.path == "/healthz" || request_.path == "/readyz") return std::nullopt;
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
  const auto& path = request_.path;
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
  if (path == "/readyz")
    return respond(parts_.desk.writable() ? plain(200, "ready\n")
                                          : plain(503, "the ledger cannot be written\n"));
  if (const auto* const asset = find_asset(path)) {
    HttpResponse response;
    response.content_type = asset->content_type;
    response.body = asset->bytes;
    response.headers.emplace_back("Content-Security-Policy",
                                  "default-src 'none'; script-src 'self'; style-src 'self'; "
                                  "img-src 'self'; connect-src 'self'; base-uri 'none'; "
                                  "form-action 'none'; frame-ancestors 'none'");
    return respond(response);
  }
  if (admission_.may_read()) return route_read();
  respond(http_error(403, Error(Code::not_permitted, "this user may not read")));
}

void HttpSession::route_read() {
  constexpr std::string_view kEntry = "/entries/";
  const auto& path = request_.path;
  if (path == "/metrics") {
    auto response = plain(200, prometheus_text(parts_.desk.metrics()));
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    return respond(response);
  }
  if (path == "/balances") return ask_books(balances_response);
  if (path == "/claims") return ask_books(claims_response);
  if (path == "/statement") return send_statement();
  if (path == "/entries") return send_entries();
  if (path == "/stream") return begin_stream();
  if (path.starts_with(kEntry)) return send_entry(std::string_view(path).substr(kEntry.size()));
  respond(not_found(path));
}

void HttpSession::ask_books(HttpResponse (*question)(const Book&, const Query&)) {
  parts_.desk.ask_books(
      peer_.id(),
      [question, query = request_.query](const Book& book) { return question(book, query); },
      [this](const HttpResponse& response) {
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

void HttpSession::send_statement() {
  const auto reply = [this](const HttpResponse& response) {
    respond(response);
    advance();
  };
  // First where it begins, from the books; then its lines, from the journal.
  const auto found = std::make_shared<Result<StatementQuery>>(Error(Code::unknown_account));
  parts_.desk.ask_books(
      peer_.id(),
      [found, query = request_.query](const Book& book) {
        *found = statement_query(book, query);
        return HttpResponse();
      },
      [this, found, reply](const HttpResponse&) {
        if (!*found) return reply(http_error(found->error()));
        parts_.desk.ask_journal(
            peer_.id(),
            [query = **found](const JournalPort& journal) {
              return statement_response(journal, query);
            },
            reply);
      });
}

void HttpSession::send_entries() {
  const auto& query = request_.query;
  auto status = check_names(query, {"after", "limit"});
  const auto limit = number_in(query, "limit", 100, kEntriesMax);
  const auto after = number_in(query, "after", UINT64_MAX, UINT64_MAX - 1);
  if (status && !limit) status = limit.error();
  if (status && !after) status = after.error();
  if (!status) return respond(http_error(status.error()));
  parts_.desk.read_entries(
      peer_.id(), *after + 1, *limit,
      [](Sequence, ByteView bytes, std::string& out) -> Status {
        if (!out.empty()) out += ',';
        return print_stored_entry(bytes, out);
      },
      [this](const Result<std::string>& text, Sequence) {
        respond(text ? json_response("[" + *text + "]") : http_error(text.error()));
        advance();
      });
}

void HttpSession::send_entry(std::string_view text) {
  const auto sequence = sequence_of(text);
  if (!sequence) return respond(http_error(sequence.error()));
  parts_.desk.ask_journal(
      peer_.id(),
      [sequence = *sequence](const JournalPort& journal) -> HttpResponse {
        const auto bytes = journal.read(sequence);
        if (!bytes) return http_error(bytes.error());
        std::string out;
        const auto status = print_stored_entry(*bytes, out);
        return status ? json_response(std::move(out)) : http_error(status.error());
      },
      [this](const HttpResponse& response) {
        respond(response);
        advance();
      });
}

void HttpSession::begin_stream() {
  const auto& last = request_.header("last-event-id");
  auto status = check_names(request_.query, {"after"});
  auto after = number_in(request_.query, "after", UINT64_MAX, UINT64_MAX - 1);
  if (!last.empty()) {
    const auto given = sequence_of(last);
    after = given ? Result<std::uint64_t>(*given) : given.error();
  }
  if (status && !after) status = after.error();
  if (!status) return respond(http_error(status.error()));
  // Without a place to begin at, it begins with what comes next.
  const bool from_place = !last.empty() || request_.query.contains("after");
  const auto from = from_place ? *after + 1 : parts_.desk.size();
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
