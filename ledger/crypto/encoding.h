#pragma once
// Hex (lower case) and base64 (RFC 4648 section 4, padded). Decoding is strict, so that each value
// has exactly one text: no upper-case hex, no white space, no missing padding, no stray bits in the
// last character. Errors: bad_syntax, naming the wrong length or the character and its position,
// counted from 1.

#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/crypto/digest.h"

namespace setoff {

[[nodiscard]] std::string to_hex(Bytes bytes);
[[nodiscard]] Result<std::vector<std::byte>> from_hex(std::string_view text);

[[nodiscard]] std::string to_base64(Bytes bytes);
[[nodiscard]] Result<std::vector<std::byte>> from_base64(std::string_view text);

// Exactly 32 bytes.
[[nodiscard]] Result<Digest> digest_from_hex(std::string_view text);
[[nodiscard]] Result<Digest> digest_from_base64(std::string_view text);
[[nodiscard]] Result<Digest> digest_from_bytes(Bytes bytes);

}  // namespace setoff
