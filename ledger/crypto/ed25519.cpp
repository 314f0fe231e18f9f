#include "ledger/crypto/ed25519.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <algorithm>
#include <memory>
#include <string>

#include "ledger/base/check.h"
#include "ledger/crypto/curve_point.h"
#include "ledger/crypto/encoding.h"
#include "ledger/crypto/random_bytes.h"

namespace setoff {
namespace {

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

const unsigned char* raw(Bytes bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw_out(std::span<std::byte> bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

Key secret_key_of(Bytes seed) {
  Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, raw(seed), seed.size()));
  SETOFF_CHECK(key != nullptr);
  return key;
}

Context new_context() {
  Context context(EVP_MD_CTX_new());
  SETOFF_CHECK(context != nullptr);
  return context;
}

Error wrong_size(std::string_view what, std::size_t given, std::size_t wanted) {
  return {Code::bad_field, std::string(what) + " is " + std::to_string(given) +
                               " bytes long; it must be " + std::to_string(wanted)};
}

std::string_view reason_of(PointForm form) {
  switch (form) {
    case PointForm::not_canonical:
      return "its number is not reduced, so the same key would have two texts";
    case PointForm::not_on_curve:
      return "it is no point of the curve";
    case PointForm::small_order:
      return "it is of small order and would accept forged signatures";
    case PointForm::good:
      break;
  }
  return "";
}

}  // namespace

Result<PublicKey> PublicKey::from_bytes(Bytes bytes) {
  if (bytes.size() != kSize) return wrong_size("the Ed25519 public key", bytes.size(), kSize);
  if (const PointForm form = classify_point(bytes); form != PointForm::good) {
    return Error(Code::bad_field, "the Ed25519 public key " + to_hex(bytes) + " is unusable: " +
                                      std::string(reason_of(form)) + "; ask its owner for another");
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
  SecretKey key;
  std::ranges::copy(seed, key.seed_.begin());
  std::size_t size = PublicKey::kSize;
  SETOFF_CHECK(EVP_PKEY_get_raw_public_key(secret_key_of(seed).get(),
                                           raw_out(key.public_key_.bytes_), &size) == 1);
  SETOFF_CHECK(size == PublicKey::kSize);
  return key;
}

Result<SecretKey> SecretKey::generate() {
  std::array<std::byte, kSize> seed{};
  SETOFF_TRY_STATUS(fill_random(seed));
  auto key = from_seed(seed);
  OPENSSL_cleanse(seed.data(), seed.size());
  return key;
}

SecretKey::SecretKey(SecretKey&& other) noexcept
    : seed_(other.seed_), public_key_(other.public_key_) {
  OPENSSL_cleanse(other.seed_.data(), other.seed_.size());
}

SecretKey& SecretKey::operator=(SecretKey&& other) noexcept {
  if (this == &other) return *this;
  seed_ = other.seed_;
  public_key_ = other.public_key_;
  OPENSSL_cleanse(other.seed_.data(), other.seed_.size());
  return *this;
}

SecretKey::~SecretKey() {
  OPENSSL_cleanse(seed_.data(), seed_.size());
}

Signature SecretKey::sign(Bytes message) const {
  const Key key = secret_key_of(seed_);
  const Context context = new_context();
  Signature signature;
  std::size_t size = Signature::kSize;
  SETOFF_CHECK(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1);
  SETOFF_CHECK(EVP_DigestSign(context.get(), raw_out(signature.bytes_), &size, raw(message),
                              message.size()) == 1);
  SETOFF_CHECK(size == Signature::kSize);
  return signature;
}

bool verify(const PublicKey& key, Bytes message, const Signature& signature) {
  const Bytes bytes = key.view();
  const Key loaded(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(bytes), bytes.size()));
  SETOFF_CHECK(loaded != nullptr);
  const Context context = new_context();
  SETOFF_CHECK(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, loaded.get()) == 1);
  const bool valid = EVP_DigestVerify(context.get(), raw(signature.view()), Signature::kSize,
                                      raw(message), message.size()) == 1;
  if (!valid) ERR_clear_error();  // TLS code on this thread reads the same queue
  return valid;
}

}  // namespace setoff
