#pragma once
// WorldTerms: what a random world is drawn from before it begins: its agreement with what stood in
// the books, its lists, rates and windows, how large its amounts are, and its habits: how often it
// dates back, books twice on one day, or gets something wrong. The same seed gives the same terms.

#include <bitset>
#include <random>

#include "tests/support/books.h"

namespace setoff::test {

// A source of random numbers that gives the same with every compiler.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : random_(seed) {}

  std::uint64_t below(std::uint64_t bound) { return bound == 0 ? 0 : random_() % bound; }
  bool one_in(std::uint64_t bound) { return below(bound) == 0; }
  // From `low` to `high`, both included.
  int between(int low, int high) {
    return low + static_cast<int>(below(static_cast<std::uint64_t>(high - low + 1)));
  }
  // From 1 to `most`, small ones as likely as large ones.
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
#include "ledger/core/event_types.def"
#undef SETOFF_EVENT
    ;

struct WorldTerms {
  AgreementAdopted adoption;
  std::vector<EventData> start;       // after the adoption: lists, rates, windows
  std::int64_t size = 1;              // about the largest amount, in minor units of a currency
  std::bitset<kEventTypes> left_out;  // types that this world hardly ever tries, as in EventData
  // One event in so many is like that.
  std::uint64_t dated_back = 10;
  std::uint64_t dated_ahead = 40;
  std::uint64_t wrong = 16;
  std::uint64_t on_same_day = 3;
  std::uint64_t told_late = 10;  // of a letter of credit: of a day on which it changed before
  std::uint64_t drained = 30;    // of fees and uses: all that is there is taken
  int longest_rest = 6;          // days between two events
};

inline constexpr Day kWorldBegins{18'262};  // 2020-01-01

[[nodiscard]] WorldTerms draw_terms(Draws& draws);
// Rules of which every member is drawn; the pivot is the one given.
[[nodiscard]] Rules draw_rules(Draws& draws, Currency pivot);
// A rate of the currency against the US dollar on some day, with round or with awkward digits.
[[nodiscard]] RateFixed draw_rate(Draws& draws, Currency currency, Day day);

}  // namespace setoff::test
