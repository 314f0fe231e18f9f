#include "ledger/books/chart.h"

#include <algorithm>

#include "ledger/base/check.h"
#include "ledger/event/account_path.h"

namespace setoff {
namespace {

std::uint32_t number_of(const SegmentedVector<AccountGroup>& groups, const HashIndex& by_group,
                        std::string_view object, std::string_view line, std::uint64_t hash) {
  return by_group.find(hash, [&](std::uint32_t number) {
    return same_text(groups[number].line, line) && same_text(groups[number].object, object);
  });
}

// A perfect hash of the kinds' texts, from their size and three letters. A collision does not
// compile (kKindAt).
constexpr std::uint8_t place_of(std::string_view text) {
  const auto letter = [text](std::size_t i) {
    return std::size_t{static_cast<unsigned char>(text[i])};
  };
  const auto size = text.size();
  return static_cast<std::uint8_t>(size * 56 + letter(0) * 8 + letter(size / 2) * 5 +
                                   letter(size - 1) * 3);
}
constexpr auto kKindAt = [] {
  std::array<std::uint8_t, 256> at{};
  at.fill(std::size(kAccountKindInfo));
  for (const auto& facts : kAccountKindInfo) {
    auto& kind = at[place_of(facts.text)];
    if (kind != std::size(kAccountKindInfo)) throw "two kinds share a place: choose other factors";
    kind = static_cast<std::uint8_t>(facts.kind);
  }
  return at;
}();

}  // namespace

const AccountKindInfo* find_kind(std::string_view text) {
  if (text.empty()) return nullptr;
  const auto kind = kKindAt[place_of(text)];
  return kind < std::size(kAccountKindInfo) && kAccountKindInfo[kind].text == text
             ? &kAccountKindInfo[kind]
             : nullptr;
}

const AccountGroup* Chart::find_group(std::string_view object, std::string_view line) const {
  const auto found = number_of(groups_, by_group_, object, line, hash_texts(object, line));
  return found == HashIndex::kNone ? nullptr : &groups_[found];
}

AccountId& Chart::slot_of(const AccountKey& key) {
  const auto hash = hash_texts(key.object, key.line);
  auto found = number_of(groups_, by_group_, key.object, key.line, hash);
  if (found == HashIndex::kNone) {
    found = static_cast<std::uint32_t>(groups_.size());
    groups_.push_back({std::string(key.object), std::string(key.line), {}});
    by_group_.insert(hash, found);
  }
  return groups_[found].accounts[static_cast<std::size_t>(key.kind)];
}

AccountId Chart::find_path(std::string_view path) const {
  for (std::uint32_t i = 0; i < accounts_.size(); ++i)
    if (accounts_[i].path == path) return AccountId(i);
  return {};
}

AccountId Chart::open(const AccountKey& key, std::string_view owner) {
  auto& slot = slot_of(key);
  if (slot.valid()) return slot;
  const auto& facts = info_of(key.kind);
  Account account{key.kind, std::string(key.object), std::string(key.line),
                  path_text({facts.account_class, owner, facts.text, key.object, key.line})};
  slot = AccountId(static_cast<std::uint32_t>(accounts_.size()));
  accounts_.push_back(std::move(account));
  return slot;
}

}  // namespace setoff
