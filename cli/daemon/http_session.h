#pragma once
// HttpSession: HTTP/1.1 on one connection, one request after the other. POST /events; GET (and
// HEAD) of the live page at /, of /stream, /healthz, /readyz, /metrics and of every path that
// `answers` knows. Pipelined requests wait while much is unsent: a peer that asks and does not read
// costs what one answer does. A door without tokens answers no page from elsewhere (http_origin.h).

#include "cli/daemon/admission.h"
#include "cli/daemon/connection.h"
#include "cli/daemon/desk.h"
#include "cli/daemon/entry_streams.h"
#include "cli/daemon/guesses.h"
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
    Guesses& guesses;
  };
  HttpSession(Peer& peer, Parts parts, Admission admission);
  ~HttpSession() override;

  void take(std::string_view bytes) override;
  void input_ended() override {}
  void answered(const Batch& batch) override;
  void resume() override;
  [[nodiscard]] bool may_resume() const override {
    return (waits_ && !peer_.crowded()) || (held_back_ && !busy_ && has_room());
  }
  [[nodiscard]] bool waits_for_room() const override { return waits_; }
  void users_changed() override;
  [[nodiscard]] std::size_t held() const override { return requests_.held(); }
  [[nodiscard]] bool within_unit() const override { return requests_.within_request(); }
  [[nodiscard]] bool owes_answer() const override { return (busy_ && !streaming_) || held_back_; }
  [[nodiscard]] bool wants_input() const override { return streaming_ || !(busy_ || held_back_); }
  [[nodiscard]] bool may_give_way() const override { return !busy_; }

 private:
  // Answers complete requests until one has to wait for its answer.
  void advance();
  void handle(HttpRequest request);
  // Answers what its head alone decides without waiting for the body; the connection then ends.
  void judge_head();
  // Takes up a request; false if it is answered, or will be, without its route.
  [[nodiscard]] bool admit(HttpRequest request);
  void route();
  void route_read();
  [[nodiscard]] bool posts_events() const {
    return request_.method == "POST" && question_.path == "/events";
  }
  // Whether events may be posted with that head; else it is answered.
  [[nodiscard]] bool may_post();
  void post_events();
  void ask_books();
  // Whose share of what is shared it takes: the user's, or else the peer's.
  [[nodiscard]] std::string holder() const;
  void begin_stream();
  void stream_from(Sequence from);
  void resume_stream(const StreamPlace& place);
  void respond(const HttpResponse& response);
  // Whether another answer may be written now.
  [[nodiscard]] bool has_room() const;
  // Whether the request may go on without a token, or with the one it shows; else it is answered.
  [[nodiscard]] bool let_in();
  void refuse_token();

  Peer& peer_;
  Parts parts_;
  Admission admission_;
  HttpReader requests_;
  HttpRequest request_;
  Question question_;    // its target
  bool busy_ = false;    // the answer to request_ is under way
  bool judged_ = false;  // the head of the request to come was found good
  bool asking_ = false;  // that answer comes from the desk
  bool streaming_ = false;
  bool waits_ = false;      // request_ is a question that waits for room
  bool held_back_ = false;  // there may be requests that wait for room
};

}  // namespace setoff::cli
