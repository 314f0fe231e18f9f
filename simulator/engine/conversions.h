#pragma once
// ConversionProcess: converts money approved on an account, or brought to it as approved money,
// into approved money of another account, `after` that day, at the day's mid rate less the spread.
// What a rate of the bank's own gives less than that of the books is booked as spread, too.
// It converts the whole remainder of an approval at once, by the conversion that comes into force
// first. An attempt on a day when the bank cannot convert is booked as failed. Releases for dated
// uses are not converted. TransferProcess: moves approved money to another restricted account on
// the transfer's date, oldest approval first. Both retry what the rules refuse when what it waits
// for changes (obstacle.h), and what the bank cannot convert a week later.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "simulator/engine/obstacle.h"
#include "simulator/engine/releases.h"

namespace setoff::simulator {

// Approved money that reached an account on `day`.
struct ApprovedMoney {
  std::string release;
  AccountRef account;
  Day day;
  std::vector<AccountRef> passed = {};  // accounts it was converted from; it never returns to them
  template <class Archive>
  void serialize(Archive& archive) {
    archive(release, account, day, passed);
  }
};

class ConversionProcess {
 public:
  ConversionProcess(const Scenario& scenario, const Draws& draws)
      : scenario_(scenario), draws_(draws) {}
  // `arrived`: approved money that transfers brought to an account.
  [[nodiscard]] Status run_day(DayContext& today, const ReleaseProcess& release_process,
                               const std::vector<ApprovedMoney>& arrived);
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(planned_, conversions_);
  }

 private:
  struct Planned {
    ApprovedMoney money;
    Day on;  // date of the next attempt
    std::optional<Obstacle> waits = {};
    template <class Archive>
    void serialize(Archive& archive) {
      archive(money, on, waits);
    }
  };
  // The conversion that comes into force first for the money, on `day` or later.
  struct ConversionOption {
    const ConversionTerms* terms;
    Day on;
  };
  [[nodiscard]] std::optional<ConversionOption> option_for(const ApprovedMoney& money,
                                                           Day day) const;
  void plan(ApprovedMoney money);
  [[nodiscard]] Status run_planned(DayContext& today, Planned planned);
  // True if there is nothing more to do; else what is planned has its next attempt.
  [[nodiscard]] Result<bool> convert(DayContext& today, Planned& planned,
                                     const ConversionTerms& terms);
  [[nodiscard]] Status refused_by_bank(DayContext& today, const std::string& release,
                                       const std::string& account) const;

  const Scenario& scenario_;
  const Draws& draws_;
  std::vector<Planned> planned_;
  std::map<std::string, int> conversions_;  // number booked, by release
};

class TransferProcess {
 public:
  explicit TransferProcess(const Scenario& scenario);
  [[nodiscard]] Status run_day(DayContext& today, const ReleaseProcess& release_process);
  // Money that transfers brought on the last day run_day() was called.
  [[nodiscard]] const std::vector<ApprovedMoney>& arrived() const { return arrived_; }
  // For memory.h; the transfers themselves are the scenario's.
  template <class Archive>
  void serialize(Archive& archive) {
    for (auto& planned : planned_)
      archive(planned.on, planned.left, planned.moved, planned.done, planned.waits);
    archive(arrived_);
  }

 private:
  struct Planned {
    const Transfer* terms;
    std::string name;
    Day on;                                 // date of the next attempt
    std::optional<std::int64_t> left = {};  // remaining amount, in the account's currency
    std::vector<std::string> moved = {};    // releases already transferred from
    bool done = false;
    std::optional<Obstacle> waits = {};
  };
  [[nodiscard]] Status transfer(DayContext& today, Planned& planned,
                                const ReleaseProcess& release_process);
  // The code of the refusal, if the books refused it.
  [[nodiscard]] Result<std::optional<Code>> move(DayContext& today, Planned& planned,
                                                 const std::string& release, Money part);
  const Scenario& scenario_;
  std::vector<Planned> planned_;
  std::vector<ApprovedMoney> arrived_;
};

}  // namespace setoff::simulator
