#pragma once
// GainLaws: law 11, on every entry that moves the position of a currency: what is used takes its
// share of the cost, whatever was revalued before; what was realised is the value of what was used
// less that cost; a revaluation leaves value less cost unrealised. It keeps its own sums of
// postings; rates come from the fixings. Take every entry in order.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ledger/audit/laws.h"
#include "ledger/audit/posted_leg.h"
#include "ledger/book/replay.h"

namespace setoff {

class GainLaws {
 public:
  // The breaches of law 11 by an entry; `state` are the books right after it.
  [[nodiscard]] std::vector<LawBreach> take(const Entry& entry, const State& state);
  [[nodiscard]] std::vector<LawBreach> take(const ReplayedEntry& entry, const State& state);

 private:
  // Foreign money of a line in one currency, and what it cost: its book value as if never revalued.
  struct Position {
    Int128 foreign = 0;
    Int128 cost = 0;
    Int128 unrealised = 0;
  };
  // What one entry does to a position; amounts as posted, so foreign money used is above zero.
  struct Move {
    Currency currency;
    Int128 foreign = 0;
    Int128 book = 0;
    Int128 revalued = 0;
    bool at_cost = true;  // not from a clearing account, which may stand on either side
  };
  using Moves = std::map<std::pair<std::string, std::string>, Move>;  // by currency, line

  [[nodiscard]] static Moves moves_of(const std::vector<PostedLeg>& legs, Currency book);
  void check(const Event& event, const std::vector<PostedLeg>& legs, const Moves& moves,
             const State& state);
  void check_cost(const Position& before, const Move& move, Rounding rounding);
  void check_revalued(const Position& after, const Move& move, const Event& event,
                      const State& state);
  void breach(std::string what) { breaches_.push_back({Law::gains_add_up, std::move(what)}); }

  std::vector<LawBreach> breaches_;
  std::map<std::pair<std::string, std::string>, Position> positions_;
};

}  // namespace setoff
