#include "ledger/query/claims.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "ledger/base/text_map.h"
#include "ledger/books/holds.h"
#include "ledger/query/account_values.h"
#include "ledger/rules/advances.h"

namespace setoff {
namespace {

constexpr ClaimGroup kGroups[] = {
#define SETOFF_CLAIM_PART(name, group, about) ClaimGroup::group,
    SETOFF_CLAIM_PARTS(SETOFF_CLAIM_PART)
#undef SETOFF_CLAIM_PART
};
constexpr std::string_view kPartMeanings[] = {
#define SETOFF_CLAIM_PART(name, group, about) about,
    SETOFF_CLAIM_PARTS(SETOFF_CLAIM_PART)
#undef SETOFF_CLAIM_PART
};
static_assert(std::size(kGroups) == kClaimParts);
constexpr std::size_t kGroupsMax = static_cast<std::size_t>(ClaimGroup::liability) + 1;

// The part that an account of a kind forms by itself; nullopt for kinds that are split or are not a
// part.
constexpr auto kPartOfKind = [] {
  std::array<std::optional<ClaimPart>, std::size(kAccountKindInfo)> parts{};
  for (const auto& facts : kAccountKindInfo)
    if (facts.layer == Layer::money)
      parts[static_cast<std::size_t>(facts.kind)] = find_enum<ClaimPart>(facts.text);
  return parts;
}();

constexpr std::optional<Income> income_of(AccountKind kind) {
  if (kind == AccountKind::opening) return Income::opening;
  if (kind == AccountKind::export_revenue) return Income::billed;
  if (kind == AccountKind::latefee) return Income::latefee;
  if (kind == AccountKind::shortfall) return Income::shortfall;
  if (kind == AccountKind::compensation) return Income::compensation;
  if (kind == AccountKind::interest) return Income::interest;
  return std::nullopt;
}

struct WideSpending {
  ClaimPart part;
  std::string object;
  Int128 value = 0;
};

struct WideLine {
  WideParts parts{};
  std::array<Int128, kIncomes> incomes{};
  Int128 earned = 0;
  std::vector<WideAccount> accounts;  // with a posting, in the agreement's order
  std::vector<WideSpending> spendings;

  [[nodiscard]] Result<LineClaims> narrowed(std::string_view line, Currency book) const;
};

// Also checks that the results of group() and by_currency() will fit.
Result<LineClaims> WideLine::narrowed(std::string_view line, Currency book) const {
  Narrowing narrowing(line.empty() ? "all" : line);
  LineClaims out;
  out.line = line;
  out.parts = narrowing(parts);
  out.earned = narrowing(earned);
  for (std::size_t i = 0; i < kIncomes; ++i)
    out.incomes[i] = narrowing(incomes[i]);
  for (const auto& spending : spendings)
    out.spendings.push_back({spending.part, spending.object, narrowing(spending.value)});
  WideParts own = parts;
  for (const auto& bank : accounts) {
    Int128 worth = 0;
    for (std::size_t i = 0; i < kClaimParts; ++i)
      if (kGroups[i] == ClaimGroup::money) worth += bank.values[i];
    const auto of = [&](ClaimPart part) { return bank.values[static_cast<std::size_t>(part)]; };
    out.accounts.push_back({bank.account, bank.currency, narrowing(bank.parts),
                            narrowing(bank.values), narrowing(worth),
                            narrowing(of(ClaimPart::restricted) + of(ClaimPart::requested)),
                            narrowing(bank.held)});
    for (std::size_t i = 0; i < kClaimParts && bank.currency != book; ++i)
      own[i] -= bank.values[i];
  }
  static_cast<void>(narrowing(own));
  std::array<Int128, kGroupsMax> groups{};
  for (std::size_t i = 0; i < kClaimParts; ++i)
    groups[static_cast<std::size_t>(kGroups[i])] += parts[i];
  for (const auto group : groups)
    static_cast<void>(narrowing(group));
  // The same for figures_of().
  const auto part_of = [&](ClaimPart part) { return parts[static_cast<std::size_t>(part)]; };
  static_cast<void>(narrowing(part_of(ClaimPart::restricted) + part_of(ClaimPart::requested)));
  static_cast<void>(narrowing(part_of(ClaimPart::approved) + part_of(ClaimPart::converted)));
  SETOFF_TRY_STATUS(narrowing.status());
  return out;
}

class LineClaimsBuilder {
 public:
  LineClaimsBuilder(const State& state, Day day, Valuation valuation, std::string_view line)
      : state_(state), day_(day), valuation_(valuation), line_(line) {}

