#include "ledger/query/claims.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "ledger/base/int128.h"
#include "ledger/core/advances.h"
#include "ledger/core/holds.h"
#include "ledger/query/signed_split.h"

namespace setoff {
namespace {

constexpr ClaimGroup kGroups[] = {
#define SETOFF_CLAIM_PART(name, group) ClaimGroup::group,
    SETOFF_CLAIM_PARTS(SETOFF_CLAIM_PART)
#undef SETOFF_CLAIM_PART
};
static_assert(std::size(kGroups) == kClaimParts);
constexpr std::size_t kGroupsMax = static_cast<std::size_t>(ClaimGroup::owed) + 1;

// Sums while they are made: one that does not fit into 64 bits is told and never wraps.
using WideParts = std::array<Int128, kClaimParts>;

Int128& at(WideParts& parts, ClaimPart part) {
  return parts[static_cast<std::size_t>(part)];
}

Int128 sum_of(const WideParts& parts) {
  return std::accumulate(parts.begin(), parts.end(), Int128{0});
}

struct WideForeign {
  Currency currency;
  WideParts parts{};
  WideParts values{};
  Int128 book = 0;
  Int128 held = 0;
};

struct WideLine {
  WideParts parts{};
  WideParts own{};  // without the values of foreign money
  Int128 earned = 0;
  Int128 held = 0;
  std::vector<WideForeign> foreign;
};

// Narrows sums of one line; the first that does not fit makes it an error.
class Narrowing {
 public:
  explicit Narrowing(std::string_view line) : line_(line) {}

  std::int64_t operator()(Int128 sum) {
    const auto fits = narrow(sum);
    if (!fits) wide_ = true;
    return fits.value_or(0);
  }
  ClaimParts operator()(const WideParts& sums) {
    ClaimParts out{};
    std::ranges::transform(sums, out.begin(), [this](Int128 sum) { return (*this)(sum); });
    return out;
  }
  [[nodiscard]] Status status() const {
    if (!wide_) return Ok{};
    return Error(Code::overflow,
                 "a sum of the claims of line " + std::string(line_) +
                     " does not fit into 64 bits of minor units; ask for balances",
                 std::string(line_));
  }

 private:
  std::string_view line_;
  bool wide_ = false;
};

// The part that an account of that kind is by itself; nothing for kinds that are split, or are no
// part.
std::optional<ClaimPart> part_of(Kind kind) {
  if (const auto same = find_enum<ClaimPart>(facts_of(kind).text);
      same && facts_of(kind).layer == Layer::money)
    return same;
  return std::nullopt;
}

bool is_earned(Kind kind) {
  return kind == Kind::opening || kind == Kind::export_revenue || kind == Kind::latefee ||
         kind == Kind::interest;
}

// The part that stands for those that it turns into as days pass; others stand for themselves.
std::size_t together_with(std::size_t part) {
  constexpr ClaimPart kEarmarks[] = {ClaimPart::requested, ClaimPart::approved,
                                     ClaimPart::converted};
  const bool is_earmark =
      std::ranges::find(kEarmarks, static_cast<ClaimPart>(part)) != std::end(kEarmarks);
  return is_earmark ? static_cast<std::size_t>(ClaimPart::restricted) : part;
}

class LineCount {
 public:
  LineCount(const State& state, Day day, std::string_view line)
      : state_(state), day_(day), line_(line) {}

  Result<LineClaims> count() {
    for (std::uint32_t i = 0; i < state_.chart.size(); ++i) {
      const AccountId id(i);
      const auto& account = state_.chart[id];
      if (account.line == line_ && facts_of(account.kind).layer == Layer::money)
        count_account(id, account);
    }
    out_.own = out_.parts;
    TRY_STATUS(value_foreign());
    TRY_STATUS(check_sum());
    return narrowed();
  }

 private:
  Commodity book() const { return state_.agreement.book; }

  void count_account(AccountId id, const Account& account) {
    if (account.kind == Kind::claim) return count_claim(id);
    for (const auto& cell : state_.balances.cells(id)) {
      const auto amount = cell.series.at(day_);
      if (is_earned(account.kind))
        out_.earned -= amount;
      else if (account.kind == Kind::position)
        count_position(account, cell.commodity, amount);
      else if (account.kind == Kind::deposit)
        count_deposit(account, cell.commodity, amount);
      else if (const auto part = part_of(account.kind))
        at(parts_in(cell.commodity), *part) += amount;
    }
  }

  void count_claim(AccountId id) {
    const auto grace = rules_on(state_, day_).grace_days;
    state_.balances.each_lot_on(id, day_, [&](const LotCell& cell) {
      const Day due = due_of(state_.lots[cell.lot]);
      const auto part = day_ < due            ? ClaimPart::undue
                        : day_ <= due + grace ? ClaimPart::due
                                              : ClaimPart::overdue;
      at(parts_in(cell.commodity), part) += cell.series.at(day_);
    });
  }

  void count_deposit(const Account& account, Commodity commodity, std::int64_t posted) {
    constexpr std::pair<Kind, ClaimPart> kStages[] = {{Kind::requested, ClaimPart::requested},
                                                      {Kind::approved, ClaimPart::approved},
                                                      {Kind::converted, ClaimPart::converted}};
    auto& parts = parts_in(commodity);
    Int128 rest = posted;
    for (const auto& [kind, part] : kStages) {
      const auto live = live_earmark(state_, {kind, account.object, account.line}, day_);
      at(parts, part) += live;
      rest -= live;
    }
    at(parts, ClaimPart::restricted) += rest;
    const auto held = live_holds(state_, account.object, account.line, day_);
    if (commodity == book())
      out_.held += held;
    else if (const auto currency = Currency::from(commodity))
      foreign_of(*currency).held += held;
  }

