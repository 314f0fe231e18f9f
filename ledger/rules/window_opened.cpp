// window.opened: the days in which restricted money may be used.

#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/segments.h"

namespace setoff {
namespace {

struct WindowOpenedRules {
  static constexpr std::string_view kMeaning =
      "A waiver or licence opens a window: the days in which restricted money may be used.";

  static std::string describe(const WindowOpened& data) {
    return data.window + ", " + span_phrase(data.from, data.to) + list_phrase("lines", data.lines) +
           list_phrase("purposes", data.purposes) + list_phrase("places", data.places) +
           quoted_phrase(data.authority);
  }

  static Status prepare(const RuleContext& context, const WindowOpened& data) {
    for (const auto& purpose : data.purposes)
      SETOFF_TRY_STATUS(check_segment(purpose, "data.purposes"));
    for (const auto& place : data.places)
      SETOFF_TRY_STATUS(check_segment(place, "data.places"));
    if (data.to <= data.from)
      return Error(Code::bad_range,
                   "the window ends on " + data.to.text() + ", before its first day", "data.to");
    for (const auto& line : data.lines)
      SETOFF_TRY_STATUS(require_line(context, line));
    if (context.state.windows.find(data.window) != nullptr)
      return Error(Code::lot_exists, "the window name '" + data.window + "' is taken");
    auto windows = context.state.windows;
    windows.open(data);
    context.draft.terms =
        std::make_unique<TermsUpdate>(TermsUpdate{data.from, std::move(windows), std::nullopt});
    return Ok{};
  }

  static void apply(State& state, const Event&, const WindowOpened&, Draft&& draft, Sequence) {
    state.windows = *std::move(draft.terms->windows);
  }
};

}  // namespace

SETOFF_RULES(WindowOpened, WindowOpenedRules)

}  // namespace setoff
