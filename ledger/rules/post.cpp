#include "ledger/rules/post.h"

#include <algorithm>
#include <array>

#include "ledger/books/earmarks.h"
#include "ledger/books/sides.h"
#include "ledger/event/form.h"
#include "ledger/rules/advances.h"
#include "ledger/rules/positions.h"

namespace setoff {
namespace {

Status check_period(const State& state, const Event& event) {
  const auto& closed = state.closed_through;
  const bool back_dated = closed && event.value_date <= *closed;
  if (!back_dated || event.override_closed) return Ok{};
  return Error(Code::period_closed,
               "the value date " + event.value_date.text() + " lies in the period closed through " +
                   closed->text() + "; an `override` that names who and why is needed",
               "data.value_date");
}

// Law 1: every entry sums to zero per layer, line, commodity and value date. A rule that breaks it
// is a bug.
void check_balanced(const Draft& draft) {
  const auto same_sum = [](const Leg& a, const Leg& b) {
    return a.commodity == b.commodity && a.value_date == b.value_date &&
           info_of(a.account.kind).layer == info_of(b.account.kind).layer &&
           same_text(a.account.line, b.account.line);
  };
  const auto& legs = draft.legs;
  std::size_t left = legs.size();  // legs not summed yet
  for (auto leg = legs.begin(); left > 0; ++leg) {
    const auto same = [&](const Leg& other) { return same_sum(*leg, other); };
    if (std::any_of(legs.begin(), leg, same)) continue;  // summed already
    Int128 sum = 0;
    for (auto other = leg; other != legs.end(); ++other) {
      if (!same(*other)) continue;
      sum += other->amount;
      --left;
    }
    SETOFF_CHECK(sum == 0);
  }
}

// Caches the places that the legs of an entry name: they are few, and most are named more than
// once.
class PlacesNamed {
 public:
  explicit PlacesNamed(const Chart& chart) : chart_(chart) {}
  const AccountGroup* find(const AccountKey& key) {
    for (const auto* group : recent_)
      if (group != nullptr && same_text(group->line, key.line) &&
          same_text(group->object, key.object))
        return group;
    const auto* group = chart_.find_group(key.object, key.line);
    if (group != nullptr) recent_[next_++ % recent_.size()] = group;
    return group;
  }

 private:
  const Chart& chart_;
  std::array<const AccountGroup*, 3> recent_{};
  std::size_t next_ = 0;
};

// Looks up the accounts and lots of the legs, for the checks of the books after and for apply().
void look_up(const State& state, Draft& draft) {
  PlacesNamed places(state.chart);
  std::string_view name;  // of the lot looked up last
  LotId lot;
  for (auto& leg : draft.legs) {
    leg.group = places.find(leg.account);
    if (leg.group != nullptr) leg.account_id = (*leg.group)[leg.account.kind];
    if (leg.lot.empty()) continue;
    if (!same_text(name, leg.lot)) lot = state.lots.find(leg.lot);
    name = leg.lot;
    leg.lot_id = lot;
  }
  draft.looked_up = true;
}

// A reversal that the books no longer cover is refused with has_dependents.
Error reversal_error(Error error) {
  if (error.family() == Family::refused && error.code != Code::overflow)
    error.code = Code::has_dependents;
  return error;
}

// Rough bounds on the size of an entry, to refuse a draft with too many legs before it is booked.
constexpr std::size_t kLegSizeMax = 200;
constexpr std::size_t kEventSizeReserve = 16'000;

}  // namespace

Status post(const State& state, const Event& event, const ReferencedEntries& referenced,
            Draft& draft) {
  draft.clear();
  if (std::holds_alternative<std::monostate>(event.data))
    return Error(Code::unknown_type, "the event has no data");
  SETOFF_TRY_STATUS(check_form(event));
  if (!state.adopted && event.type() != EventType::agreement_adopted)
    return Error(Code::not_adopted, "the first event of a ledger is agreement.adopted");
  SETOFF_TRY_STATUS(check_period(state, event));
  const RuleContext context{state, event, referenced, draft};
  SETOFF_TRY_STATUS(std::visit(
      [&](const auto& data) -> Status {
        if constexpr (std::is_same_v<std::decay_t<decltype(data)>, std::monostate>)
          return Error(Code::unknown_type);
        else
          return prepare(context, data);
      },
      event.data));
  SETOFF_TRY_STATUS(apply_advances(context));
  clear_positions(context);
  if (draft.legs.size() * kLegSizeMax + kEventSizeReserve > kEntrySizeMax)
    return Error(Code::entry_too_large,
                 "it would have " + std::to_string(draft.legs.size()) + " postings");
  if (draft.overflowed) return Error(Code::overflow, "two legs of the entry do not fit together");
  check_balanced(draft);
  look_up(state, draft);
  const auto after = context.after();
  auto status = check_sides(after);
  if (status) status = check_earmarks(after);
  if (!status && draft.reversed != nullptr) return reversal_error(status.error());
  return status;
}

Result<Draft> post(const State& state, const Event& event, const ReferencedEntries& referenced) {
  Draft draft;
  SETOFF_TRY_STATUS(post(state, event, referenced, draft));
  return draft;
}

namespace {

// The lot of a leg; tries `guess` first. Opens a lot that no rule has opened, as a source of money.
LotId lot_of(State& state, const Leg& leg, LotId guess, Day day, Sequence sequence) {
  if (leg.lot.empty() || leg.lot_id.valid()) return leg.lot_id;
  const auto opened = state.lots.find(leg.lot, guess);
  if (opened.valid()) return opened;
  return state.lots.open(leg.lot, SourceFacts{std::string(leg.account.line), day}, sequence);
}

}  // namespace

void apply(State& state, const Event& event, Draft&& draft, Sequence sequence,
           std::vector<PostingView>& postings) {
  std::visit(
      [&](const auto& data) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(data)>, std::monostate>)
          apply_facts(state, event, data, std::move(draft), sequence);
      },
      event.data);
  postings.clear();
  LotId lot_before;
  for (const auto& leg : draft.legs) {
    const auto account = leg.account_id.valid()
                             ? leg.account_id
                             : state.chart.open(leg.account, owner_of(state, leg.account));
    const auto lot = lot_of(state, leg, lot_before, event.value_date, sequence);
    lot_before = lot;
    auto& cell = state.balances.add(account, lot, leg.commodity,
                                    leg.value_date.value_or(event.value_date), leg.amount);
    // All legs of one entry on an account have the same previous entry.
    const auto previous = cell.touch(sequence);
    postings.push_back({state.chart[account].path,
                        lot.valid() ? std::string_view(state.lots[lot].name) : std::string_view{},
                        leg.commodity, leg.amount, previous, cell.series.last(), leg.value_date});
  }
  for (const auto& settlement : draft.settlements)
    record_settlement(state, settlement);
  state.next_sequence = sequence + 1;
  state.last_booked = event.booked;
}

void apply(State& state, const Event& event, Draft&& draft, Sequence sequence, Entry& entry) {
  entry.links = std::move(draft.links);
  std::vector<PostingView> postings;
  apply(state, event, std::move(draft), sequence, postings);
  entry.sequence = sequence;
  entry.rules_version = kRulesVersion;
  entry.refusal.reset();
  entry.postings.clear();
  entry.postings.reserve(postings.size());
  for (const auto& posting : postings)
    entry.postings.push_back(posting.owned());
}

void apply_refusal(State& state, const Event& event, Sequence sequence) {
  state.next_sequence = sequence + 1;
  state.last_booked = event.booked;
}

}  // namespace setoff
