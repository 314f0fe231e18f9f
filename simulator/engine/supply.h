#pragma once
// SupplyResponse: the seller's response to arrears, blocked funds or a balance, with flows:
// behavioural. A rule whose trigger holds on the morning of a day (books as of the previous
// evening, due days of today) gives notice, cuts once the trigger has held for notice_days without
// a break, and restores once it has not held for restore_after days. Rules apply to a flow in the
// order of their names.

#include <optional>
#include <vector>

#include "simulator/engine/event_submitter.h"

namespace setoff::simulator {

class SupplyResponse {
 public:
  explicit SupplyResponse(const Scenario& scenario);

  [[nodiscard]] Status run_day(DayContext& today);
  // The flow after the cuts in force today.
  [[nodiscard]] Result<Quantity> flow(LineRef line, Quantity stated) const;
  [[nodiscard]] Result<Quantity> flow(PurchaseRef purchase, Quantity stated) const;
  [[nodiscard]] bool cuts(LineRef line) const;
  [[nodiscard]] bool cuts(PurchaseRef purchase) const;
  // Lines on which a cut began today.
  [[nodiscard]] const std::vector<LineRef>& begun() const { return begun_; }
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(standings_);
  }

 private:
  struct RuleState {
    std::optional<Day> holds_since;
    std::optional<Day> clear_since;
    bool cutting = false;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(holds_since, clear_since, cutting);
    }
  };
  [[nodiscard]] Result<bool> triggered(const State& state, const SupplyRule& rule, Day day) const;
  [[nodiscard]] Result<std::int64_t> overdue(const State& state, const SupplyRule& rule,
                                             Day day) const;
  [[nodiscard]] Result<Exact> blocked(const State& state, const SupplyRule& rule, Day day) const;
  // The balance of the rule's account, in the currency of the rule.
  [[nodiscard]] Result<std::int64_t> balance(const State& state, const SupplyRule& rule,
                                             Day day) const;
  void advance(const SupplyRule& rule, RuleState& standing, bool holds, Day day);
  [[nodiscard]] std::vector<LineRef> lines_of(const SupplyRule& rule) const;
  template <class Ref>
  [[nodiscard]] bool any_cut(Ref contract) const;
  template <class Ref>
  [[nodiscard]] Result<Quantity> flow_after_cuts(Ref contract, Quantity stated) const;

  const Scenario& scenario_;
  std::vector<RuleState> standings_;  // one per rule
  std::vector<LineRef> begun_;
};

}  // namespace setoff::simulator
