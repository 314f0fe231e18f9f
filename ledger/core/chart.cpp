#include "ledger/core/chart.h"

#include <algorithm>

#include "ledger/base/check.h"

namespace setoff {
namespace {

std::uint64_t hash_of(const AccountKey& key) {
  return hash_text(key.object, hash_text(key.line, static_cast<std::uint64_t>(key.kind)));
}

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
  static const HashIndex by_text = [] {
    HashIndex index;
    for (const auto& facts : kKinds)
      index.insert(hash_text(facts.text), static_cast<std::uint32_t>(facts.kind));
    return index;
  }();
  const auto found =
      by_text.find(hash_text(text), [&](std::uint32_t kind) { return kKinds[kind].text == text; });
  return found == HashIndex::kNone ? nullptr : &kKinds[found];
}

AccountId Chart::find(const AccountKey& key) const {
  return AccountId(
      by_key_.find(hash_of(key), [&](std::uint32_t number) { return accounts_[number].is(key); }));
}

AccountId Chart::find_path(std::string_view path) const {
  for (std::uint32_t i = 0; i < accounts_.size(); ++i)
    if (accounts_[i].path == path) return AccountId(i);
  return {};
}

AccountId Chart::open(const AccountKey& key, std::string_view owner) {
  if (const auto known = find(key); known.valid()) return known;
  const auto& facts = facts_of(key.kind);
  Account account{key.kind, std::string(key.object), std::string(key.line), {}};
  account.path.append(facts.account_class).append(":").append(owner).append(":").append(facts.text);
  account.path.append(":").append(key.object).append(":").append(key.line);
  const AccountId id(static_cast<std::uint32_t>(accounts_.size()));
  accounts_.push_back(std::move(account));
  by_key_.insert(hash_of(key), id.index());
  return id;
}

}  // namespace setoff
