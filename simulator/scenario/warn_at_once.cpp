// Warns about what already holds on the first day: a seller's rule that cuts from the start, and a
// limit that the opening balance breaks. Most often the sign of the amount is wrong.

#include "simulator/scenario/check_places.h"
#include "simulator/scenario/currencies.h"
#include "simulator/scenario/numbers.h"

namespace setoff::simulator {

namespace {

class AtOnceCheck {
 public:
  explicit AtOnceCheck(const CheckContext& file) : file_(file), scenario_(file.scenario) {}

  void run() {
    for (const SupplyRule& rule : scenario_.supply_response)
      if (!rule.when || rule.when->from <= scenario_.time.from) this->rule(rule);
    for (const AccountLimit& limit : scenario_.limits)
      this->limit(limit);
  }

 private:
  static double units_of(Money amount) {
    return to_double(Decimal(amount.minor(), -amount.kind().scale()));
  }

  // What is on an account when the run begins; nullopt if it cannot be converted.
  [[nodiscard]] std::optional<double> opening_in(AccountRef ref, Currency currency) const {
    double sum = 0;
    for (const LineOpening& opening : scenario_.account(ref).openings) {
      const auto rate =
          units_for_one(scenario_, currency, opening.amount.kind(), scenario_.time.from);
      if (!rate) return std::nullopt;
      sum += units_of(opening.amount) * *rate;
    }
    return sum;
  }

  void rule(const SupplyRule& rule) const {
    const std::string path = "supply_response." + rule.name + ".when";
    const bool above = rule.trigger == TriggerKind::balance_above;
    if (above || rule.trigger == TriggerKind::balance_below) {
      const auto balance = opening_in(rule.account, rule.amount.kind());
      const double limit = units_of(rule.amount);
      if (!balance || (above ? *balance < limit : *balance > limit)) return;
      const std::string place = path + ".balance" + (above ? ".above" : ".below");
      file_.warning(
          place, "holds_at_once",
          "the seller cuts from the first day: the balance of '" +
              scenario_.account(rule.account).name + "' is then " +
              (above ? "at or above " : "at or below ") +
              written_at(file_, place, rule.amount.text()),
          "what the home side owes is below zero: check the sign, and `above` or `below`");
      return;
    }
    const bool amount =
        rule.trigger == TriggerKind::overdue_amount || rule.trigger == TriggerKind::blocked_amount;
    if (!amount || rule.amount.is_positive()) return;
    file_.warning(path, "holds_at_once",
                  "the seller cuts from the first day: nothing is below " + rule.amount.text(),
                  "write an amount above zero");
  }

  void limit(const AccountLimit& limit) const {
    const Money* const amount = limit.amount.at(scenario_.time.from);
    const ScenarioAccount& account = scenario_.account(limit.account);
    if (amount == nullptr || account.openings.empty()) return;
    if (limit.on_excess == OnExcess::report) return;  // an excess to report, or to settle
    const auto opening = opening_in(limit.account, account.currency);
    if (!opening) return;
    const double bound = units_of(*amount);
    const bool broken = limit.kind == LimitKind::floor   ? *opening < bound
                        : limit.kind == LimitKind::cap   ? *opening > bound
                        : limit.kind == LimitKind::swing ? *opening > bound || *opening < -bound
                                                         : false;
    if (!broken) return;
    const std::string path = "limits." + limit.name + ".amount";
    file_.diagnostics.warning("holds_at_once", step_on(file_, path, scenario_.time.from),
                              "'" + account.name + "' opens " +
                                  (limit.kind == LimitKind::floor ? "below" : "above") +
                                  " limits." + limit.name,
                              "correct the opening or the limit");
  }

  const CheckContext& file_;
  const Scenario& scenario_;
};

}  // namespace

void warn_at_once(const CheckContext& file) {
  AtOnceCheck(file).run();
}

}  // namespace setoff::simulator
