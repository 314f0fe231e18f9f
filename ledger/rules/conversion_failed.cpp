// conversion.failed: the bank could not exchange released money.

#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

struct ConversionFailedRules {
  static constexpr std::string_view kMeaning = "The bank could not exchange released money.";

  static std::string describe(const ConversionFailed& data) {
    return data.release + quoted_phrase(data.reason);
  }

  static Status prepare(const RuleContext& context, const ConversionFailed& data) {
    SETOFF_TRY_STATUS(require_account(context, data.account));
    SETOFF_TRY(release, require_lot<ReleaseFacts>(context, data.release, "release"));
    auto& draft = context.draft;
    draft.link(LinkKind::releases, release.lot->opened);
    return Ok{};
  }

  static void apply(State&, const Event&, const ConversionFailed&, Draft&&, Sequence) {}
};

}  // namespace

SETOFF_RULES(ConversionFailed, ConversionFailedRules)

}  // namespace setoff
