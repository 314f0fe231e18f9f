#pragma once
// EventMix: the events that benchmarks run on, the daily life of a scheme of eight lines over as
// many years as the count asks for: meters read and priced, invoices, payments, late fees,
// releases, conversions, orders, letters of credit, landings, corrections, and some events that the
// rules refuse. The shares are published in docs/benchmarks.md. The same count gives the same
// events. It books what it makes, so that amounts are those that the rules ask for.

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/rules/post.h"

namespace setoff::benchmarks {

inline constexpr std::string_view kGoodsOfMix[] = {"wheat", "rice",     "maize", "soybean",
                                                   "sugar", "medicine", "feed",  "spares"};

class EventMix {
 public:
  // More lines make more events a day: the books end in 2199, some 3,600,000 events of eight lines.
  explicit EventMix(std::size_t lines = 8);
  // The next events of the same story.
  [[nodiscard]] std::vector<Event> make(std::size_t count);
  // How many events of each type were made, and how many of all were refused, by code.
  [[nodiscard]] const std::map<std::string_view, std::uint64_t>& made() const { return made_; }
  [[nodiscard]] const std::map<std::string_view, std::uint64_t>& refused() const {
    return refused_;
  }

 private:
  struct OpenInvoice {
    std::string name;
    Day overdue_from;
    Day charged_to;
    std::optional<std::int64_t> penalty;  // charged and not settled yet
  };
  struct LineLife {
    std::string name;
    std::string deposit;  // account in the payer's currency
    std::deque<OpenInvoice> invoices;
    std::int64_t unbilled = 0;  // minor units of the line
    Day billed_to;
  };
  // One import from the request of money to the last landing; `stage` is the next step.
  enum class Story : std::uint8_t { direct, converted, person, denied, cancelled, expired };
  struct Import {
    Story story = Story::direct;
    int stage = 0;
    Day next;
    std::size_t line = 0;
    std::uint64_t number = 0;
    std::string good;
    std::int64_t money = 0;   // minor units held for it in the account that pays
    std::int64_t tonnes = 0;  // kilograms
  };

  std::uint64_t below(std::uint64_t bound);
  // Books the event and keeps it.
  bool add(std::string id, EventData data);
  bool add_on(Day value_date, std::string id, EventData data);

  void adopt();
  void next_day();
  void fix();
  void deliver(std::size_t line);
  void invoice(std::size_t line);
  void charge_late(std::size_t line);
  void receive(std::size_t line);
  void settle_penalties(std::size_t line);
  void mend(std::size_t line);
  void close_month();
  void start_import(std::size_t line);
  void step(Import& import);
  void step_money(Import& import);
  void step_credit(Import& import);
  void end_credit(Import& import);
  void give_back(Import& import);
  void pay_part(Import& import, bool last);
  [[nodiscard]] std::string account_of(const Import& import) const;

  State books_;
  std::vector<Event> out_;
  std::map<std::string_view, std::uint64_t> made_;
  std::map<std::string_view, std::uint64_t> refused_;
  std::vector<LineLife> lines_;
  std::deque<Import> imports_;
  std::optional<Entry> last_fee_;  // to reverse
  Day today_;
  std::uint64_t counter_ = 0;
  std::uint64_t imports_made_ = 0;
  std::uint64_t random_ = 0x5E70FF;
};

}  // namespace setoff::benchmarks
