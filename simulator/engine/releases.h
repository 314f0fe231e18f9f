#pragma once
// ReleaseDesk: requests for restricted money and the decisions on them. A repeated request asks for
// its amount or share, at most for what is free; a dated one asks for its amount whatever is free.
// The decision falls after the lag, on the first day outside a stall. A refused request is tried
// again (next_try) if it is dated, else with the next period; a refused decision too.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/engine/draws.h"
#include "simulator/engine/flows.h"
#include "simulator/engine/payments.h"

namespace setoff::sim {

// One line's part of a request.
struct ReleaseAsk {
  std::string name;
  AccountRef account;
  LineRef line;
  std::int64_t amount = 0;  // minor units of the account's currency
  std::string purpose;
  std::optional<std::string> payee;
  std::optional<Day> decide_on;  // of a dated use: decided in full on that day
};

struct ApprovedRelease {
  std::string name;
  AccountRef account;
  LineRef line;
  Day day;
  bool for_use = false;
};

class ReleaseDesk {
 public:
  ReleaseDesk(const Scenario& scenario, const Draws& draws) : scenario_(scenario), draws_(draws) {}

  [[nodiscard]] Status act_requests(Today& today);
  [[nodiscard]] Status act_approvals(Today& today);
  // Submits one request; true if it was booked.
  [[nodiscard]] Result<bool> request(Today& today, const ReleaseAsk& ask);

  [[nodiscard]] const std::vector<ApprovedRelease>& approved_today() const { return approved_; }
  // Whether the release was asked for by a dated use, which alone may spend it.
  [[nodiscard]] bool is_for_use(const std::string& release) const {
    return for_use_.contains(release);
  }

 private:
  struct Pending {
    ReleaseAsk ask;
    Day on;
    Decimal share;
  };
  // A part of a dated request that was refused.
  struct Retry {
    ReleaseAsk ask;
    Day on;
  };
  [[nodiscard]] bool asks_today(std::size_t request, Day day) const;
  [[nodiscard]] Status ask(Today& today, std::size_t request);
  [[nodiscard]] Result<bool> decide(Today& today, const Pending& pending);
  [[nodiscard]] Day outside_stalls(Day day) const;
  [[nodiscard]] Day decision_day(Day asked, const std::string& name) const;

  const Scenario& scenario_;
  const Draws& draws_;
  std::vector<Pending> pending_;
  std::vector<Retry> retries_;
  std::vector<ApprovedRelease> approved_;
  std::set<std::string> for_use_;
};

// `amount` (of the account) over the lines in proportion to what each has free; one line takes all.
// With nothing free anywhere the first line takes all.
[[nodiscard]] Result<std::vector<std::int64_t>> spread_by_free(const Scenario& scenario,
                                                               const Today& today,
                                                               AccountRef account,
                                                               std::optional<LineRef> line,
                                                               std::int64_t amount);
// "approve-food-..." of the release "release-food-...", as far as an id has room.
[[nodiscard]] std::string id_of(std::string_view verb, std::string_view release);
// Free of earmarks, all lines or one.
[[nodiscard]] std::int64_t free_money(const Scenario& scenario, const Today& today,
                                      AccountRef account, std::optional<LineRef> line);

[[nodiscard]] std::optional<std::string> payee_name(const Scenario& scenario, PartyRef payee);
[[nodiscard]] std::optional<std::string> payee_name(const Scenario& scenario,
                                                    const std::optional<PartyRef>& payee);

}  // namespace setoff::sim
