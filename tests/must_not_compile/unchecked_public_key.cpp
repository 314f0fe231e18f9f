// A public key exists only after its bytes were checked.
// expect: private|could not convert|no matching
#include "ledger/crypto/ed25519.h"

setoff::Result<setoff::PublicKey> load(setoff::Bytes bytes) {
#ifdef CONTROL
  return setoff::PublicKey::from_bytes(bytes);
#else
  static_cast<void>(bytes);
  return setoff::PublicKey();
#endif
}
