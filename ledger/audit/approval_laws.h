#pragma once
// ApprovalLaws: law 19, of every approval by itself: what leaves restricted accounts under it comes
// to no more than it allows, within its own days; a letter of credit is drawn on the days on which
// its money was held. Money drawn takes the approval that ends first, so that a breach means that
// no order of them would do. Told from events and postings alone. Take every entry in order.

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ledger/audit/laws.h"
#include "ledger/audit/posted_leg.h"
#include "ledger/base/text_map.h"

namespace setoff {

class ApprovalLaws {
 public:
  // Adds the breaches of an entry that was booked.
  void take(const Event& event, std::span<const PostedLeg> legs, std::vector<LawBreach>& breaches);

 private:
  struct Allowed {
    Day given;
    Day until;
    Int128 amount = 0;
    Int128 left = 0;
  };
  struct Drawn {
    Day day;
    Int128 amount = 0;
  };
  // What a release allows on one account.
  struct Stage {
    std::string account;
    std::vector<Allowed> allowed;
    std::vector<Drawn> drawn;
  };
  struct Credit {
    std::string release;
    std::string account;
    std::vector<Drawn> held;  // and not paid yet, by the day on which it was held
  };

  Stage& stage_of(std::string_view release, std::string_view account);
  void draw(std::string_view release, std::string_view account, Drawn drawn);
  [[nodiscard]] static Int128 take_from(std::vector<Allowed>& allowed, Drawn drawn);
  [[nodiscard]] static bool reassign(Stage& stage);
  void move(std::string_view release, std::string_view from, std::string_view to, Drawn drawn,
            Int128 arrives);
  void take_back();
  void breach(std::string what) { breaches_->push_back({Law::approvals_hold, std::move(what)}); }

  template <class Data>
  void note(Day, const Data&) {
    take_back();
  }
  void note(Day day, const ReleaseApproved& data);
  void note(Day day, const CreditIssued& data);
  void note(Day day, const CreditAmended& data);
  void note(Day day, const CreditHonoured& data);
  void note(Day day, const PurposePaid& data);
  void note(Day day, const FundsConverted& data);
  void note(Day day, const FundsTransferred& data);

  TextMap<std::vector<Stage>> releases_;
  TextMap<Credit> credits_;
  // The entry in hand.
  std::span<const PostedLeg> legs_;
  std::vector<LawBreach>* breaches_ = nullptr;
};

}  // namespace setoff
