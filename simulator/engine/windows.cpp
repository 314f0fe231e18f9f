#include "simulator/engine/windows.h"

#include "simulator/engine/views.h"

namespace setoff::simulator {

namespace {

std::vector<std::string> ledger_names(const std::vector<std::string>& names) {
  std::vector<std::string> written;
  for (const auto& name : names)
    written.push_back(ledger_name(name));
  return written;
}

}  // namespace

Status WindowCalendar::open(DayContext& today, const AuthorityWindow& window) const {
  WindowOpened event{.window = ledger_name(window.name),
                     .from = window.from,
                     .to = window.until,
                     .lines = {},
                     .purposes = ledger_names(window.purposes),
                     .places = ledger_names(window.places),
                     .in_flight = window.in_flight,
                     .authority = {window.name}};
  for (const LineRef line : window.lines)
    event.lines.push_back(name_of(scenario_, line));
  const std::string id = "window-" + event.window;  // copied before the event is moved from
  return today.events.require(id, std::move(event));
}

Status WindowCalendar::run_day(DayContext& today) const {
  const bool first_day = today.day == scenario_.time.from;
  if (!scenario_.waiver.needed) {
    if (!first_day) return Ok{};
    return today.events.require("window-none-needed",
                                WindowOpened{.window = "none-needed",
                                             .from = today.day,
                                             .to = kLastDay,
                                             .lines = {},
                                             .purposes = {},
                                             .places = {},
                                             .in_flight = InFlight::run_off,
                                             .authority = {"no authority is needed"}});
  }
  for (const auto& window : scenario_.waiver.windows) {
    const bool begins = window.from == today.day || (first_day && window.from < today.day);
    if (begins && window.until > today.day) SETOFF_TRY_STATUS(open(today, window));
  }
  return Ok{};
}

}  // namespace setoff::simulator
