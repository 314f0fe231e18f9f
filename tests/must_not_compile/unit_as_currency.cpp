// A unit of goods is not a currency.
// expect: no matching function for call to|no matching constructor
#include "ledger/base/amount.h"

setoff::Money price(setoff::Unit unit, setoff::Currency currency) {
#ifdef CONTROL
  static_cast<void>(unit);
  return setoff::Money(500, currency);
#else
  static_cast<void>(currency);
  return setoff::Money(500, unit);
#endif
}
