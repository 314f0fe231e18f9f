#pragma once
// HMAC-SHA256 (RFC 2104): a digest that only the holder of the key can compute. Keys of up to 64
// bytes. Errors: none.

#include "ledger/crypto/digest.h"

namespace setoff {

[[nodiscard]] Digest hmac_sha256(Bytes key, Bytes message);

}  // namespace setoff
