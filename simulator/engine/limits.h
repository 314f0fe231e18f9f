#pragma once
// LimitBook: books the scenario's limits as dated terms, on the first day, at every step, and after
// each period whose trade a limit follows; the ledger's rules enforce them. For a limit that is
// only reported, the first day of each period of excess is noted in the result.

#include <vector>

#include "simulator/engine/event_submitter.h"
#include "simulator/engine/invoices.h"

namespace setoff::simulator {

class LimitBook {
 public:
  explicit LimitBook(const Scenario& scenario)
      : scenario_(scenario),
        exceeded_(scenario.limits.size(), false),
        traded_(scenario.limits.size(), 0) {}
  [[nodiscard]] Status run_day(DayContext& today) const;
  // Call it after the day's invoices, which belong to the trade of the period that has just ended,
  // and before anything is paid.
  [[nodiscard]] Status follow_trade(DayContext& today, const Invoicing& invoicing);
  // Call it at the end of the day.
  void watch(DayContext& today);
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(exceeded_, traded_);
  }

 private:
  [[nodiscard]] Day first_day(const AccountLimit& limit) const;
  [[nodiscard]] Status set(DayContext& today, const AccountLimit& limit, Money amount) const;
  [[nodiscard]] Result<Money> share_of_trade(const DayContext& today, const AccountLimit& limit,
                                             std::int64_t traded) const;
  void count_trade(const DayContext& today, const Invoicing& invoicing);
  [[nodiscard]] std::int64_t excess(const DayContext& today, const AccountLimit& limit,
                                    std::int64_t value) const;
  const Scenario& scenario_;
  std::vector<bool> exceeded_;
  // Per limit: invoiced since its last change, in the book currency.
  std::vector<std::int64_t> traded_;
};

}  // namespace setoff::simulator
