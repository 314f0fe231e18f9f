#pragma once
// GainLaws: law 11, checked on every entry that changes a currency position: closing part of a
// position takes its share of the cost, regardless of earlier revaluations; the realised gain is
// the value of what moved less that cost; a revaluation leaves the position at the value of its
// money. Keeps its own sums of postings; rates come from the fixings. Feed it every entry in order.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ledger/audit/laws.h"
#include "ledger/audit/posted_leg.h"
#include "ledger/writer/replay.h"

namespace setoff {

class GainLaws {
 public:
  // Returns the entry's breaches of law 11; `state`: the books right after it.
  [[nodiscard]] std::vector<LawBreach> check_entry(const Entry& entry, const State& state);
  [[nodiscard]] std::vector<LawBreach> check_entry(const ReplayedEntry& entry, const State& state);

 private:
  // Foreign money of a line in one currency (negative where owed), its book value, and the
  // unrealised part of that value. Totals in booking order over all value dates, then the same by
  // day.
  struct Position {
    Int128 foreign = 0;
    Int128 value = 0;
    Int128 unrealised = 0;
    DatedSeries foreign_on;
    DatedSeries value_on;  // including revaluations
  };
  // What one entry does to a position. Amounts are as posted, so foreign money used is positive.
  struct Move {
    Currency currency;
    Int128 foreign = 0;
    Int128 value = 0;          // posted to the position
    Int128 unrealised = 0;     // posted to its revaluation
    Int128 cleared_later = 0;  // the part of both on later value dates of its own

    [[nodiscard]] Int128 on_value_date() const { return value + unrealised - cleared_later; }
  };
  using Moves = std::map<std::pair<std::string, std::string>, Move>;  // by currency, line

  void add_days(const std::vector<PostedLeg>& legs, Day day, Currency book);
  [[nodiscard]] static Moves moves_of(const std::vector<PostedLeg>& legs, Currency book);
  void check(const Event& event, const std::vector<PostedLeg>& legs, const Moves& moves,
             const State& state);
  void check_cost(const Position& before, const Move& move, Int128 value, Rounding rounding,
                  Int128 missed_max);
  void check_revalued(const Position& after, const Move& move, Currency currency, Day day,
                      const State& state);
  void breach(std::string what) { breaches_.push_back({Law::gains_add_up, std::move(what)}); }

  std::vector<LawBreach> breaches_;
  std::map<std::pair<std::string, std::string>, Position> positions_;
};

}  // namespace setoff
