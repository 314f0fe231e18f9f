#include "ledger/crypto/ed25519.h"

#include <sodium.h>

#include <algorithm>
#include <string>

#include "ledger/base/check.h"
#include "ledger/crypto/encoding.h"
#include "ledger/crypto/random_bytes.h"

namespace setoff {
namespace {

static_assert(PublicKey::kSize == crypto_sign_ed25519_PUBLICKEYBYTES);
static_assert(Signature::kSize == crypto_sign_ed25519_BYTES);
static_assert(SecretKey::kSize == crypto_sign_ed25519_SEEDBYTES);
static_assert(SecretKey::kSize + PublicKey::kSize == crypto_sign_ed25519_SECRETKEYBYTES);

const unsigned char* raw(Bytes bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw_out(std::span<std::byte> bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

Error wrong_size(std::string_view what, std::size_t given, std::size_t wanted) {
  return {Code::bad_field, std::string(what) + " is " + std::to_string(given) +
                               " bytes long; it must be " + std::to_string(wanted)};
}

// libsodium selects its code for this processor once, before the first key or signature.
void prepare_library() {
  static const int status = sodium_init();
  SETOFF_CHECK(status >= 0);
}

}  // namespace

Result<PublicKey> PublicKey::from_bytes(Bytes bytes) {
  if (bytes.size() != kSize) return wrong_size("the Ed25519 public key", bytes.size(), kSize);
  prepare_library();
  if (crypto_core_ed25519_is_valid_point(raw(bytes)) != 1) {
    return Error(Code::bad_field, "the Ed25519 public key " + to_hex(bytes) +
                                      " is unusable: it is not the canonical encoding of a point "
                                      "in the curve's group of prime order; ask its owner for "
                                      "another");
  }
  PublicKey key;
  std::ranges::copy(bytes, key.bytes_.begin());
  return key;
}

Result<Signature> Signature::from_bytes(Bytes bytes) {
  if (bytes.size() != kSize) return wrong_size("the Ed25519 signature", bytes.size(), kSize);
  Signature signature;
  std::ranges::copy(bytes, signature.bytes_.begin());
  return signature;
}

Result<SecretKey> SecretKey::from_seed(Bytes seed) {
  if (seed.size() != kSize) return wrong_size("the Ed25519 seed", seed.size(), kSize);
  prepare_library();
  SecretKey key;
  SETOFF_CHECK(crypto_sign_ed25519_seed_keypair(raw_out(key.public_key_.bytes_),
                                                raw_out(key.seed_and_public_), raw(seed)) == 0);
  return key;
}

Result<SecretKey> SecretKey::generate() {
  std::array<std::byte, kSize> seed{};
  SETOFF_TRY_STATUS(fill_random(seed));
  auto key = from_seed(seed);
  sodium_memzero(seed.data(), seed.size());
  return key;
}

SecretKey::SecretKey(SecretKey&& other) noexcept
    : seed_and_public_(other.seed_and_public_), public_key_(other.public_key_) {
  other.wipe();
}

SecretKey& SecretKey::operator=(SecretKey&& other) noexcept {
  if (this == &other) return *this;
  seed_and_public_ = other.seed_and_public_;
  public_key_ = other.public_key_;
  other.wipe();
  return *this;
}

SecretKey::~SecretKey() {
  wipe();
}

void SecretKey::wipe() {
  sodium_memzero(seed_and_public_.data(), seed_and_public_.size());
}

Signature SecretKey::sign(Bytes message) const {
  Signature signature;
  SETOFF_CHECK(crypto_sign_ed25519_detached(raw_out(signature.bytes_), nullptr, raw(message),
                                            message.size(), raw(seed_and_public_)) == 0);
  return signature;
}

bool verify(const PublicKey& key, Bytes message, const Signature& signature) {
  return crypto_sign_ed25519_verify_detached(raw(signature.view()), raw(message), message.size(),
                                             raw(key.view())) == 0;
}

}  // namespace setoff
