#include "ledger/crypto/sha256_many.h"

#include "ledger/base/check.h"
#include "ledger/crypto/sha256.h"

namespace setoff {

void sha256_many(std::optional<std::byte> prefix, std::span<const Bytes> messages,
                 std::span<Digest> digests) {
  SETOFF_CHECK(messages.size() == digests.size());
  thread_local Sha256 hasher;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    if (prefix) hasher.add({&*prefix, 1});
    hasher.add(messages[i]);
    digests[i] = hasher.finish();
  }
}

}  // namespace setoff
