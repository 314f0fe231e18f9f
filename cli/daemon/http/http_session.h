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
#include "cli/daemon/writer/check_progress.h"
#include "ledger/exchange/event_json.h"

namespace setoff::cli {

class HttpSession final : public Session {
 public:
  struct Parts {
    EventReader& reader;
    const DaemonLimits& limits;
    QueryService& queries;
    const CheckProgress& snapshot_check;
    EntryStreams& streams;
    TokenThrottle& token_throttle;
  };
  HttpSession(Peer& peer, Parts parts, Admission admission);
  ~HttpSession() override;

  void take(std::string_view bytes) override SETOFF_ON_NETWORK_THREAD;
  void input_ended() override SETOFF_ON_NETWORK_THREAD {}
  void answered(const Batch& batch) override SETOFF_ON_NETWORK_THREAD;
  void resume() override SETOFF_ON_NETWORK_THREAD;
  [[nodiscard]] bool may_resume() const override SETOFF_ON_NETWORK_THREAD {
    return (waits_ && !peer_.memory_full()) || (held_back_ && !busy_ && has_room());
  }
  [[nodiscard]] bool waits_for_room() const override SETOFF_ON_NETWORK_THREAD { return waits_; }
  void users_changed() override SETOFF_ON_NETWORK_THREAD;
  [[nodiscard]] std::size_t held() const override SETOFF_ON_NETWORK_THREAD {
    return requests_.held();
  }
  [[nodiscard]] bool within_unit() const override SETOFF_ON_NETWORK_THREAD {
    return requests_.within_request();
  }
  [[nodiscard]] bool owes_answer() const override SETOFF_ON_NETWORK_THREAD {
    return (busy_ && !streaming_) || held_back_;
  }
  [[nodiscard]] bool wants_input() const override SETOFF_ON_NETWORK_THREAD {
    return streaming_ || !(busy_ || held_back_);
  }
  [[nodiscard]] bool may_give_way() const override SETOFF_ON_NETWORK_THREAD { return !busy_; }

 private:
  // Handles complete requests until one has to wait for its answer.
  void advance() SETOFF_ON_NETWORK_THREAD;
  void handle(HttpRequest request) SETOFF_ON_NETWORK_THREAD;
  // Answers a request that its head alone decides, without waiting for the body; the connection
  // then closes.
  void check_head() SETOFF_ON_NETWORK_THREAD;
  // Accepts a request for routing; false if it is, or will be, answered without.
  [[nodiscard]] bool admit(HttpRequest request) SETOFF_ON_NETWORK_THREAD;
  void route() SETOFF_ON_NETWORK_THREAD;
  void route_read() SETOFF_ON_NETWORK_THREAD;
  [[nodiscard]] bool posts_events() const {
    return request_.method == "POST" && question_.path == "/events";
  }
  // Whether events may be posted with this head; if not, it has been answered.
  [[nodiscard]] bool may_post() SETOFF_ON_NETWORK_THREAD;
  void post_events() SETOFF_ON_NETWORK_THREAD;
  void ask_books() SETOFF_ON_NETWORK_THREAD;
  // Whose quota it uses: the user's, or else the peer's.
  [[nodiscard]] std::string holder() const;
  void begin_stream() SETOFF_ON_NETWORK_THREAD;
  void stream_from(Sequence from) SETOFF_ON_NETWORK_THREAD;
  void resume_stream(const StreamPlace& place) SETOFF_ON_NETWORK_THREAD;
  void respond(const HttpResponse& response) SETOFF_ON_NETWORK_THREAD;
  // Whether another answer may be written now.
  [[nodiscard]] bool has_room() const SETOFF_ON_NETWORK_THREAD;
  // Whether the request may proceed, without a token or with the one it presents; if not, it has
  // been or will be answered.
  [[nodiscard]] bool authorize() SETOFF_ON_NETWORK_THREAD;
  void refuse_token() SETOFF_ON_NETWORK_THREAD;

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
