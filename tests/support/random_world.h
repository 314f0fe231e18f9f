#pragma once
// RandomWorld: generates a random but plausible history of a random scheme, event by event. Each
// event suits the current books, so most are booked; some are wrong on purpose, back-dated or
// post-dated, or close to a limit of the rules. The same seed generates the same world.

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "tests/support/world_terms.h"

namespace setoff::tests {

class RandomWorld {
 public:
  explicit RandomWorld(std::uint64_t seed);

  // The next event for the books that this world has built so far; ids count up.
  [[nodiscard]] Event next(const Books& books);

 private:
  using Made = std::optional<EventData>;
  struct Delivered {
    Sequence entry = 0;
    std::string line;
    Day from;
    Day to;
    std::int64_t quantity = 0;
    std::string invoice;  // the invoice that bills it; empty if none does yet
  };

  // Random choices, most of them from what is in the books.
  std::uint64_t below(std::uint64_t bound) { return draws_.below(bound); }
  bool one_in(std::uint64_t bound) { return draws_.one_in(bound); }
  int between(int low, int high) { return draws_.between(low, high); }
  std::string fresh(std::string_view what);
  template <class List>
  const auto& any_of(const List& list) {
    return draws_.any_of(list);
  }
  // Null if the agreement has no account of that use.
  const BankAccount* any_account(AccountUse use);
  const BankAccount& any_account();
  // A deposit other than `than`, of the same currency or of another, as the rules for transfers and
  // conversions require; occasionally any account.
  const BankAccount& other_account(const BankAccount& than, bool same_currency);
  const Line& any_line();
  // From 1 to `most`, often all of it; occasionally `most` + 1.
  std::int64_t part_of(std::int64_t most);
  // The name of a random lot with facts of type F that satisfies `fits`; empty if there is none.
  template <class F>
  std::string any_lot(const std::function<bool(const Lot&, const F&)>& fits);
  [[nodiscard]] const State& state() const { return books_->state(); }
  [[nodiscard]] const Rules& rules() const { return rules_on(state(), day_); }
  [[nodiscard]] Currency book() const { return state().agreement.book; }
  // Open amount of an invoice's lot on the day of the event.
  [[nodiscard]] std::int64_t open_of(std::string_view invoice, AccountKind kind) const;
  // The book amount converted to another currency; unchanged if there is no rate.
  [[nodiscard]] std::int64_t worth(std::int64_t minor, Currency in) const;
  std::string any_claim(bool host_seller);
  // A credit that holds money but is no longer live; empty if there is none.
  std::string any_dead_credit();
  [[nodiscard]] std::int64_t held_on(const CreditFacts& credit, std::string_view name) const;
  // Occasionally moves the day of the event to, or next to, a day on which the credit changed.
  void look_back(const CreditFacts& credit);

  void look_at(const Entry& entry);
  EventData beginning();
  void choose_day();
  EventType choose_type();
  Made make(EventType type);
  // Terms and reference data.
  Made amend();
  Rules reviving_rules();
  Made set_limit();
  Made fix(EventType type);
  Made list(EventType type);
  Made open_window();
  Made close_window();
  Made switch_account(EventType type);
  Made other_terms(EventType type);
  // Exports.
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
  Made raise_dispute();
  Made resolve_dispute();
  Made claim_shortfall();
  Made claim_breach();
  std::string any_shortfall();
  Made take_makeup();
  Made let_makeup_lapse();
  // Imports.
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
  // Money.
  struct Approved {
    std::string release;
    const BankAccount* account = nullptr;
    std::int64_t amount = 0;
    std::int64_t unheld = 0;  // the part not held by letters of credit
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
  Made settle();
  std::optional<Sequence> any_booked();
  Made ask_reversal();
  Made reverse();
  Made receive_statement();
  void spoil(Event& event);

  Draws draws_;
  WorldTerms terms_;
  const Books* books_ = nullptr;
  std::size_t begun_ = 0;  // how many of the starting events were made
  std::size_t seen_ = 0;   // how many entries of the books were processed
  std::vector<Delivered> delivered_;
  std::map<std::string, Day> metered_to_;  // end of the metered period, by line and meter
  Day today_ = kWorldBegins;
  Day day_ = kWorldBegins;  // value date of the event being made
  std::uint64_t made_ = 0;
};

}  // namespace setoff::tests
