// window.closed: a window ends before its last day.

#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

struct WindowClosedRules {
  static constexpr std::string_view kMeaning = "A window ends before its last day.";

  static std::string describe(const WindowClosed& data) {
    return data.window + " from " + data.from.text() + " on" + quoted_phrase(data.reason);
  }

  static Status prepare(const RuleContext& context, const WindowClosed& data) {
    const auto* window = context.state.windows.find(data.window);
    if (window == nullptr) return Error(Code::unknown_lot, "no window '" + data.window + "'");
    if (window->to <= data.from)
      return Error(Code::state_unchanged,
                   "the window is closed from " + window->to.text() + " on already");
    auto windows = context.state.windows;
    windows.close(data.window, data.from);
    context.draft.terms =
        std::make_unique<TermsUpdate>(TermsUpdate{data.from, std::move(windows), std::nullopt});
    return Ok{};
  }

  static void apply(State& state, const Event&, const WindowClosed&, Draft&& draft, Sequence) {
    state.windows = *std::move(draft.terms->windows);
  }
};

}  // namespace

SETOFF_RULES(WindowClosed, WindowClosedRules)

}  // namespace setoff
