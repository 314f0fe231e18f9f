// Liveness: what is asked for, free, approved and inside a window for the last weeks of a run has
// gone on by its end. What a limit refused may wait.

#include <algorithm>
#include <limits>

#include "ledger/books/holds.h"
#include "ledger/rules/amounts.h"
#include "simulator/engine/pipeline.h"
#include "simulator/engine/releases.h"
#include "simulator/engine/views.h"
#include "simulator/scenario/evaluate.h"
#include "simulator/scenario/periods.h"
#include "tests/simulator/worlds/scenario_laws.h"

namespace setoff::simulator::tests {

namespace {

constexpr int kLastWeeks = 17;      // days: two tries and their waiting
constexpr int kLagMax = 35;         // of approvals, with shocks and days off
constexpr int kConversionMax = 12;  // days from approval to conversion

class Waiting {
 public:
  Waiting(const Life& life, Breaches& breaches)
      : life_(life),
        scenario_(life.scenario()),
        state_(life.state()),
        to_(scenario_.time.to),
        since_(to_ - kLastWeeks),
        breaches_(breaches) {}

  void check() {
    if (scenario_.time.from > since_) return;
    check_uses();
    check_requests();
    check_decisions();
    check_conversions();
    check_recorded();
    check_goods();
  }

 private:
  void add(const std::string& what) { breaches_.push_back({"waiting", what}); }

  [[nodiscard]] bool covers(const AuthorityWindow& window, const std::string& line,
                            const std::string& purpose, const ScenarioAccount& account) const {
    const auto named = [](const std::vector<std::string>& list, const std::string& name) {
      return list.empty() || std::ranges::find(list, name) != list.end();
    };
    const bool of_line =
        window.lines.empty() || std::ranges::any_of(window.lines, [&](LineRef ref) {
          return name_of(scenario_, ref) == line;
        });
    return of_line && named(window.purposes, purpose) && named(window.places, account.place);
  }
  // Whether one window or another has covered it on every day since then.
  [[nodiscard]] bool allowed(Day since, const std::string& line, const std::string& purpose,
                             const ScenarioAccount& account) const {
    if (account.open_from && *account.open_from > since) return false;
    if (!scenario_.waiver.needed || account.use != AccountUse::deposit) return true;
    for (Day day = since; day <= to_; day = day + 1)
      if (std::ranges::none_of(scenario_.waiver.windows, [&](const AuthorityWindow& window) {
            return window.from <= day && day < window.until &&
                   covers(window, line, purpose, account);
          }))
        return false;
    return true;
  }
  [[nodiscard]] bool allowed_everywhere(const std::optional<LineRef>& line,
                                        const std::string& purpose,
                                        const ScenarioAccount& account) const {
    for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i)
      if ((!line || *line == LineRef(i)) &&
          !allowed(since_, name_of(scenario_, LineRef(i)), purpose, account))
        return false;
    return true;
  }
  [[nodiscard]] bool stalled() const {
    return std::ranges::any_of(scenario_.releases.approval.stalls, [&](const DateRange& stall) {
      return stall.to >= since_ && stall.from <= to_;
    });
  }
  // Whether a limit, or what is left of the money, refused the last event of that id or name. It is
  // tried again when one of these changes.
  [[nodiscard]] bool refused_otherwise(std::string_view id) const {
    constexpr Code kOfLimitsAndMoney[] = {Code::limit_exceeded, Code::insufficient_free,
                                          Code::insufficient_available, Code::overflow};
    const auto& events = life_.events();
    const auto last = std::ranges::find_if(
        events.rbegin(), events.rend(),
        [&](const LivedEvent& lived) { return lived.event.key.id.starts_with(id); });
    return last != events.rend() && last->refusal &&
           std::ranges::find(kOfLimitsAndMoney, *last->refusal) != std::end(kOfLimitsAndMoney);
  }
  // Free on every day of the last weeks.
  [[nodiscard]] std::int64_t free_since(AccountRef account,
                                        const std::optional<LineRef>& line) const {
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (Day day = since_; day <= to_; day = day + 1) {
      std::int64_t sum = 0;
      for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i)
        if (!line || *line == LineRef(i))
          sum += std::max<std::int64_t>(
              0, free_on(state_, name_of(scenario_, account), name_of(scenario_, LineRef(i)), day));
      least = std::min(least, sum);
    }
    return least;
  }

