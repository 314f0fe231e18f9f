#pragma once
// ConversionDesk: money approved on an account that has a conversion becomes approved money of the
// other account, `after` its approval, at the mid rate of the day less the spread; all that is left
// of the approval at once. On days on which the bank cannot convert the attempt is booked as a
// failed one. Releases of dated uses are not converted. A transfer moves approved money to another
// restricted account on its date, oldest approval first. What the rules refuse is tried again after
// kRetryDays.

#include <string>
#include <vector>

#include "simulator/engine/releases.h"

namespace setoff::sim {

class ConversionDesk {
 public:
  ConversionDesk(const Scenario& scenario, const Draws& draws)
      : scenario_(scenario), draws_(draws) {}
  [[nodiscard]] Status act(Today& today, const ReleaseDesk& desk);

 private:
  struct Planned {
    std::string release;
    std::size_t conversion;
    Day on;
  };
  void plan(const ApprovedRelease& approved);
  [[nodiscard]] Result<bool> convert(Today& today, const Planned& planned);
  [[nodiscard]] Result<bool> refused_by_bank(Today& today, const std::string& release,
                                             const std::string& account) const;

  const Scenario& scenario_;
  const Draws& draws_;
  std::vector<Planned> planned_;
};

class TransferDesk {
 public:
  explicit TransferDesk(const Scenario& scenario);
  [[nodiscard]] Status act(Today& today, const ReleaseDesk& desk);

 private:
  struct Planned {
    std::size_t index;
    Day on;                                 // of the next try
    std::optional<std::int64_t> left = {};  // of the amount, in the account's currency
    std::vector<std::string> moved = {};    // releases that have given their part
  };
  [[nodiscard]] Status transfer(Today& today, Planned& planned, const ReleaseDesk& desk);
  [[nodiscard]] Result<bool> move(Today& today, const Planned& planned, const std::string& release,
                                  Money part) const;
  const Scenario& scenario_;
  std::vector<Planned> planned_;
};

}  // namespace setoff::sim
