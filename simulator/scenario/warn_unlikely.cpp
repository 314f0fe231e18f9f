// Warns about figures that are possible but can hardly be meant, and about accounts whose bank or
// owner has another role than such a party has.

#include <algorithm>

#include "simulator/scenario/check_places.h"
#include "simulator/scenario/numbers.h"

namespace setoff::simulator {

namespace {

class UnlikelyCheck {
 public:
  explicit UnlikelyCheck(const CheckContext& file) : file_(file), scenario_(file.scenario) {}

  void run() {
    accounts();
    rates();
    trade();
    goods();
    settlements();
    circles();
    expectations();
  }

 private:
  void unlikely(const std::string& path, const std::string& message, std::string help) const {
    file_.warning(path, "unlikely", message, std::move(help));
  }

  void accounts() const {
    for (const ScenarioAccount& account : scenario_.accounts) {
      const std::string path = "accounts." + account.name;
      const ScenarioParty& bank = scenario_.party(account.bank);
      const ScenarioParty& owner = scenario_.party(account.owner);
      if (account.bank == account.owner)
        file_.warning(path + ".bank", "wrong_role",
                      "'" + bank.name + "' would hold its own money: bank and owner are one",
                      "name the party that keeps the account");
      else if (account.use != AccountUse::clearing && bank.role != Role::custodian &&
               bank.role != Role::authority)
        file_.warning(path + ".bank", "wrong_role",
                      "'" + bank.name + "' is " + role_text(bank.role) + ", and keeps no accounts",
                      "name a party of the role `custodian` or `authority`");
      if (owner.side != Side::home)
        file_.warning(path + ".owner", "wrong_role",
                      "'" + owner.name +
                          "' is abroad, and the accounts of a scenario hold money of the home side",
                      "name a party of the home side");
    }
    for (const LineAccount& paid : scenario_.payments.accounts) {
      if (paid.share != Decimal()) continue;
      const std::string path = "payments.accounts." + scenario_.line(paid.line).name;
      file_.diagnostics.warning(
          "unlikely", step_on(file_, path, paid.from),
          "a share of 0 % brings nothing to '" + scenario_.account(paid.account).name + "'",
          "remove the account from the split");
    }
  }

  static std::string role_text(Role role) {
    const bool vowel = role == Role::exporter || role == Role::importer;
    return std::string(vowel ? "an " : "a ") + std::string(enum_name(role));
  }

  void rates() const {
    const Decimal most(1, 0);
    const Decimal least(-1, 0);
    for (std::size_t i = 0; i < scenario_.interest.size(); ++i) {
      const Decimal rate = scenario_.interest[i].per_year;
      if (rate <= most && rate >= least) continue;
      unlikely(item_path("fx.interest", i) + ".rate", "interest of more than 100 % a year",
               "correct the rate, such as 2 %/year");
    }
    if (scenario_.payments.late_fee_per_year > most)
      unlikely("payments.late_fee", "a late fee of more than 100 % a year",
               "correct the rate, such as 4 %/year");
  }

  void trade() const {
    for (const Contract& line : scenario_.exports)
      if (line.retained == Decimal(1, 0))
        unlikely(line.path() + ".retained",
                 "all that flows is kept in kind: nothing is delivered or billed",
                 "give the share that whoever carries it keeps");
  }

  // A parcel that is more than a year's need.
  void goods() const {
    if (!scenario_.imports) return;
    for (const Good& good : scenario_.imports->goods) {
      const Quantity* const need = good.need.at(scenario_.time.from);
      if (need == nullptr || !need->is_positive() || good.parcel.minor() / 366 < need->minor())
        continue;
      unlikely("imports.goods." + good.name + ".parcel",
               "one parcel of '" + good.name + "' is more than the need of a year",
               "correct the parcel or the need, or their units");
    }
  }

