#include "ledger/core/chart.h"

#include <algorithm>
#include <functional>

#include "ledger/base/check.h"

namespace setoff {
namespace {

constexpr KindFacts kKinds[] = {
#define SETOFF_KIND(name, text, account_class, owned, layer, side) \
  {Kind::name, text, account_class, owned, Layer::layer, NormalSide::side},
    SETOFF_KINDS(SETOFF_KIND)
#undef SETOFF_KIND
};

}  // namespace

const KindFacts& facts_of(Kind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}

const KindFacts* find_kind(std::string_view text) {
  const auto* found = std::ranges::find(kKinds, text, &KindFacts::text);
  return found == std::end(kKinds) ? nullptr : found;
}

std::size_t Chart::Hash::operator()(const AccountKey& key) const noexcept {
  const std::hash<std::string_view> text;
  const auto object = text(key.object);
  const auto line = text(key.line);
  return (object * 31 + line) * 67 + static_cast<std::size_t>(key.kind);
}

AccountId Chart::find(const AccountKey& key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? AccountId{} : found->second;
}

AccountId Chart::find_path(std::string_view path) const {
  const auto found = std::ranges::find(accounts_, path, &Account::path);
  if (found == accounts_.end()) return {};
  return AccountId(static_cast<std::uint32_t>(found - accounts_.begin()));
}

AccountId Chart::open(const AccountKey& key, std::string_view owner) {
  if (const auto known = find(key); known.valid()) return known;
  const auto& facts = facts_of(key.kind);
  Account account{key.kind, std::string(key.object), std::string(key.line), {}};
  account.path.append(facts.account_class).append(":").append(owner).append(":").append(facts.text);
  account.path.append(":").append(key.object).append(":").append(key.line);
  const AccountId id(static_cast<std::uint32_t>(accounts_.size()));
  accounts_.push_back(std::move(account));
  const auto& stored = accounts_.back();
  by_key_.emplace(AccountKey{key.kind, stored.object, stored.line}, id);
  return id;
}

}  // namespace setoff
