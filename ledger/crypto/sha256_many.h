#pragma once
// SHA-256 of many messages. Up to four are interleaved through the SHA instructions of x86-64,
// which hides the latency of each message's dependent steps. On processors without them (detected
// once, at run time) OpenSSL hashes one message after the other. The digests are the same either
// way. Errors: none; `digests` is as long as `messages`. Source: FIPS 180-4; docs/adr/0015.

#include <optional>
#include <span>

#include "ledger/crypto/digest.h"

namespace setoff {

// `prefix` is hashed in front of each message, without copying the message.
void sha256_many(std::optional<std::byte> prefix, std::span<const Bytes> messages,
                 std::span<Digest> digests);

// The two implementations, for tests and for sha256_many().
[[nodiscard]] bool has_sha_instructions();
void sha256_sequential(std::optional<std::byte> prefix, std::span<const Bytes> messages,
                       std::span<Digest> digests);
// Requires has_sha_instructions().
void sha256_interleaved(std::optional<std::byte> prefix, std::span<const Bytes> messages,
                        std::span<Digest> digests);

}  // namespace setoff
