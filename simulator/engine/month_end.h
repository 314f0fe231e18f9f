#pragma once
// What falls due on the last evening of a month of time.months: late fees on what was overdue,
// interest (carry) on daily balances, revaluation of foreign balances. Spans end with the day
// itself. What the rules refuse waits for the next month end, with a longer span.

#include <string>
#include <vector>

#include "simulator/engine/invoices.h"

namespace setoff::sim {

class LateFees {
 public:
  explicit LateFees(const Scenario& scenario) : scenario_(scenario) {}
  // Daily: notes new claims (the openings on the first day); charges on the last day of a month.
  [[nodiscard]] Status act(Today& today, const Invoicing& invoicing);

 private:
  struct Claim {
    std::string invoice;
    std::string line;
    Day from;  // first day not charged yet
    bool settled = false;
  };
  [[nodiscard]] Status charge(Today& today, Claim& claim) const;
  const Scenario& scenario_;
  std::vector<Claim> claims_;
};

class Carry {
 public:
  explicit Carry(const Scenario& scenario);
  [[nodiscard]] Status act(Today& today);

 private:
  struct Span {
    std::size_t rate;
    LineRef line;
    Day from;
  };
  [[nodiscard]] Status charge(Today& today, Span& span) const;
  const Scenario& scenario_;
  std::vector<Span> spans_;
};

// One event per foreign currency and line whose book value is not that of the day's rate.
[[nodiscard]] Status revalue(const Scenario& scenario, Today& today);

}  // namespace setoff::sim
