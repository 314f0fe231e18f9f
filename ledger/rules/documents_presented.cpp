// documents.presented: papers that claim a part of a letter of credit.

#include <algorithm>

#include "ledger/rules/credit_view.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

struct DocumentsPresentedRules {
  static constexpr std::string_view kMeaning =
      "The supplier hands in the documents that a letter of credit asks for.";

  static std::string describe(const DocumentsPresented& data) {
    return data.documents + " for " + amount_phrase(data.amount) + " of " + data.credit +
           (data.complying ? "" : ", not complying");
  }

  static Status prepare(const RuleContext& context, const DocumentsPresented& data) {
    SETOFF_TRY(view, require_credit(context, data.credit));
    const Day day = context.day();
    auto facts = view.facts();
    if (std::ranges::find(facts.documents, data.documents, &DocumentSet::name) !=
        facts.documents.end())
      return Error(Code::lot_exists, "the credit has papers '" + data.documents + "' already",
                   "data.documents");
    SETOFF_TRY_STATUS(require_currency(data.amount, view.account->currency, "data.amount"));
    if (view.ended(day) || day > facts.expiry_on(day)) return credit_ended(view, day);
    const auto rest = unclaimed_from(context, view);
    if (data.amount.minor() > rest)
      return Error(Code::exceeds_credit, data.amount.text() + " is more than the " +
                                             view.money(rest).text() +
                                             " of the credit that no papers claim");
    auto& draft = context.draft;
    draft.link(LinkKind::follows, view.credit.lot->opened);
    if (data.complying) {
      const auto place =
          std::ranges::upper_bound(facts.documents, day, {}, &DocumentSet::presented);
      facts.documents.insert(place, {data.documents, day, data.amount.minor(), {}});
    }
    draft.change_lot(view.credit.id, std::move(facts));
    return Ok{};
  }

  static void apply(State& state, const Event&, const DocumentsPresented&, Draft&& draft,
                    Sequence) {
    change_facts(state, std::move(draft));
  }
};

}  // namespace

SETOFF_RULES(DocumentsPresented, DocumentsPresentedRules)

}  // namespace setoff
