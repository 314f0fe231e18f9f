// links: crypto
//
// Hex, base64 and public keys from hostile text: what decodes is the one encoding of its value.
#include <cstdint>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/crypto/ed25519.h"
#include "ledger/crypto/encoding.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace setoff;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto bytes = from_hex(text)) SETOFF_CHECK(to_hex(*bytes) == text);
  if (const auto bytes = from_base64(text)) {
    SETOFF_CHECK(to_base64(*bytes) == text);
    if (const auto key = PublicKey::from_bytes(*bytes))
      SETOFF_CHECK(to_base64(key->view()) == text);
  }
  const Bytes raw = bytes_of(text);
  SETOFF_CHECK(*from_hex(to_hex(raw)) == std::vector<std::byte>(raw.begin(), raw.end()));
  SETOFF_CHECK(*from_base64(to_base64(raw)) == std::vector<std::byte>(raw.begin(), raw.end()));
  return 0;
}
