#pragma once
// Chart: the chart of accounts. A path is class:owner:kind:object:line; the kind determines the
// class, the layer and the normal side. The first posting to an account opens it; ids follow that
// order. Debit is positive. Layers: money, memo (earmarks), quantity; an entry sums to zero in
// each.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/enum_names.h"
#include "ledger/base/hash_index.h"
#include "ledger/base/same_text.h"
#include "ledger/base/segmented_vector.h"
#include "ledger/base/strong_id.h"

namespace setoff {

struct StateParts;  // state_parts.h

struct AccountTag;
using AccountId = StrongId<AccountTag>;
struct LotTag;
using LotId = StrongId<LotTag>;

enum class Layer : std::uint8_t { money, memo, quantity };
template <>
struct EnumNames<Layer> {
  static constexpr std::string_view values[] = {"money", "memo", "quantity"};
};
enum class NormalSide : std::uint8_t { debit, credit, either };

// SETOFF_KIND(name, text, class, owned by the line's exporter, layer, normal side)
#define SETOFF_ACCOUNT_KINDS(KIND)                                  \
  KIND(claim, "claim", "assets", true, money, debit)                \
  KIND(penalty, "penalty", "assets", true, money, debit)            \
  KIND(disputed, "disputed", "assets", true, money, debit)          \
  KIND(topup, "topup", "assets", true, money, debit)                \
  KIND(deposit, "deposit", "assets", true, money, debit)            \
  KIND(reserve, "reserve", "assets", true, money, debit)            \
  KIND(clearing, "clearing", "assets", true, money, either)         \
  KIND(transit, "transit", "assets", true, money, debit)            \
  KIND(payable, "payable", "liabilities", true, money, credit)      \
  KIND(advance, "advance", "liabilities", true, money, credit)      \
  KIND(repayable, "repayable", "liabilities", true, money, credit)  \
  KIND(deferred, "deferred", "liabilities", true, money, credit)    \
  KIND(export_revenue, "export", "income", true, money, credit)     \
  KIND(latefee, "latefee", "income", true, money, credit)           \
  KIND(shortfall, "shortfall", "income", true, money, credit)       \
  KIND(compensation, "compensation", "income", true, money, credit) \
  KIND(interest, "interest", "income", true, money, credit)         \
  KIND(fx, "fx", "income", true, money, either)                     \
  KIND(landed, "landed", "expenses", true, money, debit)            \
  KIND(loss, "loss", "expenses", true, money, debit)                \
  KIND(purpose, "purpose", "expenses", true, money, debit)          \
  KIND(carry, "carry", "expenses", true, money, debit)              \
  KIND(fee, "fee", "expenses", true, money, debit)                  \
  KIND(spread, "spread", "expenses", true, money, debit)            \
  KIND(rounding, "rounding", "expenses", true, money, either)       \
  KIND(writeoff, "writeoff", "expenses", true, money, debit)        \
  KIND(opening, "opening", "equity", false, money, either)          \
  KIND(position, "position", "equity", false, money, either)        \
  KIND(revaluation, "revaluation", "equity", false, money, either)  \
  KIND(crossing, "crossing", "equity", false, money, either)        \
  KIND(requested, "requested", "memo", true, memo, debit)           \
  KIND(approved, "approved", "memo", true, memo, debit)             \
  KIND(converted, "converted", "memo", true, memo, debit)           \
  KIND(held, "held", "memo", true, memo, debit)                     \
  KIND(cover, "cover", "memo", true, memo, debit)                   \
  KIND(contra, "contra", "memo", false, memo, credit)               \
  KIND(q_unbilled, "q-unbilled", "memo", true, quantity, debit)     \
  KIND(q_billed, "q-billed", "memo", true, quantity, debit)         \
  KIND(q_makeup, "q-makeup", "memo", true, quantity, credit)        \
  KIND(q_ordered, "q-ordered", "memo", false, quantity, debit)      \
  KIND(q_shipped, "q-shipped", "memo", false, quantity, debit)      \
  KIND(q_landed, "q-landed", "memo", false, quantity, debit)        \
  KIND(q_short, "q-short", "memo", false, quantity, debit)          \
  KIND(q_paid, "q-paid", "memo", false, quantity, debit)            \
  KIND(q_contra, "q-contra", "memo", false, quantity, credit)

enum class AccountKind : std::uint8_t {
#define SETOFF_KIND(name, ...) name,
  SETOFF_ACCOUNT_KINDS(SETOFF_KIND)
#undef SETOFF_KIND
};

struct AccountKindInfo {
  AccountKind kind;
  std::string_view text;
  std::string_view account_class;
  bool owned;  // segment 2 is the line's exporter, else `home`
  Layer layer;
  NormalSide side;
};
inline constexpr AccountKindInfo kAccountKindInfo[] = {
#define SETOFF_KIND(name, text, account_class, owned, layer, side) \
  {AccountKind::name, text, account_class, owned, Layer::layer, NormalSide::side},
    SETOFF_ACCOUNT_KINDS(SETOFF_KIND)
#undef SETOFF_KIND
};
[[nodiscard]] constexpr const AccountKindInfo& info_of(AccountKind kind) {
  return kAccountKindInfo[static_cast<std::size_t>(kind)];
}
[[nodiscard]] const AccountKindInfo* find_kind(std::string_view text);

// Identifies an account within one ledger; the owner follows from the line.
struct AccountKey {
  AccountKind kind = AccountKind::claim;
  std::string_view object;
  std::string_view line;
  friend bool operator==(const AccountKey& a, const AccountKey& b) {
    return a.kind == b.kind && same_text(a.line, b.line) && same_text(a.object, b.object);
  }
};

// The accounts of one object and line, by kind; ids of accounts without a posting are invalid.
struct AccountGroup {
  std::string object;
  std::string line;
  std::array<AccountId, std::size(kAccountKindInfo)> accounts;

  [[nodiscard]] AccountId operator[](AccountKind kind) const {
    return accounts[static_cast<std::size_t>(kind)];
  }
  friend bool operator==(const AccountGroup&, const AccountGroup&) = default;
};

struct Account {
  AccountKind kind;
  std::string object;
  std::string line;
  std::string path;
  friend bool operator==(const Account&, const Account&) = default;
};

class Chart {
  friend struct StateParts;

 public:
  // Returns an invalid id if the account has no posting yet.
  [[nodiscard]] AccountId find(const AccountKey& key) const {
    const auto* group = find_group(key.object, key.line);
    return group == nullptr ? AccountId() : (*group)[key.kind];
  }
  // Null if no account of that object and line has a posting yet. The pointer stays valid as the
  // chart grows.
  [[nodiscard]] const AccountGroup* find_group(std::string_view object,
                                               std::string_view line) const;
  [[nodiscard]] AccountId find_path(std::string_view path) const;
  // Opens the account unless it exists; `owner` is the second segment of its path.
  AccountId open(const AccountKey& key, std::string_view owner);
  [[nodiscard]] const Account& operator[](AccountId id) const { return accounts_[id.index()]; }
  [[nodiscard]] std::size_t size() const { return accounts_.size(); }
  friend bool operator==(const Chart& a, const Chart& b) { return a.accounts_ == b.accounts_; }

 private:
  AccountId& slot_of(const AccountKey& key);  // creates its place if there is none

  SegmentedVector<Account> accounts_;
  SegmentedVector<AccountGroup> groups_;
  HashIndex by_group_;
};

}  // namespace setoff
