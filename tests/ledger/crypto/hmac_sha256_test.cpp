#include "ledger/crypto/hmac_sha256.h"

#include <gtest/gtest.h>

#include <string>

#include "ledger/crypto/encoding.h"

namespace setoff {
namespace {

std::string hex_of(std::string_view key, std::string_view message) {
  return to_hex(hmac_sha256(bytes_of(key), bytes_of(message)).view());
}

// RFC 4231, test cases 1, 2 and 3.
TEST(HmacSha256, MatchesThePublishedExamples) {
  EXPECT_EQ(hex_of(std::string(20, '\x0b'), "Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hex_of("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hex_of(std::string(20, '\xaa'), std::string(50, '\xdd')),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
}

}  // namespace
}  // namespace setoff
