#include "simulator/engine/views.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "ledger/arithmetic/shares.h"
#include "ledger/books/holds.h"

namespace setoff::simulator {

namespace {

AccountKey claim_key(const State& state, AccountKind kind, std::string_view line) {
  const auto* terms = state.agreement.find_line(line);
  return {kind, terms == nullptr ? std::string_view{} : std::string_view(terms->buyer), line};
}

}  // namespace

std::string name_of(const Scenario& scenario, LineRef line) {
  return ledger_name(scenario.line(line).name);
}
std::string name_of(const Scenario& scenario, AccountRef account) {
  return ledger_name(scenario.account(account).name);
}
std::string name_of(const Scenario& scenario, PartyRef party) {
  return ledger_name(scenario.party(party).name);
}

std::vector<ClaimDue> open_claims(const State& state, std::string_view line, Day day) {
  std::vector<ClaimDue> claims;
  const auto id = state.chart.find(claim_key(state, AccountKind::claim, line));
  state.balances.each_open_lot(id, [&](const LotBalance& cell) {
    const auto open = cell.series.at(day);
    if (open == 0) return true;
    const Lot& lot = state.lots[cell.lot];
    if (const auto* facts = lot.facts.find<InvoiceFacts>())
      claims.push_back({lot.name, facts->issued, facts->due, open});
    return true;
  });
  std::ranges::sort(claims, [](const ClaimDue& a, const ClaimDue& b) {
    return a.due != b.due ? a.due < b.due : a.invoice < b.invoice;
  });
  return claims;
}

std::int64_t open_of(const State& state, std::string_view line, std::string_view invoice, Day day) {
  for (const ClaimDue& claim : open_claims(state, line, day))
    if (claim.invoice == invoice) return claim.open;
  return 0;
}

std::int64_t disputed_of(const State& state, std::string_view line, std::string_view invoice,
                         Day day) {
  const auto account = state.chart.find(claim_key(state, AccountKind::disputed, line));
  const auto* cell = state.balances.find(account, state.lots.find(invoice));
  return cell == nullptr ? 0 : cell->series.at(day);
}

MakeupDue makeup_due(const State& state, std::string_view shortfall, Day day) {
  const auto* facts = state.lots.find_as<InvoiceFacts>(shortfall);
  if (facts == nullptr || !facts->makeup_until) return {};
  const auto balance = [&](AccountKind kind) {
    return lot_balance_on(state, {kind, facts->object, facts->line}, shortfall, day);
  };
  MakeupDue due;
  due.quantity = -balance(AccountKind::q_makeup);
  due.amount = -balance(AccountKind::deferred);
  const Int128 unpaid =
      Int128{balance(AccountKind::claim)} + balance(AccountKind::disputed) + facts->written_off;
  due.paid = narrow(std::max(Int128{due.amount} - unpaid, Int128{0})).value();
  return due;
}

ClaimSplit claims_on(const State& state, std::string_view line, Day day) {
  ClaimSplit split;
  const int grace = rules_on(state, day).grace_days;
  const auto id = state.chart.find(claim_key(state, AccountKind::claim, line));
  state.balances.each_open_lot(id, [&](const LotBalance& cell) {
    const auto open = cell.series.at(day);
    const auto* facts = state.lots[cell.lot].facts.find<InvoiceFacts>();
    if (open == 0 || facts == nullptr) return true;
    if (day < facts->due) {
      split.undue += open;
    } else if (day <= facts->due + grace) {
      split.due += open;
    } else {
      split.overdue += open;
      split.oldest_overdue = std::min(split.oldest_overdue, facts->due);
    }
    return true;
  });
  split.penalty =
      balance_on(state, claim_key(state, AccountKind::penalty, line), state.agreement.book, day);
  return split;
}

std::int64_t posted_on(const State& state, std::string_view account, std::string_view line,
                       Day day) {
  const auto* terms = state.agreement.find_account(account);
  if (terms == nullptr) return 0;
  return balance_on(state, {kind_of(terms->use), account, line}, terms->currency, day);
}

std::vector<std::int64_t> parts_on(const Scenario& scenario, const State& state, AccountRef account,
                                   Day day) {
  std::vector<std::int64_t> parts;
  const std::string name = name_of(scenario, account);
  for (std::uint32_t i = 0; i < scenario.exports.size(); ++i)
    parts.push_back(posted_on(state, name, name_of(scenario, LineRef(i)), day));
  return parts;
}

std::int64_t balance_on(const Scenario& scenario, const State& state, AccountRef account, Day day) {
  const auto parts = parts_on(scenario, state, account, day);
  return std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
}

DepositSplit deposit_on(const State& state, std::string_view account, std::string_view line,
                        Day day) {
  DepositSplit split;
  split.posted = posted_on(state, account, line, day);
  split.requested = live_earmark(state, {AccountKind::requested, account, line}, day);
  split.approved = live_earmark(state, {AccountKind::approved, account, line}, day);
  split.converted = live_earmark(state, {AccountKind::converted, account, line}, day);
  split.held = live_holds(state, account, line, day);
  return split;
}

namespace {

void add_approval(const State& state, std::string_view account, std::string_view line,
                  const LotBalance& cell, Day day, std::vector<LiveRelease>& releases) {
  const auto balance = cell.series.at(day);
  const auto* approval = state.lots[cell.lot].facts.find<ApprovalFacts>();
  if (balance <= 0 || approval == nullptr || !approval->live(day)) return;
  const auto held = live_holds_under(state, account, line, cell.lot, day);
  auto release = std::ranges::find(releases, approval->release, &LiveRelease::lot);
  if (release == releases.end()) {
    const auto& lot = state.lots[approval->release];
    const auto& facts = lot.facts.as<ReleaseFacts>();
    std::optional<std::string> payee;
    if (!facts.payee.empty()) payee = facts.payee;
    release = releases.insert(
        release, {approval->release, lot.name, std::string(line), std::string(facts.purpose),
                  std::move(payee), approval->given, approval->valid_until, 0, 0});
  }
  release->approved = std::min(release->approved, approval->given);
  release->valid_until = std::max(release->valid_until, approval->valid_until);
  release->balance += balance;
  release->open += std::max<std::int64_t>(0, balance - held);
}

}  // namespace

const Money* limit_on(const Scenario& scenario, const State& state, const AccountLimit& limit,
                      Day day) {
  const std::string name = ledger_name(limit.name);
  for (const Limit* set : state.limits.on_account(name_of(scenario, limit.account), day))
    if (set->terms.limit == name) return &set->terms.value;
  return nullptr;
}

std::optional<std::int64_t> swing_on(const Scenario& scenario, const State& state,
                                     AccountRef account, Day day) {
  std::optional<std::int64_t> swing;
  for (const Limit* limit : state.limits.on_account(name_of(scenario, account), day))
    if (limit->terms.kind == LimitKind::swing)
      swing = std::min(swing.value_or(limit->terms.value.minor()), limit->terms.value.minor());
  return swing;
}

std::vector<LiveRelease> live_releases(const State& state, std::string_view account, Day day) {
  std::vector<LiveRelease> releases;
  for (const auto& line : state.agreement.lines)
    for (const AccountKind stage : {AccountKind::approved, AccountKind::converted})
      state.balances.each_open_lot(state.chart.find({stage, account, line.line}),
                                   [&](const LotBalance& cell) {
                                     add_approval(state, account, line.line, cell, day, releases);
                                     return true;
                                   });
  std::ranges::sort(releases, {}, [](const LiveRelease& r) { return r.lot; });
  return releases;
}

Result<Money> converted(const State& state, Money amount, Currency to, Day day) {
  SETOFF_TRY(exact, value_on(state, amount, to, day));
  SETOFF_TRY(minor, exact.round(to.scale(), rules_on(state, day).rounding));
  return Money(minor, to);
}

std::int64_t imbalance(const State& state, Day day) {
  std::map<std::pair<Layer, Commodity>, Int128> sums;
  for (std::uint32_t i = 0; i < state.chart.size(); ++i) {
    const AccountId account(i);
    const Layer layer = info_of(state.chart[account].kind).layer;
    for (const auto& cell : state.balances.balances_of(account))
      sums[{layer, cell.commodity}] += cell.series.at(day);
  }
  Int128 total = 0;
  for (const auto& [key, sum] : sums)
    total += sum < 0 ? -sum : sum;
  return narrow(total).value_or(INT64_MAX);
}

Result<std::int64_t> times(std::int64_t minor, Decimal share, Rounding rounding) {
  return fraction_of(minor, share, rounding);
}

}  // namespace setoff::simulator
