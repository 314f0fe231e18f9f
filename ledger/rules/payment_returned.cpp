// payment.returned: the bank takes a payment back, so that what it settled is owed again.

#include "ledger/rules/event_rules.h"
#include "ledger/rules/payment_claw_back.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

struct PaymentReturnedRules {
  static constexpr std::string_view kMeaning =
      "The bank takes a payment back, in whole or in part.";

  static std::string describe(const PaymentReturned& data) {
    return amount_phrase(data.amount) + " of " + data.payment + quoted_phrase(data.reason);
  }

  static Status prepare(const RuleContext& context, const PaymentReturned& data) {
    return claw_back_payment(context, data.payment, data.amount);
  }

  static void apply(State& state, const Event&, const PaymentReturned& data, Draft&&, Sequence) {
    record_return(state, data.payment, data.amount.minor());
  }
};

}  // namespace

SETOFF_RULES(PaymentReturned, PaymentReturnedRules)

}  // namespace setoff
