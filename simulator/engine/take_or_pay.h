#pragma once
// TakeOrPayClaims: on the first day after a period, claims what the buyer had to take of a line and
// did not; what the seller did not deliver counts as taken. While a claim can be made up, what the
// buyer takes beyond the floor of the running period is made up of it, the oldest claim first, as
// far as it is paid, and is not billed. What is left after the last day lapses.

#include <optional>
#include <string>
#include <vector>

#include "simulator/engine/deliveries.h"
#include "simulator/engine/event_submitter.h"

namespace setoff::simulator {

class TakeOrPayClaims {
 public:
  explicit TakeOrPayClaims(const Scenario& scenario);

  // Before the line's deliveries are billed: takes what is made up out of what is not billed yet.
  [[nodiscard]] Status take_makeup(DayContext& today, LineRef line, Unbilled& unbilled);
  // After that: claims, lets make-up lapse, and adds the claim to `issued`.
  [[nodiscard]] Status run_day(DayContext& today, LineRef line, Deliveries& deliveries,
                               std::vector<IssuedInvoice>& issued);
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(lines_);
  }

 private:
  struct Shortfall {
    std::string name;
    Day until;  // last day to make it up
    template <class Archive>
    void serialize(Archive& archive) {
      archive(name, until);
    }
  };
  struct OfLine {
    Day from;                  // of the running period
    std::int64_t made_up = 0;  // in it, in minor units of the line's unit
    std::optional<Day> ended;  // the claim of the days from here to `from` is still to be booked
    std::int64_t not_delivered = 0;         // in these days, before what the carrier keeps
    std::vector<Shortfall> can_be_made_up;  // the oldest first
    template <class Archive>
    void serialize(Archive& archive) {
      archive(from, made_up, ended, not_delivered, can_be_made_up);
    }
  };
  [[nodiscard]] Result<std::int64_t> floor_of(LineRef line, Day from, Day to) const;
  [[nodiscard]] Result<std::int64_t> beyond_floor(const State& state, LineRef line, Day day) const;
  // Of the period that has ended. False if the books refused it: it is claimed again the next day.
  [[nodiscard]] Result<bool> claim(DayContext& today, LineRef line,
                                   std::vector<IssuedInvoice>& issued);
  // A quantity taken in a span of days.
  struct Taken {
    Day from;
    Day to;  // first day after it
    std::int64_t quantity = 0;
  };
  [[nodiscard]] Status make_up(DayContext& today, LineRef line, const Shortfall& shortfall,
                               const Taken& taken, Unbilled& unbilled);
  [[nodiscard]] Status lapse(DayContext& today, LineRef line, Day not_billed_from);

  const Scenario& scenario_;
  std::vector<OfLine> lines_;
};

}  // namespace setoff::simulator
