#include "ledger/query/trace_flows.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "ledger/base/amount.h"
#include "ledger/base/int128.h"
#include "ledger/event/account_path.h"

namespace setoff {
namespace {

enum class Role : std::uint8_t { none, pool, end };

constexpr AccountKind kPools[] = {
    AccountKind::claim,   AccountKind::disputed,  AccountKind::penalty,  AccountKind::topup,
    AccountKind::deposit, AccountKind::reserve,   AccountKind::clearing, AccountKind::transit,
    AccountKind::payable, AccountKind::q_unbilled};
constexpr AccountKind kEnds[] = {
    AccountKind::landed, AccountKind::loss,     AccountKind::purpose,        AccountKind::carry,
    AccountKind::fee,    AccountKind::writeoff, AccountKind::export_revenue, AccountKind::deferred};

Role role_of(AccountKind kind) {
  if (std::ranges::find(kPools, kind) != std::end(kPools)) return Role::pool;
  return std::ranges::find(kEnds, kind) != std::end(kEnds) ? Role::end : Role::none;
}

// What an entry takes out of pools and puts into pools and ends, before pairing.
struct Sides {
  std::vector<FlowLeg> from;
  std::vector<FlowLeg> to;
};

Sides sides_of(const Entry& entry) {
  Sides sides;
  for (const auto& posting : entry.postings) {
    const auto kind = kind_of_path(posting.account);
    const auto role = kind ? role_of(*kind) : Role::none;
    const bool out = posting.amount < 0;
    if (role == Role::none || (role == Role::end && out)) continue;
    const auto size = out ? -posting.amount : posting.amount;
    FlowLeg leg{{posting.account, posting.lot}, role == Role::pool, posting.commodity, size, size};
    (out ? sides.from : sides.to).push_back(std::move(leg));
  }
  return sides;
}

Int128 exact_sum(const std::vector<FlowLeg>& legs) {
  Int128 sum = 0;
  for (const auto& leg : legs)
    sum += leg.value;
  return sum;
}

// Exact for a flow that does not overflow; otherwise the largest possible amount.
std::int64_t sum_of(const std::vector<FlowLeg>& legs) {
  return narrow(exact_sum(legs)).value_or(INT64_MAX);
}

// Moves the legs that `takes` selects from one list to another.
template <class Takes>
void move_legs(std::vector<FlowLeg>& from, std::vector<FlowLeg>& to, Takes&& takes) {
  for (auto& leg : from)
    if (takes(leg)) to.push_back(leg);
  std::erase_if(from, takes);
}

std::vector<Flow> pair_by_lot(Sides& sides, Sequence sequence) {
  std::vector<Flow> flows;
  std::vector<std::pair<std::string, std::string>> names;  // lot, line
  for (const auto& leg : sides.to) {
    const auto same = [&](const FlowLeg& other) {
      return other.pool.lot == leg.pool.lot &&
             line_of_path(other.pool.account) == line_of_path(leg.pool.account);
    };
    std::pair<std::string, std::string> name{leg.pool.lot, line_of_path(leg.pool.account)};
    if (!leg.pool.lot.empty() && std::ranges::any_of(sides.from, same) &&
        std::ranges::find(names, name) == names.end())
      names.push_back(std::move(name));
  }
  for (const auto& [lot, line] : names) {
    Flow flow;
    flow.sequence = sequence;
    const auto takes = [&](const FlowLeg& leg) {
      return leg.pool.lot == lot && line_of_path(leg.pool.account) == line;
    };
    move_legs(sides.from, flow.from, takes);
    move_legs(sides.to, flow.to, takes);
    flows.push_back(std::move(flow));
  }
  return flows;
}

// Pairs legs without a partner of the same lot: by line, or across lines if only that balances.
void pair_the_rest(const Sides& sides, Sequence sequence, bool across_lines,
                   std::vector<Flow>& flows) {
  std::map<std::string, Flow, std::less<>> by_line;
  const auto group = [&](const FlowLeg& leg) -> Flow& {
    const std::string line(across_lines ? std::string_view() : line_of_path(leg.pool.account));
    auto& flow = by_line[line];
    flow.sequence = sequence;
    return flow;
  };
  for (auto& leg : sides.from)
    group(leg).from.push_back(leg);
  for (auto& leg : sides.to)
    group(leg).to.push_back(leg);
  for (auto& [line, flow] : by_line) {
    if (!flow.from.empty()) {
      flows.push_back(std::move(flow));
      continue;
    }
    // The entry is their source, so each is a flow of its own.
    for (auto& leg : flow.to)
      if (leg.pooled) flows.push_back({sequence, {}, {std::move(leg)}, {}, {}, {}});
  }
}

// A lowered claim ends here; the excess over it became an advance and is not followed.
void trim_end(Flow& flow) {
  if (flow.to.size() != 1 || flow.to.front().pooled || flow.from.empty()) return;
  auto& end = flow.to.front();
  const auto kind = kind_of_path(end.pool.account);
  const bool revenue = kind == AccountKind::export_revenue || kind == AccountKind::deferred;
  if (revenue && end.commodity == flow.from.front().commodity)
    end.value = end.held = sum_of(flow.from);
}

std::vector<std::int64_t> weights_of(const std::vector<Slice>& slices) {
  std::vector<std::int64_t> weights;
  for (const auto& slice : slices) {
    Exact value(slice.quantity.minor(), slice.quantity.kind().scale());
    auto product = value.times(slice.price.value);
    if (product && slice.heat) product = product->times(slice.heat->value);
    auto weight = product ? product->round(6, Rounding::half_even) : product.error();
    if (!weight) weight = slice.quantity.minor();
    weights.push_back(*weight);
  }
  return weights;
}

// One flow per slice, with its share of the amount.
std::vector<Flow> slice_flows(const InvoiceIssued& data, Sides sides, Sequence sequence) {
  std::vector<Flow> flows;
  if (sides.from.size() != 1 || sides.to.size() != 1) return flows;
  const auto values = split(sides.to.front().value, weights_of(data.slices));
  for (std::size_t i = 0; i < data.slices.size(); ++i) {
    Flow flow{sequence, sides.from, sides.to, data.slices[i], data.from, data.to};
    auto& from = flow.from.front();
    from.value = from.held = data.slices[i].quantity.minor();
    auto& to = flow.to.front();
    to.value = to.held = values ? (*values)[i] : (i == 0 ? to.value : 0);
    flows.push_back(std::move(flow));
  }
  return flows;
}

}  // namespace

AmountRange AmountRange::within(const AmountRange& other) const {
  const auto low = std::max(from, other.from);
  return {low, std::max(low, std::min(to, other.to))};
}

AmountRange map_range(const AmountRange& range, std::int64_t from_whole, std::int64_t to_whole) {
  if (from_whole <= 0) return {0, 0};
  const auto map = [&](std::int64_t at) {
    return static_cast<std::int64_t>(Int128{at} * to_whole / from_whole);
  };
  return {map(range.from), map(range.to)};
}

std::int64_t Flow::from_whole() const {
  return sum_of(from);
}
std::int64_t Flow::to_whole() const {
  return sum_of(to);
}
bool Flow::overflows() const {
  return !narrow(exact_sum(from)) || !narrow(exact_sum(to));
}

std::optional<AccountKind> kind_of_path(std::string_view path) {
  const auto* facts = find_kind(split_path(path).kind);
  if (facts == nullptr) return std::nullopt;
  return facts->kind;
}

std::vector<Flow> flows_of(const Entry& entry) {
  if (entry.refusal || entry.event.type() == EventType::entry_reversed) return {};
  auto sides = sides_of(entry);
  const auto* invoice = std::get_if<InvoiceIssued>(&entry.event.data);
  if (invoice != nullptr && !invoice->seller)
    return slice_flows(*invoice, std::move(sides), entry.sequence);
  auto flows = pair_by_lot(sides, entry.sequence);
  pair_the_rest(sides, entry.sequence, entry.event.type() == EventType::claims_offset, flows);
  for (auto& flow : flows) {
    trim_end(flow);
    const auto over_days = [&](const auto* data) {
      if (data != nullptr) std::tie(flow.first, flow.end) = std::tie(data->from, data->to);
    };
    over_days(std::get_if<DeliveryMetered>(&entry.event.data));
    over_days(std::get_if<MakeupTaken>(&entry.event.data));
  }
  return flows;
}

}  // namespace setoff
