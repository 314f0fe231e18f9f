#pragma once
// Checks 32 bytes as an Ed25519 public key before it is trusted (RFC 8032 section 5.1.3): the y
// coordinate is reduced, the point is on the curve, and its order is greater than 8.

#include "ledger/crypto/digest.h"

namespace setoff {

enum class PointForm { good, not_canonical, not_on_curve, small_order };

// Requires bytes.size() == 32.
[[nodiscard]] PointForm classify_point(Bytes bytes);

}  // namespace setoff
