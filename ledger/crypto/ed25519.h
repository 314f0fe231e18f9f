#pragma once
// Ed25519 signatures (RFC 8032, pure form), by libsodium. Every PublicKey has been validated: its
// 32 bytes are the canonical encoding of a point in the curve's group of prime order, where every
// key made as RFC 8032 says lies. Libraries accept any message under a key of small order, so such
// a key in a policy file would be a universal forgery. SecretKey holds the 32-byte seed; it is
// wiped on destruction and never printed. Errors: bad_field for a malformed key or signature.

#include <array>
#include <compare>
#include <cstddef>

#include "ledger/base/result.h"
#include "ledger/crypto/digest.h"

namespace setoff {

class PublicKey {
 public:
  static constexpr std::size_t kSize = 32;

  [[nodiscard]] static Result<PublicKey> from_bytes(Bytes bytes);
  [[nodiscard]] Bytes view() const { return bytes_; }
  friend auto operator<=>(const PublicKey&, const PublicKey&) = default;

 private:
  friend class SecretKey;
  PublicKey() = default;
  std::array<std::byte, kSize> bytes_{};
};

class Signature {
 public:
  static constexpr std::size_t kSize = 64;

  [[nodiscard]] static Result<Signature> from_bytes(Bytes bytes);
  [[nodiscard]] Bytes view() const { return bytes_; }
  friend auto operator<=>(const Signature&, const Signature&) = default;

 private:
  friend class SecretKey;
  Signature() = default;
  std::array<std::byte, kSize> bytes_{};
};

class SecretKey {
 public:
  static constexpr std::size_t kSize = 32;

  [[nodiscard]] static Result<SecretKey> from_seed(Bytes seed);
  // Generated from the operating system's random source. Errors: cannot_read if that fails.
  [[nodiscard]] static Result<SecretKey> generate();

  SecretKey(SecretKey&& other) noexcept;
  SecretKey& operator=(SecretKey&& other) noexcept;
  SecretKey(const SecretKey&) = delete;
  SecretKey& operator=(const SecretKey&) = delete;
  ~SecretKey();

  // The seed, for writing a key file; handle with care.
  [[nodiscard]] Bytes seed() const { return Bytes(seed_and_public_).first(kSize); }
  [[nodiscard]] const PublicKey& public_key() const { return public_key_; }
  [[nodiscard]] Signature sign(Bytes message) const;

 private:
  SecretKey() = default;
  void wipe();
  std::array<std::byte, kSize + PublicKey::kSize> seed_and_public_{};  // as libsodium takes it
  PublicKey public_key_;
};

// True if the signature is that of the key over exactly these bytes. A malleated signature (S not
// reduced) is rejected, and so is one whose R is of small order.
[[nodiscard]] bool verify(const PublicKey& key, Bytes message, const Signature& signature);

}  // namespace setoff
