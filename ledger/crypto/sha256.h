#pragma once
// SHA-256 (FIPS 180-4) by OpenSSL. Sha256 keeps one context and is reused: start, add..., finish.
// Allocating a context per hash costs more than hashing 64 bytes, so hot loops own one Sha256 per
// thread; sha256() has one of its own per thread. Errors: none; a library without SHA-256 aborts.

#include <memory>

#include "ledger/crypto/digest.h"

struct evp_md_ctx_st;

namespace setoff {

class Sha256 {
 public:
  Sha256();

  // Forgets what was added and begins a new hash. finish() begins the next one by itself.
  void start();
  void add(Bytes bytes);
  [[nodiscard]] Digest finish();

 private:
  struct FreeContext {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, FreeContext> context_;
};

[[nodiscard]] Digest sha256(Bytes bytes);

}  // namespace setoff
