#pragma once
// ConversionDesk: money approved on an account that has a conversion, or brought there as approved
// money, becomes approved money of the other account, `after` that day, at the mid rate of the day
// less the spread; all that is left of the approval at once, by the conversion that is in force
// first. On days on which the bank cannot convert the attempt is booked as a failed one. Releases
// of dated uses are not converted. A transfer moves approved money to another restricted account on
// its date, oldest approval first. What the rules refuse is tried again later (next_try).

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "simulator/engine/releases.h"

namespace setoff::sim {

// Approved money that came to an account on `day`.
struct ApprovedMoney {
  std::string release;
  AccountRef account;
  Day day;
  std::vector<AccountRef> passed = {};  // accounts it was converted from: it does not go back
};

class ConversionDesk {
 public:
  ConversionDesk(const Scenario& scenario, const Draws& draws)
      : scenario_(scenario), draws_(draws) {}
  // `arrived`: approved money that transfers brought to an account.
  [[nodiscard]] Status act(Today& today, const ReleaseDesk& desk,
                           const std::vector<ApprovedMoney>& arrived);

 private:
  struct Planned {
    ApprovedMoney money;
    Day on;  // of the next try
  };
  // The conversion of the money that is in force first, on `day` or later.
  struct Way {
    const Conversion* terms;
    Day on;
  };
  [[nodiscard]] std::optional<Way> way_of(const ApprovedMoney& money, Day day) const;
  void plan(ApprovedMoney money);
  [[nodiscard]] Status act_on(Today& today, Planned planned);
  [[nodiscard]] Result<bool> convert(Today& today, const ApprovedMoney& money,
                                     const Conversion& terms);
  [[nodiscard]] Result<bool> refused_by_bank(Today& today, const std::string& release,
                                             const std::string& account) const;

  const Scenario& scenario_;
  const Draws& draws_;
  std::vector<Planned> planned_;
  std::map<std::string, int> conversions_;  // booked, by release
};

class TransferDesk {
 public:
  explicit TransferDesk(const Scenario& scenario);
  [[nodiscard]] Status act(Today& today, const ReleaseDesk& desk);
  // On the last day on which act() was called.
  [[nodiscard]] const std::vector<ApprovedMoney>& arrived() const { return arrived_; }

 private:
  struct Planned {
    const Transfer* terms;
    std::string name;
    Day on;                                 // of the next try
    std::optional<std::int64_t> left = {};  // of the amount, in the account's currency
    std::vector<std::string> moved = {};    // releases that have given their part
  };
  [[nodiscard]] Status transfer(Today& today, Planned& planned, const ReleaseDesk& desk);
  [[nodiscard]] Result<bool> move(Today& today, Planned& planned, const std::string& release,
                                  Money part);
  const Scenario& scenario_;
  std::vector<Planned> planned_;
  std::vector<ApprovedMoney> arrived_;
};

}  // namespace setoff::sim
