#include "ledger/query/balances.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "ledger/event/codec.h"
#include "ledger/rules/post.h"

namespace setoff {
namespace {

Status replay_one(const JournalPort& journal, State& state, const EntryFront& head) {
  if (head.refusal) {
    apply_refusal(state, head.event, head.sequence);
    return Ok{};
  }
  ReferencedEntries referenced;
  std::optional<Entry> reversed;
  if (const auto needed = referenced_entry(head.event)) {
    SETOFF_TRY(entry, read_entry(journal, *needed));
    reversed = std::move(entry);
    referenced.reversed = &*reversed;
  }
  auto draft = post(state, head.event, referenced);
  if (!draft)
    return Error(Code::corrupt, "entry " + std::to_string(head.sequence) +
                                    " does not replay: " + draft.error().text());
  Entry entry;
  apply(state, head.event, std::move(*draft), head.sequence, entry);
  return Ok{};
}

std::int64_t amount_at(const DatedSeries& series, std::optional<Day> valued) {
  return valued ? series.at(*valued) : series.last();
}

}  // namespace

Result<State> replay_journal(const JournalPort& journal, std::optional<Timestamp> known) {
  State state;
  bool past = false;
  const auto replay_group = [&](const EntryGroup& group) -> Status {
    for (std::size_t i = 0; i < group.size() && !past; ++i) {
      SETOFF_TRY(head, decode_front(group.at(i)));
      past = known && head.event.booked && *head.event.booked > *known;
      if (past) break;
      SETOFF_TRY_STATUS(replay_one(journal, state, head));
    }
    return Ok{};
  };
  SETOFF_TRY_STATUS(journal.each_group(0, replay_group));
  return state;
}

std::vector<TrialRow> trial_balance(const State& state, std::optional<Day> valued) {
  std::vector<TrialRow> rows;
  for (std::uint32_t i = 0; i < state.chart.size(); ++i) {
    const auto& account = state.chart[AccountId(i)];
    for (const auto& cell : state.balances.balances_of(AccountId(i))) {
      const auto amount = amount_at(cell.series, valued);
      if (amount != 0)
        rows.push_back({account.path, info_of(account.kind).layer, cell.commodity, amount});
    }
  }
  std::ranges::sort(rows, [](const TrialRow& a, const TrialRow& b) {
    return std::tie(a.layer, a.account, a.commodity) < std::tie(b.layer, b.account, b.commodity);
  });
  return rows;
}

Status check_trial(const State& state, std::optional<Day> valued) {
  std::map<std::tuple<Layer, std::string, Commodity>, Int128> sums;
  for (std::uint32_t i = 0; i < state.chart.size(); ++i) {
    const auto& account = state.chart[AccountId(i)];
    for (const auto& cell : state.balances.balances_of(AccountId(i)))
      sums[{info_of(account.kind).layer, account.line, cell.commodity}] +=
          amount_at(cell.series, valued);
  }
  for (const auto& [key, sum] : sums) {
    if (sum == 0) continue;
    const auto& [layer, line, commodity] = key;
    return Error(Code::corrupt, "the " + std::string(enum_name(layer)) + " accounts of line " +
                                    line + " in " + std::string(commodity.code()) +
                                    " do not add up to zero");
  }
  return Ok{};
}

}  // namespace setoff
