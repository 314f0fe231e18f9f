#pragma once
// Period-end bookings. On the last evening of a month of time.months: late fees on overdue claims
// and revaluation of foreign-currency balances; on that of an interest period: interest on
// daily balances. Charged periods include that day. What the rules refuse is retried at the next
// period end, over the longer period.

#include <string>
#include <vector>

#include "simulator/engine/invoices.h"

namespace setoff::simulator {

class LateFees {
 public:
  explicit LateFees(const Scenario& scenario) : scenario_(scenario) {}
  // Call daily: registers new claims (on the first day, the opening claims) and charges fees on the
  // last day of a month.
  [[nodiscard]] Status run_day(DayContext& today, const Invoicing& invoicing);
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(claims_);
  }

 private:
  struct Claim {
    std::string invoice;
    std::string line;
    Day from;  // first day not yet charged
    bool settled = false;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(invoice, line, from, settled);
    }
  };
  [[nodiscard]] Status charge(DayContext& today, Claim& claim) const;
  const Scenario& scenario_;
  std::vector<Claim> claims_;
};

class InterestAccrual {
 public:
  explicit InterestAccrual(const Scenario& scenario);
  [[nodiscard]] Status run_day(DayContext& today);
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(spans_);
  }

 private:
  struct Span {
    std::size_t rate;
    LineRef line;
    Day from;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(rate, line, from);
    }
  };
  [[nodiscard]] Status charge(DayContext& today, Span& span) const;
  [[nodiscard]] std::optional<Money> free_part(const DayContext& today,
                                               const AccountInterest& terms) const;
  const Scenario& scenario_;
  std::vector<Span> spans_;
};

// Books one event per foreign currency and line whose book value differs from that at the day's
// rate.
[[nodiscard]] Status revalue(const Scenario& scenario, DayContext& today);

}  // namespace setoff::simulator
