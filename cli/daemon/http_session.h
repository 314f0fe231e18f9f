#pragma once
// HttpSession: HTTP/1.1 on one connection, one request after the other. POST /events; GET (and
// HEAD) of the live page at /, of /stream, /healthz, /readyz, /metrics and of every path that
// `answers` knows. On a door without tokens the Host must be a number or localhost, so that a page
// from elsewhere cannot reach the ledger through a browser's name tricks.

#include "cli/daemon/admission.h"
#include "cli/daemon/connection.h"
#include "cli/daemon/desk.h"
#include "cli/daemon/entry_streams.h"
#include "cli/daemon/http_codec.h"
#include "cli/daemon/limits.h"
#include "cli/daemon/session.h"
#include "ledger/exchange/event_json.h"

namespace setoff::cli {

class HttpSession final : public Session {
 public:
  struct Parts {
    EventReader& reader;
    const Limits& limits;
    Desk& desk;
    EntryStreams& streams;
  };
  HttpSession(Peer& peer, Parts parts, Admission admission, bool needs_token);
  ~HttpSession() override;

  void take(std::string_view bytes) override;
  void input_ended() override {}
  void answered(const Batch& batch) override;
  [[nodiscard]] std::size_t held() const override { return requests_.held(); }
  [[nodiscard]] bool within_unit() const override { return requests_.within_request(); }
  [[nodiscard]] bool owes_answer() const override { return busy_ && !streaming_; }
  [[nodiscard]] bool wants_input() const override { return !busy_ || streaming_; }

 private:
  // Answers complete requests until one has to wait for its answer.
  void advance();
  void handle(HttpRequest request);
  void route();
  void route_read();
  void post_events();
  void ask_books();
  void begin_stream();
  void respond(const HttpResponse& response);
  [[nodiscard]] std::optional<HttpResponse> turned_away();

  Peer& peer_;
  Parts parts_;
  Admission admission_;
  bool needs_token_;
  HttpReader requests_;
  HttpRequest request_;
  Question question_;  // its target
  bool busy_ = false;  // the answer to request_ is under way
  bool streaming_ = false;
};

}  // namespace setoff::cli
