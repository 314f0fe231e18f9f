#pragma once
// WorldTerms: the random parameters of a world: its agreement with openings, its lists, rates and
// windows, the size of its amounts, and how often its events are back-dated, share a day or are
// wrong. The same seed generates the same terms.

#include <bitset>
#include <random>

#include "tests/support/books.h"

namespace setoff::tests {

// A random number source that is the same with every compiler.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : random_(seed) {}

  std::uint64_t below(std::uint64_t bound) { return bound == 0 ? 0 : random_() % bound; }
  bool one_in(std::uint64_t bound) { return below(bound) == 0; }
  // From `low` to `high`, inclusive.
  int between(int low, int high) {
    return low + static_cast<int>(below(static_cast<std::uint64_t>(high - low + 1)));
  }
  // From 1 to `most`, spread over small and large magnitudes.
  std::int64_t up_to(std::int64_t most);
  template <class List>
  const auto& any_of(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::mt19937_64 random_;
};

inline constexpr std::size_t kEventTypes = 0
#define SETOFF_EVENT(name, type, number, text, reversible) +1
#include "ledger/event/event_types.def"
#undef SETOFF_EVENT
    ;

struct WorldTerms {
  AgreementAdopted adoption;
  std::vector<EventData> start;       // booked after the adoption: lists, rates, windows
  std::int64_t size = 1;              // approximate maximum amount, in minor units of a currency
  std::bitset<kEventTypes> left_out;  // rarely tried types, by index in EventData
  // Each applies to one event in this many.
  std::uint64_t dated_back = 10;
  std::uint64_t dated_ahead = 40;
  std::uint64_t wrong = 16;
  std::uint64_t on_same_day = 3;
  std::uint64_t told_late = 10;  // credit events dated near an earlier change of the credit
  std::uint64_t drained = 30;    // fees and uses that take all the money available
  int longest_rest = 6;          // maximum number of days between two events
};

inline constexpr Day kWorldBegins{18'262};  // 2020-01-01

[[nodiscard]] WorldTerms draw_terms(Draws& draws);
// Random values for every rule except the pivot, which is given.
[[nodiscard]] Rules draw_rules(Draws& draws, Currency pivot);
// A rate of the currency against the US dollar on a day, with a round or long decimal.
[[nodiscard]] RateFixed draw_rate(Draws& draws, Currency currency, Day day);

}  // namespace setoff::tests
