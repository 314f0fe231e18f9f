#pragma once
// ApprovalLaws: law 19, for each approval separately: what leaves restricted accounts under it
// never exceeds what it allows, and leaves within its validity; a letter of credit is drawn only
// under approvals that were live on the days its money was held. Uses events and postings only.
// Feed it every entry in order.

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ledger/audit/laws.h"
#include "ledger/audit/posted_leg.h"
#include "ledger/base/interned_name.h"
#include "ledger/base/text_map.h"

namespace setoff {

class ApprovalLaws {
 public:
  // Appends the breaches of a booked entry.
  void check_entry(const Event& event, std::span<const PostedLeg> legs,
                   std::vector<LawBreach>& breaches);

 private:
  // What remains of an approval on one account of its release.
  struct Left {
    InternedName account;
    Int128 amount = 0;
  };
  struct Approval {
    Day given;
    Day until;
    std::vector<Left> left;
  };
  // Amounts of a credit: held since a day and not given up, or paid under an approval.
  struct Held {
    Day day;
    Int128 amount = 0;
  };
  struct Paid {
    std::string approval;
    Int128 amount = 0;
  };
  struct Credit {
    std::vector<Held> held;
    std::vector<Paid> paid;
  };

  void count_earmarks();
  void check_days(Day day);
  [[nodiscard]] bool was_held(const Credit& credit) const;
  void breach(std::string what) { breaches_->push_back({Law::approvals_hold, std::move(what)}); }

  template <class Data>
  void on_event(Day, const Data&) {}
  void on_event(Day day, const ReleaseApproved& data);
  void on_event(Day day, const CreditIssued& data);
  void on_event(Day day, const CreditAmended& data);
  void on_event(Day day, const CreditHonoured& data);
  void on_event(Day day, const PurposePaid&) { check_days(day); }
  void on_event(Day day, const FundsConverted&) { check_days(day); }
  void on_event(Day day, const FundsTransferred&) { check_days(day); }

  TextMap<Approval> approvals_;
  TextMap<Credit> credits_;
  // The current entry.
  std::span<const PostedLeg> legs_;
  std::vector<LawBreach>* breaches_ = nullptr;
};

}  // namespace setoff
