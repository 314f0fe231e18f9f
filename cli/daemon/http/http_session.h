#pragma once
// HttpSession: HTTP/1.1 on one connection, one request at a time. Serves POST /events, and GET and
// HEAD of the live page at /, of /stream, /healthz, /readyz, /metrics and of every path that
// `answers` knows. Pipelined requests wait while much is unsent: a peer that asks without reading
// costs no more than one answer. A listener without tokens rejects requests from other origins
// (http_origin.h).

#include "cli/daemon/access/admission.h"
#include "cli/daemon/http/entry_streams.h"
#include "cli/daemon/http/http_codec.h"
#include "cli/daemon/http/query_service.h"
#include "cli/daemon/net/connection.h"
#include "cli/daemon/net/session.h"
#include "cli/daemon/net/token_throttle.h"
#include "cli/daemon/ops/limits.h"
#include "ledger/exchange/event_json.h"

namespace setoff::cli {

class HttpSession final : public Session {
 public:
  struct Parts {
    EventReader& reader;
    const Limits& limits;
    QueryService& queries;
    EntryStreams& streams;
    TokenThrottle& token_throttle;
  };
  HttpSession(Peer& peer, Parts parts, Admission admission);
  ~HttpSession() override;

  void take(std::string_view bytes) override;
  void input_ended() override {}
  void answered(const Batch& batch) override;
  void resume() override;
  [[nodiscard]] bool may_resume() const override {
    return (waits_ && !peer_.memory_full()) || (held_back_ && !busy_ && has_room());
  }
  [[nodiscard]] bool waits_for_room() const override { return waits_; }
  void users_changed() override;
  [[nodiscard]] std::size_t held() const override { return requests_.held(); }
  [[nodiscard]] bool within_unit() const override { return requests_.within_request(); }
  [[nodiscard]] bool owes_answer() const override { return (busy_ && !streaming_) || held_back_; }
  [[nodiscard]] bool wants_input() const override { return streaming_ || !(busy_ || held_back_); }
  [[nodiscard]] bool may_give_way() const override { return !busy_; }

 private:
  // Handles complete requests until one has to wait for its answer.
  void advance();
  void handle(HttpRequest request);
  // Answers a request that its head alone decides, without waiting for the body; the connection
  // then closes.
  void check_head();
  // Accepts a request for routing; false if it is, or will be, answered without.
  [[nodiscard]] bool admit(HttpRequest request);
  void route();
  void route_read();
  [[nodiscard]] bool posts_events() const {
    return request_.method == "POST" && question_.path == "/events";
  }
  // Whether events may be posted with this head; if not, it has been answered.
  [[nodiscard]] bool may_post();
  void post_events();
  void ask_books();
  // Whose quota it uses: the user's, or else the peer's.
  [[nodiscard]] std::string holder() const;
  void begin_stream();
  void stream_from(Sequence from);
  void resume_stream(const StreamPlace& place);
  void respond(const HttpResponse& response);
  // Whether another answer may be written now.
  [[nodiscard]] bool has_room() const;
  // Whether the request may proceed, without a token or with the one it presents; if not, it has
  // been or will be answered.
  [[nodiscard]] bool authorize();
  void refuse_token();

  Peer& peer_;
  Parts parts_;
  Admission admission_;
  HttpReader requests_;
  HttpRequest request_;
  Question question_;          // from the target of request_
  bool busy_ = false;          // the answer to request_ is pending
  bool head_checked_ = false;  // the head of the request being received was accepted
  bool asking_ = false;        // the pending answer comes from the QueryService
  bool streaming_ = false;
  bool waits_ = false;      // request_ is a question that waits for memory
  bool held_back_ = false;  // further requests may be waiting for room
};

}  // namespace setoff::cli
