#pragma once
// The parts of a Summary that have files of their own: trade both ways, quarters, refusals. Errors:
// those of Reporting.

#include <string_view>
#include <vector>

#include "simulator/report/summary.h"

namespace setoff::simulator {

using Columns = std::vector<const Column*>;

// One column per line, or per purchase: "billed.gas", "billed.power". Null if there is none.
[[nodiscard]] Columns columns_by_line(const RunRecord& record, std::string_view before);
[[nodiscard]] Columns columns_by_purchase(const RunRecord& record, std::string_view before);
// All that is spent: by purpose, and what was bought for none.
[[nodiscard]] Columns spending_columns(const RunRecord& record);

// Purchases on open account and clearing accounts.
[[nodiscard]] Status add_two_way(const RunRecord& record, const Reporting& reporting,
                                 Summary& summary);
[[nodiscard]] Result<std::vector<QuarterRow>> quarters_of(const RunRecord& record,
                                                          const Reporting& reporting);

[[nodiscard]] std::vector<RefusalRow> refusal_rows(const RunRecord& record);

}  // namespace setoff::simulator
