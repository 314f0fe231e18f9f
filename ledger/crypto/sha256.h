#pragma once
// SHA-256 (FIPS 180-4) through OpenSSL. Sha256 owns one context and is reused: start, add...,
// finish. Allocating a context per hash costs more than hashing 64 bytes, so hot loops own one
// Sha256 per thread; sha256() has its own per thread. Errors: none; aborts if the library lacks
// SHA-256.

#include <memory>

#include "ledger/crypto/digest.h"

struct evp_md_ctx_st;

namespace setoff {

class Sha256 {
 public:
  Sha256();

  // Discards what was added and starts a new hash. finish() starts the next one by itself.
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