  // `accounts`: those of the line, of the layer of money.
  Result<LineClaims> count(const std::vector<AccountId>& accounts) {
    for (const auto id : accounts)
      count_account(id, state_.chart[id]);
    SETOFF_TRY(unbooked, value_accounts(state_, {line_, day_, valuation_}, out_.accounts));
    at(out_.parts, ClaimPart::revaluation) += unbooked;
    for (const auto& bank : out_.accounts)
      for (std::size_t i = 0; i < kClaimParts; ++i)
        out_.parts[i] += bank.values[i];
    out_.earned = std::accumulate(out_.incomes.begin(), out_.incomes.end(), Int128{0});
    SETOFF_TRY_STATUS(check_sum());
    return out_.narrowed(line_, book());
  }

 private:
  [[nodiscard]] Currency book() const { return state_.agreement.book; }

  void count_account(AccountId id, const Account& account) {
    if (account.kind == AccountKind::claim) return count_claim(id);
    if (account.kind == AccountKind::position) return;  // the value of money, not money itself
    for (const auto& cell : state_.balances.balances_of(id)) {
      const auto amount = cell.series.at(day_);
      if (const auto income = income_of(account.kind))
        out_.incomes[static_cast<std::size_t>(*income)] -= amount;
      else if (account.kind == AccountKind::deposit)
        count_deposit(account, amount);
      else if (const auto part = kPartOfKind[static_cast<std::size_t>(account.kind)])
        count_part(account, *part, amount);
    }
  }

  void count_claim(AccountId id) {
    const auto grace = rules_on(state_, day_).grace_days;
    state_.balances.each_lot_on(id, day_, [&](const LotBalance& cell) {
      const Day due = due_of(state_.lots[cell.lot]);
      const auto part = day_ < due            ? ClaimPart::undue
                        : day_ <= due + grace ? ClaimPart::due
                                              : ClaimPart::overdue;
      at(out_.parts, part) += cell.series.at(day_);
    });
  }

  void count_part(const Account& account, ClaimPart part, std::int64_t amount) {
    const auto group = group_of(part);
    if (group == ClaimGroup::money || part == ClaimPart::repayable) {
      auto& bank = bank_of(account);
      at(bank.parts, part) += amount;
      return;
    }
    at(out_.parts, part) += amount;
    if (group == ClaimGroup::spent && amount != 0)
      out_.spendings.push_back({part, account.object, amount});
  }

  void count_deposit(const Account& account, std::int64_t posted) {
    constexpr std::pair<AccountKind, ClaimPart> kStages[] = {
        {AccountKind::requested, ClaimPart::requested},
        {AccountKind::approved, ClaimPart::approved},
        {AccountKind::converted, ClaimPart::converted}};
    auto& bank = bank_of(account);
    Int128 rest = posted;
    for (const auto& [kind, part] : kStages) {
      const auto live = live_earmark(state_, {kind, account.object, account.line}, day_);
      at(bank.parts, part) += live;
      rest -= live;
    }
    at(bank.parts, ClaimPart::restricted) += rest;
    bank.held += live_holds(state_, account.object, account.line, day_);
  }

  WideAccount& bank_of(const Account& account) {
    const auto found = std::ranges::find(out_.accounts, account.object, &WideAccount::account);
    if (found != out_.accounts.end()) return *found;
    const auto& known = state_.agreement.accounts;
    const auto terms = std::ranges::find(known, account.object, &BankAccount::account);
    SETOFF_CHECK(terms != known.end());
    const auto place = static_cast<std::size_t>(terms - known.begin());
    const auto after = std::ranges::upper_bound(out_.accounts, place, {}, &WideAccount::place);
    return *out_.accounts.insert(after, {terms->account, terms->currency, place, {}, {}, 0});
  }

