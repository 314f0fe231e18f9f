#include "ledger/audit/approval_laws.h"

#include <algorithm>

namespace setoff {
namespace {

bool is_earmark(const PostedLeg& leg) {
  return leg.kind == AccountKind::approved || leg.kind == AccountKind::converted;
}

}  // namespace

void ApprovalLaws::check_entry(const Event& event, std::span<const PostedLeg> legs,
                               std::vector<LawBreach>& breaches) {
  legs_ = legs;
  breaches_ = &breaches;
  std::visit([&](const auto& data) { on_event(event.value_date, data); }, event.data);
  count_earmarks();
}

void ApprovalLaws::count_earmarks() {
  for (const auto& leg : legs_) {
    if (!is_earmark(leg)) continue;
    const auto found = approvals_.find(leg.posting.lot);
    if (found == approvals_.end()) {
      breach("an earmark under '" + std::string(leg.posting.lot) + "', which is no approval");
      continue;
    }
    auto& lefts = found->second.left;
    auto left =
        std::ranges::find_if(lefts, [&](const Left& one) { return one.account == leg.object; });
    if (left == lefts.end()) left = lefts.insert(left, Left{std::string(leg.object)});
    left->amount += leg.posting.amount;
    if (left->amount < 0)
      breach("more is drawn on " + left->account + " under approval '" + found->first +
             "' than it has left");
  }
}

// Money may leave only while its approvals are live.
void ApprovalLaws::check_days(Day day) {
  for (const auto& leg : legs_) {
    if (!is_earmark(leg) || leg.posting.amount >= 0) continue;
    const auto found = approvals_.find(leg.posting.lot);
    if (found != approvals_.end() && (day < found->second.given || found->second.until < day))
      breach("approval '" + found->first + "' is drawn on " + day.text() +
             ", which is not its day");
  }
}

// Whether what was paid of a credit was held for it while the approvals that it was paid under were
// live. Takes the days in order and assigns each to the approval that ends first.
bool ApprovalLaws::was_held(const Credit& credit) const {
  struct Open {
    const Approval* approval;
    Int128 amount;
  };
  std::vector<Open> open;
  for (const auto& paid : credit.paid)
    if (const auto found = approvals_.find(paid.approval); found != approvals_.end())
      open.push_back({&found->second, paid.amount});
  std::ranges::stable_sort(open, {}, [](const Open& one) { return one.approval->until; });
  auto held = credit.held;
  std::ranges::stable_sort(held, {}, &Held::day);
  for (auto& one : held)
    for (auto& [approval, amount] : open) {
      if (one.day < approval->given || approval->until < one.day) continue;
      const auto part = std::min(one.amount, amount);
      one.amount -= part;
      amount -= part;
    }
  return std::ranges::all_of(open, [](const Open& one) { return one.amount == 0; });
}

void ApprovalLaws::on_event(Day day, const ReleaseApproved& data) {
  for (const auto& leg : legs_) {
    if (leg.kind != AccountKind::approved || leg.posting.amount <= 0) continue;
    if (!leg.posting.lot.starts_with(data.release + "#"))
      breach("an approval of '" + data.release + "' is named '" + std::string(leg.posting.lot) +
             "'");
    if (approvals_.contains(leg.posting.lot))
      breach("approval '" + std::string(leg.posting.lot) + "' is given again");
    value_at(approvals_, leg.posting.lot) = {day, data.valid_until, {}};
    if (leg.posting.amount != data.amount.minor())
      breach("release '" + data.release + "' is earmarked with another amount than is approved");
  }
}

void ApprovalLaws::on_event(Day day, const CreditIssued& data) {
  Int128 held = 0;
  for (const auto& leg : legs_)
    if (leg.kind == AccountKind::held) held += leg.posting.amount;
  credits_.insert_or_assign(data.credit, Credit{{{day, held}}, {}});
}

void ApprovalLaws::on_event(Day day, const CreditAmended& data) {
  if (!data.amount) return;
  auto& held = value_at(credits_, data.credit).held;
  Int128 amount = data.amount->minor();
  if (*data.direction == Direction::increase) return held.push_back({day, amount});
  for (auto one = held.rbegin(); one != held.rend() && amount > 0; ++one) {
    const auto part = std::min(one->amount, amount);
    one->amount -= part;
    amount -= part;
  }
}

void ApprovalLaws::on_event(Day, const CreditHonoured& data) {
  auto& credit = value_at(credits_, data.credit);
  for (const auto& leg : legs_) {
    if (!is_earmark(leg) || leg.posting.amount >= 0) continue;
    auto paid = std::ranges::find(credit.paid, leg.posting.lot, &Paid::approval);
    if (paid == credit.paid.end())
      paid = credit.paid.insert(paid, Paid{std::string(leg.posting.lot)});
    paid->amount -= leg.posting.amount;
  }
  if (!was_held(credit))
    breach("credit '" + data.credit + "' is paid beyond what was held for it under its approvals");
}

}  // namespace setoff
