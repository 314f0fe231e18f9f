#pragma once
// ApprovalLaws: law 19, of every approval by itself: what leaves restricted accounts under it comes
// to no more than it allows, within its own days; a letter of credit is drawn under approvals that
// were live on the days on which its money was held. Told from events and postings alone. Take
// every entry in order.

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ledger/audit/laws.h"
#include "ledger/audit/posted_leg.h"
#include "ledger/base/kept_name.h"
#include "ledger/base/text_map.h"

namespace setoff {

class ApprovalLaws {
 public:
  // Adds the breaches of an entry that was booked.
  void take(const Event& event, std::span<const PostedLeg> legs, std::vector<LawBreach>& breaches);

 private:
  // What an approval has left on an account of its release.
  struct Left {
    KeptName account;
    Int128 amount = 0;
  };
  struct Approval {
    Day given;
    Day until;
    std::vector<Left> left;
  };
  // Of a credit: held for it on a day and not given up, or paid under an approval.
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
  void note(Day, const Data&) {}
  void note(Day day, const ReleaseApproved& data);
  void note(Day day, const CreditIssued& data);
  void note(Day day, const CreditAmended& data);
  void note(Day day, const CreditHonoured& data);
  void note(Day day, const PurposePaid&) { check_days(day); }
  void note(Day day, const FundsConverted&) { check_days(day); }
  void note(Day day, const FundsTransferred&) { check_days(day); }

  TextMap<Approval> approvals_;
  TextMap<Credit> credits_;
  // The entry in hand.
  std::span<const PostedLeg> legs_;
  std::vector<LawBreach>* breaches_ = nullptr;
};

}  // namespace setoff