  void count_position(const Account& account, Commodity commodity, std::int64_t amount) {
    if (commodity != book()) return;
    std::string code = account.object;
    std::ranges::transform(code, code.begin(),
                           [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    if (const auto currency = Currency::find(code)) foreign_of(*currency).book += amount;
  }

  WideParts& parts_in(Commodity commodity) {
    if (commodity == book()) return out_.parts;
    const auto currency = Currency::from(commodity);
    CHECK(currency.has_value());
    return foreign_of(*currency).parts;
  }
  WideForeign& foreign_of(Currency currency) {
    const auto found = std::ranges::find(out_.foreign, currency, &WideForeign::currency);
    if (found != out_.foreign.end()) return *found;
    return out_.foreign.emplace_back(WideForeign{currency, {}, {}, 0, 0});
  }

  // Parts that turn into one another as days pass share what they come to together, so that a
  // rounded unit among them leaves all others as they are.
  Status spread(std::int64_t book, const ClaimParts& weights, WideParts& values) const {
    std::array<Int128, kClaimParts> sums{};
    for (std::size_t i = 0; i < kClaimParts; ++i)
      sums[together_with(i)] += weights[i];
    Narrowing narrowing(line_);
    std::array<std::int64_t, kClaimParts> of_sums{};
    std::ranges::transform(sums, of_sums.begin(), [&](Int128 sum) { return narrowing(sum); });
    TRY_STATUS(narrowing.status());
    TRY(sum_values, split_signed(book, of_sums));
    for (std::size_t first = 0; first < kClaimParts; ++first) {
      if (of_sums[first] == 0) continue;
      auto own = weights;
      for (std::size_t i = 0; i < kClaimParts; ++i)
        if (together_with(i) != first) own[i] = 0;
      TRY(own_values, split_signed(sum_values[first], own));
      for (std::size_t i = 0; i < kClaimParts; ++i)
        values[i] += own_values[i];
    }
    return Ok{};
  }

  Status value_foreign() {
    for (auto& money : out_.foreign) {
      Narrowing narrowing(line_);
      const auto book = narrowing(money.book);
      const auto weights = narrowing(money.parts);
      TRY_STATUS(narrowing.status());
      TRY_STATUS(spread(book, weights, money.values));
      // Without any amount left a book value has nothing to stand on but the clearing account.
      at(money.values, ClaimPart::clearing) += money.book - sum_of(money.values);
      for (std::size_t i = 0; i < kClaimParts; ++i)
        out_.parts[i] += money.values[i];
    }
    return Ok{};
  }

  Status check_sum() const {
    const auto sum = sum_of(out_.parts);
    if (sum == out_.earned) return Ok{};
    const auto text = [&](Int128 minor) {
      const auto fits = narrow(minor);
      return fits ? Money(*fits, state_.agreement.book).text() : "more than 64 bits hold";
    };
    return Error(Code::corrupt,
                 "the states of line " + std::string(line_) + " on " + day_.text() + " come to " +
                     text(sum) + ", earned is " + text(out_.earned),
                 std::string(line_));
  }

  [[nodiscard]] Result<LineClaims> narrowed() const {
    Narrowing narrowing(line_);
    LineClaims out;
    out.line = line_;
    out.parts = narrowing(out_.parts);
    out.earned = narrowing(out_.earned);
    out.held = narrowing(out_.held);
    for (const auto& money : out_.foreign)
      out.foreign.push_back({money.currency, narrowing(money.parts), narrowing(money.values),
                             narrowing(money.book), narrowing(money.held)});
    // So that own() and group() fit as well.
    static_cast<void>(narrowing(out_.own));
    std::array<Int128, kGroupsMax> groups{};
    for (std::size_t i = 0; i < kClaimParts; ++i)
      groups[static_cast<std::size_t>(kGroups[i])] += out_.parts[i];
    for (const auto group : groups)
      static_cast<void>(narrowing(group));
    TRY_STATUS(narrowing.status());
    return out;
  }

  const State& state_;
  Day day_;
  std::string_view line_;
  WideLine out_;
};

}  // namespace

ClaimGroup group_of(ClaimPart part) {
  return kGroups[static_cast<std::size_t>(part)];
}

// On the way to a result that fits, a sum need not.
ClaimParts LineClaims::own() const {
  ClaimParts rest{};
  for (std::size_t i = 0; i < kClaimParts; ++i) {
    Int128 own = parts[i];
    for (const auto& money : foreign)
      own -= money.values[i];
    rest[i] = narrow(own).value();
  }
  return rest;
}

std::int64_t LineClaims::group(ClaimGroup wanted) const {
  Int128 sum = 0;
  for (std::size_t i = 0; i < kClaimParts; ++i)
    if (kGroups[i] == wanted) sum += parts[i];
  return narrow(sum).value();
}

namespace {

// That everything can be added up over the lines as well.
Status check_totals(const Claims& claims) {
  Narrowing narrowing("all");
  WideParts parts{};
  Int128 earned = 0;
  Int128 held = 0;
  for (const auto& line : claims.lines) {
    for (std::size_t i = 0; i < kClaimParts; ++i)
      parts[i] += line.parts[i];
    earned += line.earned;
    held += line.held;
  }
  static_cast<void>(narrowing(parts));
  for (const auto total : {earned, held})
    static_cast<void>(narrowing(total));
  return narrowing.status();
}

}  // namespace

Result<Claims> claims_on(const State& state, Day day) {
  Claims out{day, state.agreement.book, {}};
  for (const auto& line : state.agreement.lines) {
    TRY(claims, LineCount(state, day, line.line).count());
    out.lines.push_back(std::move(claims));
  }
  TRY_STATUS(check_totals(out));
  return out;
}

}  // namespace setoff
