#pragma once
// LineSession: the event socket. One CloudEvent a line, or a list of them; one receipt a line, in
// order. After an `unavailable` receipt nothing more is read and the connection ends: what followed
// was not booked either, and the sender begins again with the first event without a receipt. The
// first line may be {"token": "..."}, and must be where tokens are needed. A peer whose first byte
// cannot begin either is turned away at that byte.

#include "cli/daemon/admission.h"
#include "cli/daemon/guesses.h"
#include "cli/daemon/limits.h"
#include "cli/daemon/line_splitter.h"
#include "cli/daemon/session.h"
#include "ledger/exchange/event_json.h"

namespace setoff::cli {

class LineSession final : public Session {
 public:
  struct Parts {
    EventReader& reader;
    const Limits& limits;
    Guesses& guesses;
  };
  LineSession(Peer& peer, const Parts& parts, Admission admission);

  void take(std::string_view bytes) override;
  void input_ended() override;
  void answered(const Batch& batch) override;
  [[nodiscard]] std::size_t held() const override { return lines_.held(); }
  [[nodiscard]] bool within_unit() const override { return lines_.within_line(); }
  [[nodiscard]] bool wants_input() const override { return !turned_away_; }
  [[nodiscard]] bool owes_answer() const override { return guessed_; }
  [[nodiscard]] bool may_give_way() const override {
    return !admission_.needs_token() || !admission_.known();
  }
  void users_changed() override;

 private:
  // Whether what the peer began with can be JSON; turns it away if not.
  bool begins_well(std::string_view bytes);
  void turn_away(const Error& error);
  void refuse_token();
  void read_line(std::string_view line);
  // Whether the line was a greeting, or is not read because there was none.
  bool greet(std::string_view line);
  void add_event(ReadEvent&& event, Frame frame);
  void add_error(Error error);
  void hand_in();

  Peer& peer_;
  Parts parts_;
  Admission admission_;
  LineSplitter lines_;
  bool begun_ = false;
  bool greeted_ = false;
  bool turned_away_ = false;
  bool guessed_ = false;  // the answer to a token that is not known waits
  std::vector<Submission> items_;
  std::size_t last_count_ = 0;  // of items handed in
  std::size_t bytes_ = 0;       // of the lines behind items_
};

}  // namespace setoff::cli
