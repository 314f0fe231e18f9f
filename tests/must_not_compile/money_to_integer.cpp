// Money does not turn into a bare number by itself.
// expect: cannot convert|no viable conversion
#include "ledger/base/amount.h"

std::int64_t cents(setoff::Money money) {
#ifdef CONTROL
  return money.minor();
#else
  return money;
#endif
}
