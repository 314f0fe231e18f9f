// documents.refused: papers are sent back, so that they claim nothing any more.

#include <algorithm>

#include "ledger/rules/credit_view.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

// Whether the documents are paid, at least in part: captures pay the oldest documents first.
bool is_paid(const CreditFacts& facts, const DocumentSet& papers) {
  std::int64_t older = 0;
  for (const auto& other : facts.documents) {
    if (&other == &papers) break;
    if (!other.refused) older += other.amount;
  }
  return facts.captured.last() > older;
}

struct DocumentsRefusedRules {
  static constexpr std::string_view kMeaning = "The bank sends documents back.";

  static std::string describe(const DocumentsRefused& data) {
    return data.documents + " of " + data.credit + quoted_phrase(data.reason);
  }

  static Status prepare(const RuleContext& context, const DocumentsRefused& data) {
    SETOFF_TRY(view, require_credit(context, data.credit));
    auto facts = view.facts();
    const auto papers = std::ranges::find(facts.documents, data.documents, &DocumentSet::name);
    if (papers == facts.documents.end())
      return Error(Code::unknown_lot,
                   "the credit has no complying papers '" + data.documents + "'");
    if (papers->refused)
      return Error(Code::state_unchanged, "the papers were refused on " + papers->refused->text());
    if (is_paid(facts, *papers))
      return Error(Code::has_dependents, "the papers '" + data.documents + "' are paid already");
    papers->refused = context.day();
    auto& draft = context.draft;
    draft.link(LinkKind::follows, view.credit.lot->opened);
    draft.change_lot(view.credit.id, std::move(facts));
    return Ok{};
  }

  static void apply(State& state, const Event&, const DocumentsRefused&, Draft&& draft, Sequence) {
    change_facts(state, std::move(draft));
  }
};

}  // namespace

SETOFF_RULES(DocumentsRefused, DocumentsRefusedRules)

}  // namespace setoff