  void settlements() const {
    for (const Settlement& settlement : scenario_.settlements) {
      const std::string path = "settlement." + settlement.name;
      const ScenarioAccount& through = scenario_.account(settlement.through);
      if (settlement.discount != Decimal() && through.use == AccountUse::clearing)
        unlikely(path + ".discount",
                 "a claim is sold for free money, and '" + through.name +
                     "' is another clearing account",
                 "remove the discount, or name an account of the kind `reserve`");
      const Instalments& parts = settlement.instalments;
      if (parts.number > 1 && parts.apart.days.is_constant() && parts.apart.fixed_days() == 0)
        unlikely(path + ".instalments", "all instalments are paid on one day",
                 "give the time between them, such as apart: 90 days");
      if (settlement.at_least) at_least(settlement, path + ".at_least");
    }
  }

  // A hundred times more than either side may owe is never reached.
  void at_least(const Settlement& settlement, const std::string& path) const {
    for (const AccountLimit& limit : scenario_.limits) {
      const bool of_it =
          std::ranges::find(settlement.accounts, limit.account) != settlement.accounts.end();
      const Money* const amount = limit.amount.at(scenario_.time.from);
      if (!of_it || limit.kind != LimitKind::swing || amount == nullptr ||
          settlement.at_least->minor() / 100 < amount->minor())
        continue;
      unlikely(path,
               written_at(file_, path, settlement.at_least->text()) +
                   " is more than a hundred times the swing of '" +
                   scenario_.account(limit.account).name + "': nothing is ever called",
               "correct the amount or its unit: M is 10^6, T is 10^12");
      return;
    }
  }

  // Settlements and conversions that lead back where they came from, again and again: of two
  // that are called on dates, one may well pay back what the other deferred.
  void circles() const {
    for (const Settlement& a : scenario_.settlements)
      for (const Settlement& b : scenario_.settlements)
        if (!(a.date && b.date) && std::ranges::find(a.accounts, b.through) != a.accounts.end() &&
            std::ranges::find(b.accounts, a.through) != b.accounts.end() && later(a, b))
          unlikely("settlement." + a.name + ".through",
                   "what settlement." + b.name + " moves away, this one moves back",
                   "settle one of them through an account of free money");
    const auto& conversions = scenario_.releases.conversions;
    for (std::size_t i = 0; i < conversions.size(); ++i)
      for (std::size_t k = 0; k < i; ++k)
        if (conversions[i].from == conversions[k].to && conversions[i].to == conversions[k].from &&
            meet(conversions[i].when, conversions[k].when))
          unlikely(item_path("releases.conversions", i) + ".to",
                   "this converts back what another conversion has just converted",
                   "remove one of them, or let one end before the other begins");
  }

  [[nodiscard]] bool later(const Settlement& a, const Settlement& b) const {
    return file_.at("settlement." + a.name).span().offset >
           file_.at("settlement." + b.name).span().offset;
  }

  static bool meet(const std::optional<DateRange>& a, const std::optional<DateRange>& b) {
    return !a || !b || (a->from <= b->to && b->from <= a->to);
  }

  void expectations() const {
    for (std::size_t i = 0; i < scenario_.expectations.size(); ++i) {
      const Expectation& expected = scenario_.expectations[i];
      const std::size_t at = expected.text.find("+-");
      const bool relative = at != std::string::npos && expected.text.ends_with('%');
      const Decimal value = expected.expected.value;
      const bool all = expected.tolerance >= value && value > Decimal();
      if (!relative || !all || expected.comparison != Comparison::equal) continue;
      unlikely(item_path("expect", i) + (expected.timing == Timing::always ? ".always" : ".then"),
               "a tolerance of 100 % allows everything from nothing to twice the value",
               "give a smaller tolerance");
    }
  }

  const CheckContext& file_;
  const Scenario& scenario_;
};

}  // namespace

void warn_unlikely(const CheckContext& file) {
  UnlikelyCheck(file).run();
}

}  // namespace setoff::simulator
