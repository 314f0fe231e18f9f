#pragma once
// RandomWorld: a random but sensible life of a drawn scheme, event after event: each is made for
// the books as they are, so that most are booked; some are wrong on purpose, dated back or ahead,
// or close to an edge of the rules. The same seed gives the same world.

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "tests/support/world_terms.h"

namespace setoff::test {

class RandomWorld {
 public:
  explicit RandomWorld(std::uint64_t seed);

  // The next event for the books that this world has led so far; its id counts up.
  [[nodiscard]] Event next(const Books& books);

 private:
  using Made = std::optional<EventData>;
  struct Delivered {
    Sequence entry = 0;
    std::string line;
    Day from;
    Day to;
    std::int64_t quantity = 0;
    std::string invoice;  // that bills it; empty: none yet
  };

  // --- what the world draws from ---
  std::uint64_t below(std::uint64_t bound) { return draws_.below(bound); }
  bool one_in(std::uint64_t bound) { return draws_.one_in(bound); }
  int between(int low, int high) { return draws_.between(low, high); }
  std::string fresh(std::string_view what);
  template <class List>
  const auto& any_of(const List& list) {
    return draws_.any_of(list);
  }
  // Null if the agreement has none of that use.
  const BankAccount* any_account(AccountUse use);
  const BankAccount& any_account();
  // One that the rules make likely to take the money of an account of that currency, or any.
  const BankAccount& other_account(const BankAccount& than, bool same_currency);
  const Line& any_line();
  // From 1 to `most`, often all of it; now and then more than that.
  std::int64_t part_of(std::int64_t most);
  // The name of a random lot whose facts are F and that `fits`; empty if there is none.
  template <class F>
  std::string any_lot(const std::function<bool(const Lot&, const F&)>& fits);
  [[nodiscard]] const State& state() const { return books_->state(); }
  [[nodiscard]] const Rules& rules() const { return rules_on(state(), day_); }
  [[nodiscard]] Currency book() const { return state().agreement.book; }
  // What a lot of an invoice has open on the day of the event.
  [[nodiscard]] std::int64_t open_of(std::string_view invoice, Kind kind) const;
  // What the book amount comes to in another currency, as far as there is a rate; else the amount.
  [[nodiscard]] std::int64_t worth(std::int64_t minor, Currency in) const;
  std::string any_claim(bool host_seller);
  // A credit that holds money of which nothing is live any more; empty if there is none.
  std::string any_dead_credit();
  [[nodiscard]] std::int64_t held_on(const CreditFacts& credit, std::string_view name) const;
  // Now and then moves the day of the event to one on which the credit changed, or beside it.
  void look_back(const CreditFacts& credit);

  void look_at(const Entry& entry);
  EventData beginning();
  void choose_day();
  EventType choose_type();
  Made make(EventType type);
  // terms and reference
  Made amend();
  Rules reviving_rules();
  Made set_limit();
  Made fix(EventType type);
  Made list(EventType type);
  Made open_window();
  Made close_window();
  Made switch_account(EventType type);
  Made other_terms(EventType type);
  // exports
  Made deliver();
  Made bill();
  Made bill_host();
  Slice draw_slice(std::int64_t quantity, Unit unit);
  Made credit_note();
  Made debit_note();
  Made pay();
  Made pay_instructed(PaymentReceived data);
  Made return_payment();
  Made apply_advance();
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
  struct Approved {
    std::string release;
    const BankAccount* account = nullptr;
    std::int64_t amount = 0;
    std::int64_t unheld = 0;  // of it, by letters of credit
  };
  std::optional<Approved> any_approved();
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

  Draws draws_;
  WorldTerms terms_;
  const Books* books_ = nullptr;
  std::size_t begun_ = 0;  // of the events that the world begins with
  std::size_t seen_ = 0;   // entries of the books that were looked at
  std::vector<Delivered> delivered_;
  std::map<std::string, Day> metered_to_;  // by line and meter
  Day today_ = kWorldBegins;
  Day day_ = kWorldBegins;  // value date of the event being made
  std::uint64_t made_ = 0;
};

}  // namespace setoff::test
