#pragma once
// RunAnswers: what the commands of the program say about the ledger of a run, as the figures that
// its report, summary and terminal output show. `claims --json` for what stands on a day,
// `audit log --json` for what happened on one. Amounts are texts with all decimals. Nothing here
// uses the simulator or the report.

#include <boost/json.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/audit/checked_journal.h"

namespace setoff::tests {

// The minor units of an amount that is a text with all decimals: "12.50" is 1250.
[[nodiscard]] std::int64_t minor(const boost::json::value& text);

// Amounts in minor units by day: of one flow of money, in the book currency.
using Flow = std::map<Day, std::int64_t>;

class RunAnswers {
 public:
  // `setoff(arguments)` runs the program and gives its output.
  using Program = std::function<std::string(const std::string&)>;
  RunAnswers(const std::string& ledger, std::string reporting, Program setoff);

  [[nodiscard]] Currency book() const { return state().agreement.book; }
  [[nodiscard]] Currency reporting() const { return reporting_; }

  // Of a day, all lines together, in the reporting or the book currency.
  [[nodiscard]] std::string state_of(const std::string& part, Day on, bool in_books);
  [[nodiscard]] std::string figure(const std::string& name, Day on, bool in_books);
  [[nodiscard]] std::string worth(const std::string& account, const std::string& member, Day on,
                                  bool in_books);
  [[nodiscard]] std::string balance(const std::string& account, Day on);
  [[nodiscard]] std::string line_state(const std::string& line, const std::string& part, Day on);
  // The first day of the range on which most is overdue.
  [[nodiscard]] Day worst_overdue(Day from, Day to);

  // Flows over a range: "billed", "paid", "released", "spent", "converted", "purchased",
  // "paid_for", with the line, good, purchase or purpose: "billed.gas", "spent_on.wheat",
  // "spent_for.food", "other_uses.food".
  [[nodiscard]] std::string flow(const std::string& name, Day from, Day to, bool in_books);
  [[nodiscard]] std::int64_t quantity(const std::string& name) const;
  // What settlements lowered the balance of a clearing account by, in its currency.
  [[nodiscard]] std::string settled(const std::string& account, Day from, Day to) const;
  // Of it, what they moved to another clearing account.
  [[nodiscard]] std::string moved(const std::string& account, Day from, Day to) const;

 private:
  [[nodiscard]] const State& state() const { return journal_->state(); }
  [[nodiscard]] const boost::json::value& claims(Day on, bool in_books);
  void read_log();
  void add(const boost::json::value& entry);
  void add_money(const std::string& name, Day on, const std::string& amount);
  [[nodiscard]] std::int64_t turned(std::int64_t minor, Day on, bool in_books) const;
  [[nodiscard]] std::string text(std::int64_t minor, bool in_books) const;
  [[nodiscard]] std::string over(const std::map<std::string, Flow>& flows,
                                 const std::string& account, Day from, Day to) const;

  std::string ledger_;
  Currency reporting_;
  Program setoff_;
  std::unique_ptr<CheckedJournal> journal_;
  std::map<std::pair<Day, bool>, boost::json::value> claims_;
  std::map<std::string, Flow> flows_;
  std::map<std::string, std::string> purposes_;  // of goods, by their orders
  std::map<std::string, std::string> bought_;    // good of an invoice of a seller abroad
  std::map<std::string, Flow> settled_;          // by account, in its currency
  std::map<std::string, Flow> moved_;            // of it, to another clearing account
  std::map<std::string, std::int64_t> quantities_;
  std::map<std::pair<Day, Day>, Day> worst_days_;
};

}  // namespace setoff::tests
