// A secret key has one holder, so that it can be wiped.
// expect: deleted
#include "ledger/crypto/ed25519.h"

setoff::SecretKey keep(setoff::SecretKey& key) {
#ifdef CONTROL
  return std::move(key);
#else
  return key;
#endif
}
