#include "ledger/base/interned_name.h"

#include <array>
#include <atomic>
#include <memory>

#include "ledger/base/keyed_hash.h"

namespace setoff {
namespace {

using Node = InternedName::Node;

// Hash chains that grow only at their heads, so that no thread waits for another.
constexpr std::size_t kChains = std::size_t{1} << 14U;

struct Chains {
  std::array<std::atomic<const Node*>, kChains> heads;
};

// Searches a chain from its head to `end`, where an earlier search began.
const Node* find(const Node* head, const Node* end, std::uint64_t hash, std::string_view text) {
  for (const auto* kept = head; kept != end; kept = kept->next)
    if (kept->hash == hash && kept->text == text) return kept;
  return nullptr;
}

}  // namespace

const InternedName::Node* InternedName::intern(std::string_view text) {
  // Names are never freed, so that they outlive all their users, also at program exit.
  static Chains chains;
  if (text.empty()) return nullptr;
  const auto hash = hash_text(text);
  auto& head = chains.heads[hash % kChains];
  const auto* first = head.load(std::memory_order_acquire);
  if (const auto* found = find(first, nullptr, hash, text)) return found;
  auto made = std::make_unique<Node>(Node{hash, std::string(text), first});
  while (!head.compare_exchange_weak(made->next, made.get(), std::memory_order_acq_rel,
                                     std::memory_order_acquire)) {
    if (const auto* found = find(made->next, first, hash, text)) return found;
    first = made->next;
  }
  return made.release();
}

}  // namespace setoff
