#include "ledger/base/keyed_hash.h"

#include <sys/random.h>

#include "ledger/base/check.h"

namespace setoff {

HashKey HashKey::random() {
  HashKey key;
  // getrandom() returns a request this short in full once the system's entropy pool is initialised.
  SETOFF_CHECK(::getrandom(&key, sizeof key, 0) == static_cast<ssize_t>(sizeof key));
  return key;
}

}  // namespace setoff
