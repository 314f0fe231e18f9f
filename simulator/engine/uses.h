#pragma once
// UseProcess: dated payments for purposes other than imports. Each requests its own release ahead
// of its date by the approval lag, to be approved in full on the date. If too little is free on the
// account, other suitable approvals pay: those of its purpose, its line and its payee (or no
// payee). What the rules refuse is retried when what it waits for changes (obstacle.h), and
// requested again after an approval has lapsed.

#include <string>
#include <vector>

#include "simulator/engine/releases.h"
#include "simulator/engine/views.h"

namespace setoff::simulator {

class UseProcess {
 public:
  explicit UseProcess(const Scenario& scenario);
  // Call run_requests() before the day's approvals, run_day() after them.
  [[nodiscard]] Status run_requests(DayContext& today, ReleaseProcess& release_process);
  [[nodiscard]] Status run_day(DayContext& today, ReleaseProcess& release_process);
  [[nodiscard]] const std::vector<OutgoingPayment>& paid() const { return paid_; }
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(uses_, paid_);
  }

 private:
  struct Use {
    std::size_t index;
    Day ask_on;
    Day pay_on;
    std::optional<Obstacle> waits = {};      // after an attempt to pay that left something
    std::vector<std::string> releases = {};  // its own, by line
    std::size_t approved = 0;                // how many of its releases are approved
    std::int64_t asked = 0;                  // sum of booked requests, in the account's currency
    std::int64_t paid = 0;                   // from its own releases
    bool unasked = true;                     // part of the amount is still to be requested
    std::int64_t left = -1;                  // unpaid, in the account's currency; -1: not started
    int asks = 0;
    int payments = 0;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(index, ask_on, pay_on, waits, releases, approved, asked, paid, unasked, left, asks,
              payments);
    }
  };
  // Live approvals, other than its own, that may pay the use.
  [[nodiscard]] std::vector<LiveRelease> fitting(const DayContext& today,
                                                 const ReleaseProcess& release_process,
                                                 const Use& use) const;
  [[nodiscard]] Status request_money(DayContext& today, ReleaseProcess& release_process, Use& use);
  [[nodiscard]] Status request_parts(DayContext& today, ReleaseProcess& release_process, Use& use,
                                     std::int64_t amount);
  [[nodiscard]] Status pay(DayContext& today, ReleaseProcess& release_process, Use& use);
  void close_or_ask_again(DayContext& today, Use& use) const;
  [[nodiscard]] Result<bool> pay_from(DayContext& today, Use& use, const LiveRelease& release,
                                      std::int64_t amount);

  const Scenario& scenario_;
  std::vector<Use> uses_;
  std::vector<OutgoingPayment> paid_;
};

}  // namespace setoff::simulator
