// Warns about expectations over what an account does not have: such an observation is zero on every
// day, and a comparison with it says nothing.

#include <algorithm>

#include "simulator/scenario/checks.h"

namespace setoff::simulator {

namespace {

struct Lack {
  std::string_view observation;
  std::string_view lack;  // what the account would need
};

class ZeroCheck {
 public:
  explicit ZeroCheck(const CheckContext& file) : file_(file), scenario_(file.scenario) {}

  void run() {
    for (std::size_t i = 0; i < scenario_.expectations.size(); ++i)
      expectation(scenario_.expectations[i], item_path("expect", i));
  }

 private:
  void expectation(const Expectation& expected, const std::string& path) const {
    const Observation& seen = expected.observation;
    const auto lack = lack_of(seen.what);
    if (!lack) return;
    for (std::uint32_t i = 0; i < scenario_.accounts.size(); ++i)
      if ((!seen.account || *seen.account == AccountRef(i)) && has(seen.what, AccountRef(i)))
        return;
    const std::string of =
        seen.account ? "'" + scenario_.account(*seen.account).name + "' has " : "no account has ";
    const std::string none = seen.account ? "no " : "a ";
    file_.warning(path + (expected.timing == Timing::always ? ".always" : ".then"), "always_zero",
                  std::string(lack->observation) + " is zero on every day: " + of + none +
                      std::string(lack->lack),
                  "name another account, or observe its balance");
  }

  static std::optional<Lack> lack_of(Observable what) {
    if (what == Observable::called) return Lack{"called", "settlement"};
    if (what == Observable::settled) return Lack{"settled", "settlement"};
    if (what == Observable::swing) return Lack{"swing", "swing limit"};
    if (what == Observable::restricted) return Lack{"restricted", "restricted money"};
    if (what == Observable::approved) return Lack{"approved", "restricted money"};
    if (what == Observable::consultations) return Lack{"consultations", "`consult_after`"};
    return std::nullopt;
  }

  [[nodiscard]] bool has(Observable what, AccountRef ref) const {
    const ScenarioAccount& account = scenario_.account(ref);
    if (what == Observable::restricted || what == Observable::approved)
      return account.use == AccountUse::deposit;
    if (what == Observable::consultations) return account.consult_after_months > 0;
    if (what == Observable::swing)
      return std::ranges::any_of(scenario_.limits, [&](const AccountLimit& limit) {
        return limit.account == ref && limit.kind == LimitKind::swing;
      });
    return std::ranges::any_of(scenario_.settlements, [&](const Settlement& settlement) {
      return std::ranges::find(settlement.accounts, ref) != settlement.accounts.end();
    });
  }

  const CheckContext& file_;
  const Scenario& scenario_;
};

}  // namespace

void warn_always_zero(const CheckContext& file) {
  ZeroCheck(file).run();
}

}  // namespace setoff::simulator