  void check_uses() {
    for (const auto& use : scenario_.releases.uses) {
      const ScenarioAccount& account = scenario_.account(use.account);
      if (use.date > since_ || use.date < scenario_.time.from || stalled()) continue;
      if (!allowed_everywhere(use.line, use.purpose, account)) continue;
      const auto amount = converted(state_, use.amount, account.currency, to_);
      const std::string name = ledger_name(use.name);
      if (!amount || free_since(use.account, use.line) < amount->minor()) continue;
      const bool paid = std::ranges::any_of(life_.events(), [&](const LivedEvent& lived) {
        const auto* payment = std::get_if<PurposePaid>(&lived.event.data);
        return payment != nullptr && !lived.refusal && payment->payment.starts_with("pay-" + name);
      });
      if (!paid && !refused_otherwise("pay-" + name) && !refused_otherwise("request-use-" + name))
        add("the use " + use.name + " of " + use.date.text() + " is not paid, and " +
            amount->text() + " are free for it");
    }
  }

  void check_requests() {
    for (const auto& request : scenario_.releases.requests) {
      if (!request.date || *request.date > since_ || *request.date < scenario_.time.from) continue;
      if (!request.line && scenario_.exports.size() > 1) continue;
      const ScenarioAccount& account = scenario_.account(request.account);
      if (account.open_from && *account.open_from > since_) continue;
      const auto amount = converted(state_, *request.amount, account.currency, *request.date);
      if (!amount || free_since(request.account, request.line) < amount->minor()) continue;
      const bool booked = std::ranges::any_of(life_.events(), [&](const LivedEvent& lived) {
        const auto* asked = std::get_if<ReleaseRequested>(&lived.event.data);
        return asked != nullptr && !lived.refusal &&
               asked->release.starts_with("release-" + ledger_name(request.name));
      });
      if (!booked) add("the request " + request.name + " is not booked, and its money is free");
    }
  }

  void check_decisions() {
    if (stalled()) return;
    for (const auto& lived : life_.events()) {
      const auto* asked = std::get_if<ReleaseRequested>(&lived.event.data);
      if (asked == nullptr || lived.refusal) continue;
      if (asked->release.starts_with("use-") || lived.event.value_date + kLagMax > since_) continue;
      const ScenarioAccount& account = account_named(asked->account);
      if (!allowed(since_, asked->line, asked->purpose, account)) continue;
      const bool decided = std::ranges::any_of(life_.events(), [&](const LivedEvent& other) {
        const auto* yes = std::get_if<ReleaseApproved>(&other.event.data);
        const auto* no = std::get_if<ReleaseDenied>(&other.event.data);
        return !other.refusal && ((yes != nullptr && yes->release == asked->release) ||
                                  (no != nullptr && no->release == asked->release));
      });
      if (!decided && !refused_otherwise(id_of("approve", asked->release)))
        add("nobody decides on " + asked->release);
    }
  }

  [[nodiscard]] const ScenarioAccount& account_named(std::string_view name) const {
    return *std::ranges::find_if(scenario_.accounts, [&](const ScenarioAccount& account) {
      return ledger_name(account.name) == name;
    });
  }

  // Approved money of an account whose conversion is in force, the bank being able to convert.
  void check_conversions() {
    for (const auto& terms : scenario_.releases.conversions) {
      const bool in_force = !terms.when || (terms.when->from <= since_ && terms.when->to >= to_);
      const bool fails = std::ranges::any_of(terms.fails, [&](const DateRange& range) {
        return range.to >= since_ && range.from <= to_;
      });
      if (!in_force || fails) continue;
      const ScenarioAccount& from = scenario_.account(terms.from);
      const ScenarioAccount& to = scenario_.account(terms.to);
      for (const auto& release : live_releases(state_, ledger_name(from.name), to_)) {
        if (release.name.starts_with("use-") || release.open <= 0) continue;
        if (release.approved + kConversionMax > since_) continue;
        if (!allowed(since_, release.line, release.purpose, from) ||
            !allowed(since_, release.line, release.purpose, to))
          continue;
        const auto amount = conversion_amount(state_, Money(release.open, from.currency),
                                              to.currency, terms.spread, to_);
        if (!amount || !amount->received.is_positive()) continue;
        if (!refused_otherwise(id_of("convert", release.name)))
          add("the approved money of " + release.name + " is not converted");
      }
    }
  }

  void check_recorded() {
    for (const auto& lived : life_.events()) {
      const auto* payment = std::get_if<PaymentReceived>(&lived.event.data);
      if (payment == nullptr || lived.refusal != Code::window_closed) continue;
      const ScenarioAccount& account = account_named(payment->account);
      if (!payment->line || !allowed_everywhere(std::nullopt, "", account)) continue;
      const std::string& name = payment->payment;
      const bool went_on = std::ranges::any_of(life_.events(), [&](const LivedEvent& other) {
        const auto* again = std::get_if<PaymentReceived>(&other.event.data);
        return again != nullptr && again->payment == name && other.refusal != Code::window_closed;
      });
      // Behaviour drops what is settled; a fact of the file is always paid.
      if (name.starts_with("recorded-") && !went_on) add(name + " waits though it is allowed");
    }
  }

