#include "simulator/engine/home_money.h"

#include "simulator/engine/flows.h"
#include "simulator/engine/views.h"
#include "simulator/scenario/periods.h"

namespace setoff::simulator {

Status HomeMoney::issue(DayContext& today, std::size_t index, LineRef line) {
  const Monetisation& terms = scenario_.monetisation[index];
  const std::string account = name_of(scenario_, terms.account);
  const std::string line_name = name_of(scenario_, line);
  const auto part = deposit_on(today.state(), account, line_name, today.day);
  SETOFF_TRY(wanted,
             times(part.restricted() + part.requested, terms.share, scenario_.currency.rounding));
  std::int64_t& covered = covered_[index][line.index()];
  if (wanted <= covered) return Ok{};
  const Money against(wanted - covered, scenario_.account(terms.account).currency);
  SETOFF_TRY(amount, converted(today.state(), against, terms.currency, today.day));
  if (!amount.is_positive()) return Ok{};
  SETOFF_TRY(answer,
             today.events.submit(
                 shortened_name("home-money-" + ledger_name(terms.name) + "-" + line_name + "-" +
                                today.day.text()),
                 CoverIssued{
                     .account = account, .line = line_name, .amount = amount, .against = against}));
  if (!answer.booked()) return Ok{};
  covered = wanted;
  today.flows.home_money[index] += amount.minor();
  return Ok{};
}

Status HomeMoney::run_day(DayContext& today) {
  for (std::size_t i = 0; i < scenario_.monetisation.size(); ++i) {
    const Monetisation& terms = scenario_.monetisation[i];
    if (terms.when && !terms.when->holds(today.day)) continue;
    if (!period_begins(scenario_.time, terms.every, today.day + 1)) continue;
    for (std::uint32_t line = 0; line < scenario_.exports.size(); ++line)
      SETOFF_TRY_STATUS(issue(today, i, LineRef(line)));
  }
  return Ok{};
}

}  // namespace setoff::simulator
