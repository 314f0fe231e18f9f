#pragma once
// LineSession: the event socket. Each line is one CloudEvent or a list of them; each is answered by
// one receipt line, in order. After an `unavailable` receipt nothing more is read and the
// connection closes: what followed was not booked either, and the sender resumes with the first
// event without a receipt. The first line may be {"token": "..."}, and must be if tokens are
// needed. A peer whose first byte can begin neither is turned away at once.

#include "cli/daemon/access/admission.h"
#include "cli/daemon/intake/line_splitter.h"
#include "cli/daemon/net/session.h"
#include "cli/daemon/net/token_throttle.h"
#include "cli/daemon/ops/limits.h"
#include "ledger/exchange/event_json.h"

namespace setoff::cli {

class LineSession final : public Session {
 public:
  struct Parts {
    EventReader& reader;
    const DaemonLimits& limits;
    TokenThrottle& token_throttle;
  };
  LineSession(Peer& peer, const Parts& parts, Admission admission);

  void take(std::string_view bytes) override SETOFF_ON_NETWORK_THREAD;
  void input_ended() override SETOFF_ON_NETWORK_THREAD;
  void answered(const Batch& batch) override SETOFF_ON_NETWORK_THREAD;
  [[nodiscard]] std::size_t held() const override SETOFF_ON_NETWORK_THREAD { return lines_.held(); }
  [[nodiscard]] bool within_unit() const override SETOFF_ON_NETWORK_THREAD {
    return lines_.within_line();
  }
  [[nodiscard]] bool wants_input() const override SETOFF_ON_NETWORK_THREAD { return !turned_away_; }
  [[nodiscard]] bool owes_answer() const override SETOFF_ON_NETWORK_THREAD { return guessed_; }
  [[nodiscard]] bool may_give_way() const override SETOFF_ON_NETWORK_THREAD {
    return !admission_.needs_token() || !admission_.known();
  }
  void users_changed() override SETOFF_ON_NETWORK_THREAD;

 private:
  // Whether the peer's first bytes can be JSON; turns it away if not.
  bool begins_well(std::string_view bytes) SETOFF_ON_NETWORK_THREAD;
  void turn_away(const Error& error) SETOFF_ON_NETWORK_THREAD;
  void refuse_token() SETOFF_ON_NETWORK_THREAD;
  void read_line(std::string_view line) SETOFF_ON_NETWORK_THREAD;
  // Whether the line was consumed: as a greeting, or because a required greeting was missing.
  bool greet(std::string_view line) SETOFF_ON_NETWORK_THREAD;
  void add_event(ReadEvent&& event, ListPosition position);
  void add_error(Error error);
  void hand_in() SETOFF_ON_NETWORK_THREAD;

  Peer& peer_;
  Parts parts_;
  Admission admission_;
  LineSplitter lines_;
  bool begun_ = false;
  bool greeted_ = false;
  bool turned_away_ = false;
  bool guessed_ = false;  // the answer to an unknown token is delayed
  std::vector<Submission> items_;
  std::size_t last_count_ = 0;  // number of items last submitted
  std::size_t bytes_ = 0;       // of the lines that items_ came from
};

}  // namespace setoff::cli
