#include "ledger/audit/approval_laws.h"

#include <algorithm>

namespace setoff {
namespace {

bool is_earmark(const PostedLeg& leg) {
  return leg.kind == Kind::approved || leg.kind == Kind::converted;
}

template <class Value>
Value& at(TextMap<Value>& values, std::string_view name) {
  const auto found = values.find(name);
  return found != values.end() ? found->second
                               : values.try_emplace(std::string(name)).first->second;
}

}  // namespace

void ApprovalLaws::take(const Event& event, std::span<const PostedLeg> legs,
                        std::vector<LawBreach>& breaches) {
  legs_ = legs;
  breaches_ = &breaches;
  std::visit([&](const auto& data) { note(event.value_date, data); }, event.data);
}

ApprovalLaws::Stage& ApprovalLaws::stage_of(std::string_view release, std::string_view account) {
  auto& stages = at(releases_, release);
  const auto found = std::ranges::find(stages, account, &Stage::account);
  if (found != stages.end()) return *found;
  stages.push_back({std::string(account), {}, {}});
  return stages.back();
}

// Takes what was drawn from the approvals that are live on its day; returns what they lack.
Int128 ApprovalLaws::take_from(std::vector<Allowed>& allowed, Drawn drawn) {
  while (drawn.amount > 0) {
    Allowed* first = nullptr;
    for (auto& one : allowed)
      if (one.left > 0 && one.given <= drawn.day && drawn.day <= one.until &&
          (first == nullptr || one.until < first->until))
        first = &one;
    if (first == nullptr) break;
    const auto part = std::min(first->left, drawn.amount);
    first->left -= part;
    drawn.amount -= part;
  }
  return drawn.amount;
}

// Events come in any order of days: whether the draws fit when they are taken day by day.
bool ApprovalLaws::reassign(Stage& stage) {
  auto allowed = stage.allowed;
  for (auto& one : allowed)
    one.left = one.amount;
  std::ranges::stable_sort(stage.drawn, {}, &Drawn::day);
  for (const auto& drawn : stage.drawn)
    if (take_from(allowed, drawn) > 0) return false;
  stage.allowed = std::move(allowed);
  return true;
}

void ApprovalLaws::draw(std::string_view release, std::string_view account, Drawn drawn) {
  auto& stage = stage_of(release, account);
  stage.drawn.push_back(drawn);
  if (take_from(stage.allowed, drawn) == 0 || reassign(stage)) return;
  breach("more is drawn on " + std::string(account) + " under release '" + std::string(release) +
         "' than its approvals allow on " + drawn.day.text());
}

void ApprovalLaws::move(std::string_view release, std::string_view from, std::string_view to,
                        Drawn drawn, Int128 arrives) {
  Day until = drawn.day;
  for (const auto& one : stage_of(release, from).allowed)
    if (one.given <= drawn.day && drawn.day <= one.until) until = std::max(until, one.until);
  draw(release, from, drawn);
  stage_of(release, to).allowed.push_back({drawn.day, until, arrives, arrives});
}

// Earmarks that fall without money going out: the approvals that end first are taken back first.
void ApprovalLaws::take_back() {
  for (const auto& leg : legs_) {
    if (!is_earmark(leg) || leg.posting.amount >= 0) continue;
    Int128 amount = -Int128{leg.posting.amount};
    auto& allowed = stage_of(leg.posting.lot, leg.object).allowed;
    std::ranges::stable_sort(allowed, {}, &Allowed::until);
    for (auto& one : allowed) {
      const auto part = std::min(one.left, amount);
      one.left -= part;
      one.amount -= part;
      amount -= part;
    }
    if (amount > 0)
      breach("more of release '" + std::string(leg.posting.lot) +
             "' is taken back than its approvals have left");
  }
}

void ApprovalLaws::note(Day day, const ReleaseApproved& data) {
  for (const auto& leg : legs_) {
    if (leg.kind != Kind::approved || leg.posting.lot != data.release) continue;
    const Int128 amount = data.amount.minor();
    stage_of(data.release, leg.object).allowed.push_back({day, data.valid_until, amount, amount});
    if (leg.posting.amount != data.amount.minor())
      breach("release '" + data.release + "' is earmarked with another amount than is approved");
  }
}

void ApprovalLaws::note(Day day, const CreditIssued& data) {
  Int128 held = 0;
  for (const auto& leg : legs_)
    if (leg.kind == Kind::held) held += leg.posting.amount;
  credits_.insert_or_assign(data.credit, Credit{data.release, data.account, {{day, held}}});
}

void ApprovalLaws::note(Day day, const CreditAmended& data) {
  if (!data.amount) return;
  auto& held = at(credits_, data.credit).held;
  Int128 amount = data.amount->minor();
  if (*data.direction == Direction::increase) return held.push_back({day, amount});
  for (auto one = held.rbegin(); one != held.rend() && amount > 0; ++one) {
    const auto part = std::min(one->amount, amount);
    one->amount -= part;
    amount -= part;
  }
}

void ApprovalLaws::note(Day, const CreditHonoured& data) {
  auto& credit = at(credits_, data.credit);
  Int128 amount = data.amount.minor();
  for (auto& one : credit.held) {
    const auto part = std::min(one.amount, amount);
    if (part == 0) continue;
    one.amount -= part;
    amount -= part;
    draw(credit.release, credit.account, {one.day, part});
  }
  if (amount > 0) breach("credit '" + data.credit + "' is paid beyond what was held for it");
}

void ApprovalLaws::note(Day day, const PurposePaid& data) {
  draw(data.release, data.account, {day, data.amount.minor()});
}
void ApprovalLaws::note(Day day, const FundsConverted& data) {
  move(data.release, data.account, data.to_account, {day, data.amount.minor()},
       data.received.minor());
}
void ApprovalLaws::note(Day day, const FundsTransferred& data) {
  move(data.release, data.account, data.to_account, {day, data.amount.minor()},
       data.amount.minor());
}

}  // namespace setoff
