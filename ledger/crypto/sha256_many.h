#pragma once
// SHA-256 of many messages, one after another, with one hasher that is kept for the thread. Errors:
// none; `digests` is as long as `messages`. Source: FIPS 180-4, by OpenSSL.

#include <optional>
#include <span>

#include "ledger/crypto/digest.h"

namespace setoff {

// `prefix` is hashed in front of each message, without copying the message.
void sha256_many(std::optional<std::byte> prefix, std::span<const Bytes> messages,
                 std::span<Digest> digests);

}  // namespace setoff
