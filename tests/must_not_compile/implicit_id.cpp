// An id is made on purpose, never from a number that happens to be at hand.
// expect: could not convert|conversion from .* requested|no viable conversion
#include "ledger/base/strong_id.h"

using AccountId = setoff::StrongId<struct AccountTag>;

AccountId third() {
#ifdef CONTROL
  return AccountId(3);
#else
  return 3U;
#endif
}
