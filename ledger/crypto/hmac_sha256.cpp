#include "ledger/crypto/hmac_sha256.h"

#include <algorithm>
#include <array>

#include "ledger/base/check.h"
#include "ledger/crypto/sha256.h"

namespace setoff {

Digest hmac_sha256(Bytes key, Bytes message) {
  constexpr std::size_t kBlock = 64;
  constexpr std::byte kInner{0x36};
  constexpr std::byte kOuter{0x5C};
  SETOFF_CHECK(key.size() <= kBlock);
  Sha256 hash;
  const auto add_key = [&](std::byte pad) {
    std::array<std::byte, kBlock> block{};
    std::ranges::copy(key, block.begin());
    for (auto& byte : block)
      byte ^= pad;
    hash.add(block);
  };
  add_key(kInner);
  hash.add(message);
  const auto inner = hash.finish();
  add_key(kOuter);
  hash.add(inner.view());
  return hash.finish();
}

}  // namespace setoff
