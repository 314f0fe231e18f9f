#pragma once
// ReleaseProcess: requests the release of restricted money and decides the requests. A repeated
// request asks for its amount or share, up to the free balance; a dated request asks for its full
// amount. The decision follows after the lag, on the first day outside a stall. What the rules
// refuse is retried: a dated request and a decision when what it waits for changes (obstacle.h), a
// repeated request in the next period.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/engine/draws.h"
#include "simulator/engine/flows.h"
#include "simulator/engine/obstacle.h"
#include "simulator/engine/payments.h"

namespace setoff::simulator {

// One line's part of a request.
struct ReleaseAsk {
  std::string name;
  AccountRef account;
  LineRef line;
  std::int64_t amount = 0;  // in minor units of the account's currency
  std::string purpose;
  std::optional<std::string> payee;
  std::optional<Day> decide_on;  // for a dated use, which is approved in full on that day
  template <class Archive>
  void serialize(Archive& archive) {
    archive(name, account, line, amount, purpose, payee, decide_on);
  }
};

struct ApprovedRelease {
  std::string name;
  AccountRef account;
  LineRef line;
  Day day;
  bool for_use = false;
};

class ReleaseProcess {
 public:
  ReleaseProcess(const Scenario& scenario, const Draws& draws)
      : scenario_(scenario), draws_(draws) {}

  [[nodiscard]] Status run_requests(DayContext& today);
  [[nodiscard]] Status run_approvals(DayContext& today);
  // Submits one request; returns the code of the refusal, if the books refused it.
  [[nodiscard]] Result<std::optional<Code>> request(DayContext& today, const ReleaseAsk& ask);

  [[nodiscard]] const std::vector<ApprovedRelease>& approved_today() const { return approved_; }
  // Whether the release was requested for a dated use; only that use may spend it.
  [[nodiscard]] bool is_for_use(const std::string& release) const {
    return for_use_.contains(release);
  }
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(pending_, retries_, for_use_);
  }

 private:
  struct Pending {
    ReleaseAsk ask;
    Day on;
    Decimal share;
    std::optional<Obstacle> waits = {};  // for what refused the decision
    template <class Archive>
    void serialize(Archive& archive) {
      archive(ask, on, share, waits);
    }
  };
  // The refused part of a dated request.
  struct Retry {
    ReleaseAsk ask;
    Obstacle waits;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(ask, waits);
    }
  };
  [[nodiscard]] bool asks_today(std::size_t request, Day day) const;
  [[nodiscard]] Status submit_request(DayContext& today, std::size_t request);
  [[nodiscard]] Result<std::optional<Code>> decide(DayContext& today, const Pending& pending);
  [[nodiscard]] Day outside_stalls(Day day) const;
  [[nodiscard]] Day decision_day(Day asked, const std::string& name) const;

  const Scenario& scenario_;
  const Draws& draws_;
  std::vector<Pending> pending_;
  std::vector<Retry> retries_;
  std::vector<ApprovedRelease> approved_;
  std::set<std::string> for_use_;
};

// Splits `amount` (in the account's currency) over the lines in proportion to their free balances.
// A given line takes all of it; so does the first line if nothing is free.
[[nodiscard]] Result<std::vector<std::int64_t>> spread_by_free(const Scenario& scenario,
                                                               const DayContext& today,
                                                               AccountRef account,
                                                               std::optional<LineRef> line,
                                                               std::int64_t amount);
// "approve-food-..." for the release "release-food-...", shortened to the length of an id.
[[nodiscard]] std::string id_of(std::string_view verb, std::string_view release);
// Balance free of earmarks, for one line or all.
[[nodiscard]] std::int64_t free_money(const Scenario& scenario, const DayContext& today,
                                      AccountRef account, std::optional<LineRef> line);

[[nodiscard]] std::optional<std::string> payee_name(const Scenario& scenario, PartyRef payee);
[[nodiscard]] std::optional<std::string> payee_name(const Scenario& scenario,
                                                    const std::optional<PartyRef>& payee);

}  // namespace setoff::simulator