  // A good that has run out, whose money is approved, is ordered on one of two order days.
  void check_goods() {
    if (!scenario_.imports) return;
    const ScenarioAccount& account = scenario_.account(scenario_.imports->account);
    std::vector<Day> order_days;
    for (Day day = to_; day > scenario_.time.from && order_days.size() < 2; day = day - 1)
      if (period_begins(scenario_.time, scenario_.imports->order_every, day))
        order_days.push_back(day);
    if (order_days.size() < 2) return;
    const Day first = order_days.back();
    const auto before = static_cast<std::size_t>(first - scenario_.time.from);
    for (std::uint32_t i = 0; i < scenario_.imports->goods.size(); ++i) {
      const Good& good = scenario_.imports->goods[i];
      if (!listed_from(first, good)) continue;
      if (!allowed_for_goods(first, good, account) || !runs_out(good, before)) continue;
      const std::int64_t enough = one_parcel_each(good);
      const auto& money = life_.money_of_goods();
      const bool there =
          std::all_of(money.begin() + static_cast<std::ptrdiff_t>(before) - 1, money.end(),
                      [&](const std::vector<std::int64_t>& of_day) { return of_day[i] >= enough; });
      if (!there || enough <= 0 || any_order(good, first) || refused_otherwise("lc-order-"))
        continue;
      add(good.name + " has run out, its money is approved, and nothing of its purpose is ordered");
    }
  }

  [[nodiscard]] bool listed_from(Day since, const Good& good) const {
    for (Day day = since; day <= to_; day = day + 1)
      if (!good.listed_on(day)) return false;
    return true;
  }

  [[nodiscard]] bool allowed_for_goods(Day since, const Good& good,
                                       const ScenarioAccount& account) const {
    for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i)
      if (!allowed(since, name_of(scenario_, LineRef(i)), good.purpose, account)) return false;
    return true;
  }
  // Nothing in the stock from before the first order day on, though it is needed every day.
  [[nodiscard]] bool runs_out(const Good& good, std::size_t before) const {
    const auto& stock = life_.result().daily.find("stock." + good.name)->values;
    const auto& need = life_.result().daily.find("need." + good.name)->values;
    for (std::size_t row = before - 1; row < stock.size(); ++row)
      if (stock[row] > 0 || need[row] <= 0) return false;
    return good.other_supply < Decimal(1, 0);
  }
  // What one parcel of every good of its purpose holds.
  [[nodiscard]] std::int64_t one_parcel_each(const Good& wanted) const {
    std::int64_t sum = 0;
    for (const Good& good : scenario_.imports->goods) {
      if (good.purpose != wanted.purpose) continue;
      const auto price = price_on(scenario_, good, to_);
      if (!price) return 0;
      const auto cost = cost_of(scenario_, state_, good, *price, good.parcel.minor(), to_);
      if (!cost) return 0;
      sum += cost->hold + cost->hold / 5;  // prices and rates have moved since
    }
    return sum;
  }
  // An order of its purpose since then, or one on the way whose credit is issued.
  [[nodiscard]] bool any_order(const Good& wanted, Day since) const {
    return std::ranges::any_of(life_.events(), [&](const LivedEvent& lived) {
      const auto* order = std::get_if<OrderPlaced>(&lived.event.data);
      if (order == nullptr || lived.refusal) return false;
      const bool same = std::ranges::any_of(scenario_.imports->goods, [&](const Good& good) {
        return ledger_name(good.name) == order->good && good.purpose == wanted.purpose;
      });
      if (!same) return false;
      if (lived.event.value_date >= since) return true;
      return order->good == ledger_name(wanted.name) && on_the_way(order->order);
    });
  }
  [[nodiscard]] bool on_the_way(const std::string& order) const {
    bool issued = false;
    bool landed = false;
    for (const auto& lived : life_.events()) {
      if (lived.refusal) continue;
      if (const auto* credit = std::get_if<CreditIssued>(&lived.event.data))
        issued = issued || (credit->order == order && credit->expiry >= to_ - 1);
      if (const auto* goods = std::get_if<GoodsLanded>(&lived.event.data))
        landed = landed || goods->order == order;
    }
    return issued && !landed;
  }

  const Life& life_;
  const Scenario& scenario_;
  const State& state_;
  Day to_;
  Day since_;
  Breaches& breaches_;
};

}  // namespace

void check_waiting(const Life& life, Breaches& breaches) {
  Waiting(life, breaches).check();
}

}  // namespace setoff::simulator::tests
