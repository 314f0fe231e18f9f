// Warns about behaviours, rules and shocks that can never act in this file. An item for the other
// kind of `flows` is fine if a variant selects that kind.

#include <algorithm>

#include "simulator/scenario/checks.h"

namespace setoff::simulator {

namespace {

class ConductCheck {
 public:
  explicit ConductCheck(const CheckContext& file)
      : file_(file), scenario_(file.scenario), recorded_(file.scenario.flows == Flows::recorded) {}

  void run() {
    payments();
    behaviour();
    seller();
    flows();
    shocks();
  }

 private:
  [[nodiscard]] bool behaves() const {
    const Payments& payments = scenario_.payments;
    if (!payments.regular) return false;
    if (!payments.behaviour_from) return !recorded_;
    return *payments.behaviour_from <= scenario_.time.to;
  }

  [[nodiscard]] bool record_counts(const RecordedPayment& payment) const {
    const auto& from = scenario_.payments.behaviour_from;
    return recorded_ || (from && payment.date < *from);
  }

  void payments() {
    const Payments& payments = scenario_.payments;
    const bool counts = std::ranges::any_of(
        payments.recorded, [&](const RecordedPayment& payment) { return record_counts(payment); });
    if (!payments.recorded.empty() && !counts && !file_.other_flows)
      file_.warning("payments.recorded", "never_acts",
                    "with `flows: behavioural` recorded payments count only before "
                    "payments.behaviour.from, and none is: not one of them is made",
                    "give payments.behaviour.from, or choose `flows: recorded`");
    if (behaves() || counts || !payments.bridges.empty()) return;
    if (payments.regular && !file_.other_flows) return;  // reported at the behaviour
    file_.warning("payments", "never_pays",
                  "nothing is ever paid: no behaviour acts, and no payment is recorded",
                  "add payments.behaviour with `from`, or payments.recorded");
  }

  void behaviour() {
    const Payments& payments = scenario_.payments;
    if (!payments.regular) return;
    if (recorded_ && !payments.behaviour_from && !file_.other_flows)
      file_.warning("payments.behaviour", "never_acts",
                    "with `flows: recorded` the buyer acts by itself only from "
                    "payments.behaviour.from on, which is not given: it never pays",
                    "add from: " + scenario_.time.from.text());
    const bool nothing = pays_nothing(*payments.regular) && payments.arrears.empty() &&
                         std::ranges::all_of(payments.regimes, [](const PaymentRegime& regime) {
                           return pays_nothing(regime.pays);
                         });
    if (nothing && behaves() && payments.recorded.empty() && payments.bridges.empty())
      file_.warning("payments.behaviour.pays", "never_pays",
                    "the buyer pays nothing: no share, no regime and no arrears payment is above "
                    "zero",
                    "give a share, or add arrears or recorded payments");
    const bool cuts = !recorded_ && !scenario_.supply_response.empty();
    if (payments.pressure && !cuts && !file_.other_flows)
      file_.warning("payments.behaviour.pressure", "never_acts",
                    "the buyer pays under the pressure of a cut by rule, and " +
                        std::string(recorded_ ? "with `flows: recorded` no rule cuts"
                                              : "the file has no supply_response"),
                    recorded_ ? "choose `flows: behavioural`, or remove it"
                              : "add supply_response, or remove it");
  }

  static bool pays_nothing(const RegularPayment& pays) {
    return pays.share.is_constant() && pays.share.center() <= 0;
  }

  void seller() {
    if (!recorded_ || scenario_.supply_response.empty() || file_.other_flows) return;
    file_.warning("supply_response", "never_acts",
                  "the seller cuts by rule with `flows: behavioural` only",
                  "choose `flows: behavioural`, or remove it");
  }

  void flows() {
    if (file_.other_flows) return;
    for (const Contract& line : scenario_.exports) {
      const std::string path = "exports." + line.name;
      if (!recorded_ && !line.recorded.empty())
        file_.warning(path + ".recorded", "never_acts",
                      "with `flows: behavioural` the recorded flow is not used",
                      "choose `flows: recorded`, or remove it");
      if (recorded_ && !line.contract_max.empty())
        file_.warning(path + ".contract_max", "never_acts",
                      "contract_max bounds the flow with `flows: behavioural` only",
                      "choose `flows: behavioural`, or remove it");
      for (std::size_t i = 0; i < line.cuts.size(); ++i) {
        const AppliesTo applies = line.cuts[i].applies_to;
        const AppliesTo other = recorded_ ? AppliesTo::behavioural : AppliesTo::recorded;
        if (applies != other) continue;
        const std::string kind = recorded_ ? "behavioural" : "recorded";
        file_.warning(item_path(path + ".cuts", i) + ".applies_to", "never_acts",
                      "a cut of " + kind + " flows never acts here: `flows` is " +
                          (recorded_ ? "recorded" : "behavioural"),
                      "write applies_to: both, or remove it");
      }
    }
  }

  // A shock on a series has an effect only if a formula, a flow or a rate uses the series.
  void shocks() {
    for (const Shock& shock : scenario_.shocks) {
      if (shock.target != ShockTarget::series) continue;
      const Series& series = scenario_.series[shock.series.index()];
      if (used(shock.series, series.name)) continue;
      const Node* change = file_.at("shocks." + shock.name + ".change").node();
      const Member* member =
          change == nullptr ? nullptr : change->find_member("data." + series.name);
      file_.diagnostics.warning(
          "never_acts",
          member == nullptr ? file_.at("shocks." + shock.name).span() : member->key_span,
          "nothing uses the series '" + series.name + "', so that the shock changes nothing",
          "name a series that a price, a flow or a rate uses");
    }
  }

  static bool uses(const Steps<Expression>& prices, SeriesRef ref) {
    return std::ranges::any_of(prices.steps, [&](const auto& step) {
      return std::ranges::any_of(step.value.nodes, [&](const ExpressionNode& node) {
        return node.op == ExpressionOp::series && node.series == ref;
      });
    });
  }

  [[nodiscard]] bool used(SeriesRef ref, const std::string& name) const {
    for (const Contract& line : scenario_.exports)
      if (uses(line.price, ref)) return true;
    if (scenario_.imports)
      for (const Good& good : scenario_.imports->goods)
        if (uses(good.price, ref)) return true;
    return names_series(file_.tree, name);
  }

  // Whether `data: NAME` occurs anywhere below.
  static bool names_series(const Node& node, const std::string& name) {
    const Node* data = node.find("data");
    if (data != nullptr && data->is_scalar() && data->text() == name) return true;
    const auto inside = [&](const Node& inner) { return names_series(inner, name); };
    return std::ranges::any_of(node.items(), inside) ||
           std::ranges::any_of(node.members(),
                               [&](const Member& member) { return inside(member.value); });
  }

  const CheckContext& file_;
  const Scenario& scenario_;
  bool recorded_;
};

}  // namespace

void warn_conduct(const CheckContext& file) {
  ConductCheck(file).run();
}

}  // namespace setoff::simulator
