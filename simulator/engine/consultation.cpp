#include "simulator/engine/consultation.h"

#include "simulator/engine/flows.h"
#include "simulator/engine/views.h"
#include "simulator/scenario/periods.h"

namespace setoff::simulator {

void Consultation::count_month_end(DayContext& today, AccountRef account) {
  const int limit = scenario_.account(account).consult_after_months;
  if (limit == 0) return;
  auto& same = same_sign_[account.index()];
  const std::int64_t balance = balance_on(scenario_, today.state(), account, today.day);
  const int sign = balance > 0 ? 1 : balance < 0 ? -1 : 0;
  same.month_ends = sign != 0 && sign == same.sign ? same.month_ends + 1 : sign == 0 ? 0 : 1;
  same.sign = sign;
  if (same.month_ends < limit) return;
  same.month_ends = 0;
  today.flows.accounts[account.index()].consulted = true;
  today.events.add_note("the balance of " + scenario_.account(account).name + " has stood " +
                        (sign > 0 ? "in favour of" : "against") + " the home side on " +
                        std::to_string(limit) + " month ends: the two sides consult");
}

void Consultation::end_day(DayContext& today) {
  if (!month_ends(scenario_.time, today.day)) return;
  for (std::uint32_t i = 0; i < scenario_.accounts.size(); ++i)
    count_month_end(today, AccountRef(i));
}

}  // namespace setoff::simulator