  [[nodiscard]] Status check_sum() const {
    const auto sum = std::accumulate(out_.parts.begin(), out_.parts.end(), Int128{0});
    if (sum == out_.earned) return Ok{};
    const auto text = [&](Int128 minor) {
      const auto fits = narrow(minor);
      return fits ? Money(*fits, book()).text() : "more than 64 bits hold";
    };
    return Error(Code::corrupt,
                 "the states of line " + std::string(line_) + " on " + day_.text() + " come to " +
                     text(sum) + ", earned is " + text(out_.earned),
                 std::string(line_));
  }

  const State& state_;
  Day day_;
  Valuation valuation_;
  std::string_view line_;
  WideLine out_;
};

// The accounts of the layer of money, in the order of the chart, for each line of the agreement.
std::vector<std::vector<AccountId>> money_by_line(const State& state) {
  const auto& lines = state.agreement.lines;
  TextMap<std::size_t> index;
  for (std::size_t i = 0; i < lines.size(); ++i)
    index.emplace(lines[i].line, i);
  std::vector<std::vector<AccountId>> out(lines.size());
  for (std::uint32_t i = 0; i < state.chart.size(); ++i) {
    const auto& account = state.chart[AccountId(i)];
    if (info_of(account.kind).layer != Layer::money) continue;
    if (const auto found = index.find(account.line); found != index.end())
      out[found->second].emplace_back(i);
  }
  return out;
}

}  // namespace

ClaimGroup group_of(ClaimPart part) {
  return kGroups[static_cast<std::size_t>(part)];
}
std::string_view about(ClaimPart part) {
  return kPartMeanings[static_cast<std::size_t>(part)];
}

// A partial sum may exceed 64 bits even if the result fits.
std::int64_t LineClaims::group(ClaimGroup wanted) const {
  Int128 sum = 0;
  for (std::size_t i = 0; i < kClaimParts; ++i)
    if (kGroups[i] == wanted) sum += parts[i];
  return narrow(sum).value();
}

std::vector<CurrencyClaims> by_currency(const LineClaims& line, Currency book) {
  std::vector<CurrencyClaims> out{{book, {}, {}, 0}};
  WideParts own{};
  std::ranges::copy(line.parts, own.begin());
  for (const auto& bank : line.accounts) {
    auto found = std::ranges::find(out, bank.currency, &CurrencyClaims::currency);
    if (found == out.end()) found = out.insert(out.end(), CurrencyClaims{bank.currency, {}, {}, 0});
    found->held += bank.held;
    if (bank.currency == book) continue;
    for (std::size_t i = 0; i < kClaimParts; ++i) {
      found->parts[i] += bank.parts[i];
      found->values[i] += bank.values[i];
      own[i] -= bank.values[i];
    }
  }
  for (std::size_t i = 0; i < kClaimParts; ++i)
    out.front().parts[i] = out.front().values[i] = narrow(own[i]).value();
  return out;
}

Result<LineClaims> all_lines(const std::vector<LineClaims>& lines, Currency book) {
  WideLine all;
  const auto add = [](auto& sums, const auto& values) {
    std::ranges::transform(sums, values, sums.begin(), std::plus<Int128>());
  };
  for (const auto& line : lines) {
    add(all.parts, line.parts);
    add(all.incomes, line.incomes);
    all.earned += line.earned;
    for (const auto& account : line.accounts) {
      auto found = std::ranges::find(all.accounts, account.account, &WideAccount::account);
      if (found == all.accounts.end())
        found = all.accounts.insert(found, {account.account, account.currency, 0, {}, {}, 0});
      add(found->parts, account.parts);
      add(found->values, account.values);
      found->held += account.held;
    }
    for (const auto& spending : line.spendings) {
      auto found = std::ranges::find_if(all.spendings, [&](const WideSpending& one) {
        return one.part == spending.part && one.object == spending.object;
      });
      if (found == all.spendings.end())
        found = all.spendings.insert(found, {spending.part, spending.object, 0});
      found->value += spending.value;
    }
  }
  return all.narrowed({}, book);
}

Result<Claims> claims_on(const State& state, Day day, Valuation valuation) {
  Claims out{day, state.agreement.book, {}, {}};
  const auto accounts = money_by_line(state);
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const auto& line = state.agreement.lines[i];
    SETOFF_TRY(claims, LineClaimsBuilder(state, day, valuation, line.line).count(accounts[i]));
    out.lines.push_back(std::move(claims));
  }
  SETOFF_TRY(all, all_lines(out.lines, out.book));
  out.all = std::move(all);
  return out;
}

}  // namespace setoff
