#pragma once
// Unpredictable bytes from the operating system, through OpenSSL, for salts of commitments, keys
// and nonces. Never for simulation, whose numbers come from a seed. Errors: cannot_read if the
// system provides none.

#include <array>
#include <cstddef>
#include <span>

#include "ledger/base/result.h"
#include "ledger/crypto/digest.h"

namespace setoff {

[[nodiscard]] Status fill_random(std::span<std::byte> out);

// 32 bytes: as long as the hash, so that a short personal value cannot be guessed from its
// commitment.
using Salt = std::array<std::byte, 32>;
[[nodiscard]] Result<Salt> random_salt();

// SHA-256("setoff/commitment/v1" 0x00 salt value): hides the value while the salt is kept secret,
// and binds to the value. Erasing value and salt leaves every proof over the commitment valid.
[[nodiscard]] Digest commitment(const Salt& salt, Bytes value);

}  // namespace setoff
