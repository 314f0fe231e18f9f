#include "ledger/base/keyed_hash.h"

#include <sys/random.h>

#include "ledger/base/check.h"

namespace setoff {

HashKey HashKey::drawn() {
  HashKey key;
  // So few bytes come whole, once the system has started.
  CHECK(::getrandom(&key, sizeof key, 0) == static_cast<ssize_t>(sizeof key));
  return key;
}

}  // namespace setoff
