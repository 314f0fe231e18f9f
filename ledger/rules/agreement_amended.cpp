// agreement.amended: new rules, or parties, lines and accounts added.

#include <algorithm>

#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"

namespace setoff {
namespace {

// Adds items, or replaces those of the same name.
template <class Item>
void merge(std::vector<Item>& items, const std::vector<Item>& added, std::string Item::* name) {
  for (const auto& item : added) {
    const auto same = std::ranges::find(items, item.*name, name);
    if (same == items.end())
      items.push_back(item);
    else
      *same = item;
  }
}

Agreement amended(const Agreement& before, const AgreementAmended& data) {
  Agreement after = before;
  if (data.rules) after.rules = *data.rules;
  merge(after.parties, data.parties, &Party::party);
  merge(after.lines, data.lines, &Line::line);
  merge(after.accounts, data.accounts, &BankAccount::account);
  return after;
}

DatedRules with_rules(const State& state, Day from, const Rules& rules) {
  auto dated = state.rules;
  const auto place = std::ranges::upper_bound(dated, from, {}, &DatedRules::value_type::first);
  dated.emplace(place, from, rules);
  return dated;
}

// Existing lines and accounts must not change: their postings rely on them.
Status check_kept(const RuleContext& context, const AgreementAmended& data) {
  for (const auto& line : data.lines) {
    const auto* old = context.state.agreement.find_line(line.line);
    if (old != nullptr && *old != line)
      return Error(Code::bad_field,
                   "the line '" + line.line + "' is in use and keeps its owner, buyer and unit",
                   "data.lines");
  }
  for (const auto& account : data.accounts) {
    const auto* old = context.state.agreement.find_account(account.account);
    if (old != nullptr && *old != account)
      return Error(Code::bad_field,
                   "the account '" + account.account + "' is in use and keeps its terms",
                   "data.accounts");
  }
  return Ok{};
}

struct AgreementAmendedRules {
  static constexpr std::string_view kMeaning =
      "The parties change the terms: new rules, or parties, lines and accounts added.";

  static std::string describe(const AgreementAmended& data) { return data.reference.value; }

  static Status prepare(const RuleContext& context, const AgreementAmended& data) {
    SETOFF_TRY_STATUS(check_kept(context, data));
    SETOFF_TRY_STATUS(check_agreement(amended(context.state.agreement, data)));
    bool home = false;
    bool abroad = false;
    for (const auto& name : data.consents) {
      SETOFF_TRY(party, require_party(context, name));
      (party->side == Side::home ? home : abroad) = true;
    }
    if (!home || !abroad)
      return Error(Code::consent_missing, "an amendment needs the consent of a party of each side");
    if (data.rules)
      context.draft.terms = std::make_unique<TermsUpdate>(TermsUpdate{
          context.day(), std::nullopt, with_rules(context.state, context.day(), *data.rules)});
    return Ok{};
  }

  static void apply(State& state, const Event&, const AgreementAmended& data, Draft&& draft,
                    Sequence) {
    if (draft.terms) state.rules = *std::move(draft.terms->rules);
    const auto first_rules = state.agreement.rules;
    state.agreement = amended(state.agreement, data);
    state.agreement.rules = first_rules;
  }
};

}  // namespace

SETOFF_RULES(AgreementAmended, AgreementAmendedRules)

}  // namespace setoff
