// funds.converted: released money is exchanged into another currency.

#include "ledger/arithmetic/shares.h"
#include "ledger/rules/amounts.h"
#include "ledger/rules/approvals.h"
#include "ledger/rules/bank_rounding.h"
#include "ledger/rules/between_accounts.h"
#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/money_moves.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

// Minor units; the tolerance for a currency for which the agreement has none.
constexpr std::int64_t kConversionResidue = 2;

// Splits `total` in proportion to the lots that it comes from.
Result<std::vector<LotPart>> follow_lots(const std::vector<LotPart>& from, std::int64_t total) {
  std::vector<std::int64_t> weights;
  for (const auto& part : from)
    weights.push_back(part.amount);
  SETOFF_TRY(amounts, split(total, weights));
  std::vector<LotPart> parts;
  for (std::size_t i = 0; i < from.size(); ++i)
    if (amounts[i] != 0) parts.push_back({from[i].lot, amounts[i]});
  return parts;
}

// Books the buyer's share of a conversion loss to a topup, or of a gain to an advance.
Status share_with_buyer(const RuleContext& context, Draft& draft, const FundsConverted& data,
                        const Line& line, std::int64_t gain) {
  const auto book = context.book();
  SETOFF_TRY(share, fraction_of(gain, context.rules().fx_buyer_share, context.rules().rounding));
  if (share == 0) return Ok{};
  draft.debit({AccountKind::fx, data.account, line.line}, {}, book, share);
  const auto kind = share < 0 ? AccountKind::topup : AccountKind::advance;
  draft.credit({kind, line.buyer, line.line}, data.conversion, book, share);
  return Ok{};
}

// Transfers the approvals of the converted money to the money received for it.
Status convert_approvals(const RuleContext& context, const BankAccount& from, const BankAccount& to,
                         std::string_view line, const std::vector<ApprovalPart>& drawn,
                         std::int64_t received) {
  consume_approvals(context, from, line, drawn);
  std::vector<std::int64_t> weights;
  for (const auto& part : drawn)
    weights.push_back(part.amount);
  SETOFF_TRY(amounts, split(received, weights));
  for (std::size_t i = 0; i < drawn.size(); ++i)
    add_approval(context, to, line, AccountKind::converted, drawn[i].lot, amounts[i]);
  return Ok{};
}

struct FundsConvertedRules {
  static constexpr std::string_view kMeaning = "Released money is exchanged into another currency.";

  static std::string describe(const FundsConverted& data) {
    return amount_phrase(data.amount) + " of " + data.account + " to " +
           amount_phrase(data.received) + " in " + data.to_account + " under " + data.release;
  }

  static Status prepare(const RuleContext& context, const FundsConverted& data);

  static void apply(State& state, const Event& event, const FundsConverted& data, Draft&&,
                    Sequence sequence) {
    const auto line = state.lots[state.lots.find(data.release)].facts.as<ReleaseFacts>().line;
    state.lots.open(data.conversion, SourceFacts{line, event.value_date}, sequence);
  }
};

Status FundsConvertedRules::prepare(const RuleContext& context, const FundsConverted& data) {
  SETOFF_TRY(account, require_account(context, data.account));
  SETOFF_TRY(to, require_account(context, data.to_account));
  SETOFF_TRY(release, require_lot<ReleaseFacts>(context, data.release, "release"));
  SETOFF_TRY_STATUS(require_new_name(context, data.conversion));
  SETOFF_TRY_STATUS(require_currency(data.amount, account->currency, "data.amount"));
  SETOFF_TRY_STATUS(require_currency(data.received, to->currency, "data.received"));
  if (to->currency == account->currency)
    return Error(Code::currency_mismatch,
                 "a conversion is between two currencies; within one, funds are transferred",
                 "data.to_account");
  const auto& line = *context.state.agreement.find_line(release.facts->line);
  const Debit debit{*account, line.line, release.facts->purpose, {}, *release.lot, data.amount};
  SETOFF_TRY(conversion, conversion_amount(context.state, data.amount, to->currency, data.spread,
                                           context.day()));
  SETOFF_TRY_STATUS(check_debit_authority(context, debit, true));
  SETOFF_TRY_STATUS(check_incoming(context, *to, line.line));
  SETOFF_TRY_STATUS(check_approval(context, debit));
  SETOFF_TRY_STATUS(check_destination(context, *to, *release.facts));
  if (!within(data.received.minor(), conversion.received.minor(),
              bank_rounding(context, to->currency, kConversionResidue)))
    return Error(Code::residue_too_large, "the terms give " + conversion.received.text() +
                                              ", the event says " + data.received.text());
  SETOFF_TRY(drawn, require_cover(context, debit));
  SETOFF_TRY_STATUS(check_credit_limits(context, *to, data.received));

  auto& draft = context.draft;
  SETOFF_TRY(out, withdraw_from_lots(context, draft, *account, line.line, data.amount));
  SETOFF_TRY(received, book_value(context.state, data.received, context.day()));
  SETOFF_TRY(spread, book_value(context.state, conversion.spread, context.day()));
  SETOFF_TRY(parts, follow_lots(out.lots, data.received.minor()));
  SETOFF_TRY_STATUS(deposit_into_lots(context, draft, *to, line.line, parts, received.minor()));
  draft.debit({AccountKind::spread, data.account, line.line}, {}, context.book(), spread.minor());
  draft.debit({AccountKind::rounding, data.account, line.line}, {}, context.book(),
              out.value - received.minor() - spread.minor());
  SETOFF_TRY_STATUS(share_with_buyer(context, draft, data, line, out.gain));
  SETOFF_TRY_STATUS(
      convert_approvals(context, *account, *to, line.line, drawn, data.received.minor()));
  draft.link(LinkKind::releases, release.lot->opened);
  return Ok{};
}

}  // namespace

SETOFF_RULES(FundsConverted, FundsConvertedRules)

}  // namespace setoff
