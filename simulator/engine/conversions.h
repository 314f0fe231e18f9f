#pragma once
// ConversionDesk: converts money approved on an account, or brought to it as approved money, into
// approved money of another account, `after` that day, at the day's mid rate less the spread. It
// converts the whole remainder of an approval at once, by the conversion that comes into force
// first. An attempt on a day when the bank cannot convert is booked as failed. Releases for dated
// uses are not converted. TransferDesk: moves approved money to another restricted account on the
// transfer's date, oldest approval first. Both retry what the rules refuse (next_try).

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "simulator/engine/releases.h"

namespace setoff::sim {

// Approved money that reached an account on `day`.
struct ApprovedMoney {
  std::string release;
  AccountRef account;
  Day day;
  std::vector<AccountRef> passed = {};  // accounts it was converted from; it never returns to them
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
    Day on;  // date of the next attempt
  };
  // The conversion that comes into force first for the money, on `day` or later.
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
  std::map<std::string, int> conversions_;  // number booked, by release
};

class TransferDesk {
 public:
  explicit TransferDesk(const Scenario& scenario);
  [[nodiscard]] Status act(Today& today, const ReleaseDesk& desk);
  // Money that transfers brought on the last day act() was called.
  [[nodiscard]] const std::vector<ApprovedMoney>& arrived() const { return arrived_; }

 private:
  struct Planned {
    const Transfer* terms;
    std::string name;
    Day on;                                 // date of the next attempt
    std::optional<std::int64_t> left = {};  // remaining amount, in the account's currency
    std::vector<std::string> moved = {};    // releases already transferred from
  };
  [[nodiscard]] Status transfer(Today& today, Planned& planned, const ReleaseDesk& desk);
  [[nodiscard]] Result<bool> move(Today& today, Planned& planned, const std::string& release,
                                  Money part);
  const Scenario& scenario_;
  std::vector<Planned> planned_;
  std::vector<ApprovedMoney> arrived_;
};

}  // namespace setoff::sim
