// Money is counted in whole minor units; a binary fraction never becomes money.
// expect: narrowing|float-conversion|changes value|deleted
#include "ledger/base/amount.h"

setoff::Money price(double value, setoff::Currency currency) {
#ifdef CONTROL
  static_cast<void>(value);
  return setoff::Money(500, currency);
#else
  return setoff::Money(value, currency);
#endif
}
