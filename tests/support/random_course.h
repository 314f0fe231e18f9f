#pragma once
// RandomCourse: a random but sensible life of the small scheme, event after event: each is made for
// the books as they stand, so that most are booked; about one in eight is wrong on purpose, dated
// back or ahead. The same seed gives the same course.

#include <functional>
#include <iterator>
#include <optional>
#include <random>
#include <string>

#include "tests/support/scheme.h"

namespace setoff::test {

class RandomCourse {
 public:
  explicit RandomCourse(std::uint64_t seed);

  // The next event for books that hold `entries`; its id counts up.
  [[nodiscard]] Event next(const Books& books);

 private:
  using Made = std::optional<EventData>;

  // --- what the course draws from ---
  std::uint64_t below(std::uint64_t bound) { return bound == 0 ? 0 : random_() % bound; }
  bool one_in(std::uint64_t bound) { return below(bound) == 0; }
  std::string fresh(std::string_view what);
  template <class List>
  const auto& any_of(const List& list) {
    return list[below(std::size(list))];
  }
  const BankAccount& any_account(AccountUse use);
  const Line& any_line();
  // From 1 to `most`; now and then more than that.
  std::int64_t part_of(std::int64_t most);
  // The name of a random lot whose facts are F and that `fits`; empty if there is none.
  template <class F>
  std::string any_lot(const std::function<bool(const Lot&, const F&)>& fits);
  [[nodiscard]] const State& state() const { return books_->state(); }

  Made make(EventType type);
  // terms and reference
  Made adopt();
  Made amend();
  Made set_limit();
  Made fix(EventType type);
  Made list(EventType type);
  Made open_window();
  Made close_window();
  Made other_terms(EventType type);
  // exports
  Made deliver();
  Made bill();
  Made bill_host();
  Made credit_note();
  Made pay();
  Made charge_late_fee();
  Made write_off();
  // imports
  Made ask();
  Made approve();
  Made deny();
  Made place_order();
  Made issue();
  Made amend_credit();
  Made present();
  Made refuse_papers();
  Made honour();
  Made end_credit(EventType type);
  Made ship();
  Made land();
  Made pay_purpose();
  // money
  Made convert_funds();
  Made fail_conversion();
  Made transfer();
  Made accrue();
  Made charge_fee();
  Made revalue();
  Made issue_cover();
  Made offset();
  std::optional<Sequence> any_booked();
  Made ask_reversal();
  Made reverse();
  Made receive_statement();
  void spoil(Event& event);

  std::mt19937_64 random_;
  const Books* books_ = nullptr;
  Day today_;
  Day day_;  // value date of the event being made
  std::uint64_t made_ = 0;
};

}  // namespace setoff::test
