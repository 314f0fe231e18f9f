// Warns about requests that nothing spends: requests whose payee supplies nothing, goods whose
// supplier no request names, credits and approvals that end before they are used.

#include <algorithm>

#include "ledger/text/nearest.h"
#include "simulator/scenario/business_days.h"
#include "simulator/scenario/checks.h"
#include "simulator/scenario/money_paths.h"

namespace setoff::simulator {

namespace {

class ReleaseCheck {
 public:
  explicit ReleaseCheck(const CheckContext& file)
      : file_(file), scenario_(file.scenario), paths_(file.scenario) {}

  void run() {
    goods();
    requests();
    approvals();
    credits();
  }

 private:
  [[nodiscard]] bool reaches_imports(const ReleaseRequest& request) const {
    return scenario_.imports && paths_.leads(request.account, scenario_.imports->account);
  }

  // Each good needs a request of its purpose for its supplier.
  void goods() {
    if (!scenario_.imports || !paths_.approved(scenario_.imports->account)) return;
    for (const Good& good : scenario_.imports->goods) {
      std::vector<std::string> payees;
      bool paid = false;
      for (const ReleaseRequest& request : scenario_.releases.requests) {
        if (request.purpose != good.purpose || !reaches_imports(request)) continue;
        payees.push_back(scenario_.party(request.payee).name);
        paid = paid || request.payee == good.supplier;
      }
      if (paid) continue;
      const std::string path = "imports.goods." + good.name;
      const std::string& supplier = scenario_.party(good.supplier).name;
      std::ranges::sort(payees);
      const auto repeats = std::ranges::unique(payees);
      payees.erase(repeats.begin(), repeats.end());
      if (payees.empty())
        file_.warning(path + ".purpose", "never_paid",
                      "no request asks for money for '" + good.purpose + "', so that '" +
                          good.name + "' is never bought",
                      "add a request of that purpose for '" + supplier + "'");
      else
        file_.warning(path + ".supplier", "never_paid",
                      "money for '" + good.purpose + "' is asked for " + listed(payees) +
                          ", and '" + good.name + "' is supplied by '" + supplier +
                          "': it is never bought",
                      "let a request name '" + supplier + "', or correct the supplier");
    }
  }

  [[nodiscard]] bool spent(const ReleaseRequest& request) const {
    const auto use_takes = [&](const PurposePayment& use) {
      return use.purpose == request.purpose && use.payee == request.payee &&
             paths_.leads(request.account, use.account);
    };
    if (std::ranges::any_of(scenario_.releases.uses, use_takes)) return true;
    return reaches_imports(request) &&
           std::ranges::any_of(scenario_.imports->goods, [&](const Good& good) {
             return good.purpose == request.purpose && good.supplier == request.payee;
           });
  }

  void requests() {
    const auto& requests = scenario_.releases.requests;
    if (requests.empty()) return;
    if (!scenario_.imports && scenario_.releases.uses.empty()) {
      file_.warning("releases.requests", "never_spent",
                    "money is asked for, and the file has neither imports nor uses: nothing spends "
                    "it",
                    "add `imports` or `uses`");
      return;
    }
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const ReleaseRequest& request = requests[i];
      if (scenario_.account(request.account).use != AccountUse::deposit) continue;
      if (spent(request)) continue;
      const std::string& payee = scenario_.party(request.payee).name;
      const bool lost = scenario_.imports && !reaches_imports(request);
      file_.warning(
          item_path("releases.requests", i) + (lost ? ".account" : ".payee"), "never_spent",
          lost ? "goods are paid from '" + scenario_.account(scenario_.imports->account).name +
                     "', and no conversion or transfer leads there from '" +
                     scenario_.account(request.account).name + "': what is approved is never spent"
               : "'" + payee + "' supplies no good and takes no use of the purpose '" +
                     request.purpose + "': what is approved is never spent",
          lost ? "add a conversion or a transfer, or correct the account"
               : "name the supplier of a good of that purpose, or correct the purpose");
    }
  }

  void approvals() {
    const ApprovalQueue& queue = scenario_.releases.approval;
    if (scenario_.releases.requests.empty()) return;
    if (queue.approved_share.is_constant() && queue.approved_share.center() <= 0)
      file_.warning("releases.approval.approve", "never_approved",
                    "the share that is approved is zero: nothing is ever released",
                    "give the share of what is asked for that is approved");
    for (std::size_t i = 0; i < scenario_.releases.conversions.size(); ++i) {
      const ConversionTerms& conversion = scenario_.releases.conversions[i];
      const bool lapses =
          queue.valid_for_days > 0 && conversion.after.fixed_days() > queue.valid_for_days;
      if (lapses)
        file_.warning(item_path("releases.conversions", i) + ".after", "lapses_first",
                      "an approval lapses after " + std::to_string(queue.valid_for_days) +
                          " days (releases.approval.valid_for), before it would be converted",
                      "let it be converted earlier, or live longer");
    }
  }

  // A credit that expires before its last payment means that every order is abandoned.
  void credits() {
    if (!scenario_.imports) return;
    const Imports& imports = *scenario_.imports;
    Day day = scenario_.time.from;
    Day last_payment = day;
    for (const Stage& stage : imports.pipeline) {
      day = after(scenario_.time.workdays, day, stage.takes);
      if (stage.pay_share.mantissa() > 0) last_payment = day;
    }
    const int needed = last_payment - scenario_.time.from;
    if (needed <= imports.credit_valid_days) return;
    file_.warning(
        file_.at("imports.credit_valid").exists() ? "imports.credit_valid" : "imports.pipeline",
        "lapses_first",
        "a letter of credit expires after " + std::to_string(imports.credit_valid_days) +
            " days, and its last payment comes after " + std::to_string(needed) +
            ": every order is given up",
        "let credits live longer (imports.credit_valid)");
  }

  const CheckContext& file_;
  const Scenario& scenario_;
  MoneyPaths paths_;
};

}  // namespace

void warn_releases(const CheckContext& file) {
  ReleaseCheck(file).run();
}

}  // namespace setoff::simulator
