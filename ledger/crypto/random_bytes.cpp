#include "ledger/crypto/random_bytes.h"

#include <openssl/rand.h>

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "ledger/crypto/sha256.h"

namespace setoff {

Status fill_random(std::span<std::byte> out) {
  constexpr std::size_t kChunk = 1U << 20U;  // RAND_bytes takes the size as int
  while (!out.empty()) {
    const auto part = out.first(std::min(out.size(), kChunk));
    auto* const bytes = reinterpret_cast<unsigned char*>(part.data());
    if (RAND_bytes(bytes, static_cast<int>(part.size())) != 1) {
      return Error(Code::cannot_read,
                   "the operating system gave no random bytes; is its random device available?");
    }
    out = out.subspan(part.size());
  }
  return Ok{};
}

Result<Salt> random_salt() {
  Salt salt{};
  SETOFF_TRY_STATUS(fill_random(salt));
  return salt;
}

Digest commitment(const Salt& salt, Bytes value) {
  static constexpr std::string_view kDomain{"setoff/commitment/v1\0", 21};
  Sha256 hasher;
  hasher.add(bytes_of(kDomain));
  hasher.add(salt);
  hasher.add(value);
  return hasher.finish();
}

}  // namespace setoff
