#pragma once
// Where a check of the whole scenario reports: the reader sorts lists by date and tables into
// steps, and the message belongs where the author wrote the item or the step.

#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

#include "simulator/scenario/checks.h"

namespace setoff::simulator {

using KeyText = std::pair<std::string_view, std::string_view>;

// The path of the first item of a list whose keys have these texts, and whose `date` is `date` if
// one is given; the list's own path if there is none.
[[nodiscard]] std::string item_with(const CheckContext& file, std::string_view list,
                                    std::optional<Day> date, std::initializer_list<KeyText> texts);
// The path of the first `amount` in the list that is in the currency; the list's own path if there
// is none.
[[nodiscard]] std::string amount_in(const CheckContext& file, std::string_view list,
                                    Currency currency);

// The first step of the path, or the one in force on `day`; the path's own place if it has no
// steps.
[[nodiscard]] Span first_step(const CheckContext& file, std::string_view path);
[[nodiscard]] Span step_on(const CheckContext& file, std::string_view path, Day day);

// The value as the file has it, such as "6 MUSD"; `otherwise` if it is no single value.
[[nodiscard]] std::string written_at(const CheckContext& file, std::string_view path,
                                     const std::string& otherwise);

}  // namespace setoff::simulator
