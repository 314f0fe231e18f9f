// Warns about movements of restricted money that no authority window ever covers.

#include <algorithm>

#include "simulator/scenario/checks.h"

namespace setoff::simulator {

namespace {

// What a movement requires of a window; an empty purpose or line means any.
struct Movement {
  AccountRef account;
  std::optional<LineRef> line;
  std::string purpose;
  Day from;  // a refused movement is retried, so any later window will do
};

template <class T>
bool covers(const std::vector<T>& covered, const T& wanted) {
  return covered.empty() || std::ranges::find(covered, wanted) != covered.end();
}

class WindowCheck {
 public:
  explicit WindowCheck(const CheckContext& file) : file_(file), scenario_(file.scenario) {}

  void run() {
    if (!scenario_.waiver.needed) return;
    const auto& windows = scenario_.waiver.windows;
    const bool any = std::ranges::any_of(windows, [&](const AuthorityWindow& window) {
      return overlaps(window, scenario_.time.from);
    });
    if (!any) {
      file_.warning("waiver.windows", "no_window",
                    "no window covers a day of the run: restricted money never moves",
                    "add a window, or remove `waiver` if none is needed");
      return;
    }
    requests();
    uses();
    imports();
    payments();
  }

 private:
  [[nodiscard]] bool overlaps(const AuthorityWindow& window, Day from) const {
    return window.from <= scenario_.time.to && window.until > std::max(from, scenario_.time.from);
  }

  [[nodiscard]] bool covered(const Movement& movement) const {
    const ScenarioAccount& account = scenario_.account(movement.account);
    if (account.use != AccountUse::deposit) return true;
    const std::string place =
        account.place.empty() ? scenario_.party(account.bank).name : account.place;
    return std::ranges::any_of(scenario_.waiver.windows, [&](const AuthorityWindow& window) {
      return overlaps(window, movement.from) && covers(window.places, place) &&
             (movement.purpose.empty() || covers(window.purposes, movement.purpose)) &&
             (!movement.line || covers(window.lines, *movement.line));
    });
  }

  void check(const Movement& movement, const std::string& path, const std::string& what) {
    // Items outside the run are reported by warn_outside().
    if (movement.from > scenario_.time.to || covered(movement)) return;
    const ScenarioAccount& account = scenario_.account(movement.account);
    std::string of = account.place.empty() ? "the place of '" + account.name + "'"
                                           : "the place '" + account.place + "'";
    if (!movement.purpose.empty()) of += ", the purpose '" + movement.purpose + "'";
    if (movement.line) of += ", the line '" + scenario_.line(*movement.line).name + "'";
    const bool later = movement.from > scenario_.time.from;
    file_.warning(path, "no_window",
                  "no window covers " + of +
                      (later ? " from " + movement.from.text() + " on" : "") + ": " + what,
                  "widen a window of `waiver`, or correct the account or the purpose");
  }

  void requests() {
    const auto& requests = scenario_.releases.requests;
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const ReleaseRequest& request = requests[i];
      if (request.when && request.when->to < scenario_.time.from) continue;
      const Day from = request.date
                           ? *request.date
                           : request.when.value_or(DateRange{scenario_.time.from, {}}).from;
      check({request.account, request.line, request.purpose, from},
            item_path("releases.requests", i) + ".account", "the request is never approved");
    }
  }

  void uses() {
    for (const PurposePayment& use : scenario_.releases.uses)
      check({use.account, use.line, use.purpose, use.date}, "uses." + use.name + ".account",
            "the use is never paid");
  }

  void imports() {
    if (!scenario_.imports) return;
    for (const Good& good : scenario_.imports->goods)
      check({scenario_.imports->account, std::nullopt, good.purpose, scenario_.time.from},
            "imports.goods." + good.name + ".purpose", "'" + good.name + "' is never paid");
  }

  void payments() {
    if (scenario_.waiver.guards != WindowGuards::debits_and_credits) return;
    for (const LineAccount& entry : scenario_.payments.accounts)
      check(
          {entry.account, entry.line, "", entry.from},
          "payments.accounts." + scenario_.line(entry.line).name,
          "payments of the line into '" + scenario_.account(entry.account).name + "' are refused");
  }

  const CheckContext& file_;
  const Scenario& scenario_;
};

}  // namespace

void warn_windows(const CheckContext& file) {
  WindowCheck(file).run();
}

}  // namespace setoff::simulator
