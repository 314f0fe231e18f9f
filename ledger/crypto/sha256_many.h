#pragma once
// SHA-256 of many messages: up to four run interleaved through the SHA instructions of x86-64,
// which fill the time that each of their steps waits for the last. Where the processor has none
// (asked once, when running) OpenSSL hashes one message after the other. The digests are the same
// either way. Errors: none; as many digests as messages. Source: FIPS 180-4; docs/adr/0015.

#include <optional>
#include <span>

#include "ledger/crypto/digest.h"

namespace setoff {

// `prefix` stands before each message, without a copy of it.
void sha256_many(std::optional<std::byte> prefix, std::span<const Bytes> messages,
                 std::span<Digest> digests);

// The two ways, for tests and for sha256_many().
[[nodiscard]] bool has_sha_instructions();
void sha256_in_turn(std::optional<std::byte> prefix, std::span<const Bytes> messages,
                    std::span<Digest> digests);
// Needs has_sha_instructions().
void sha256_interleaved(std::optional<std::byte> prefix, std::span<const Bytes> messages,
                        std::span<Digest> digests);

}  // namespace setoff
