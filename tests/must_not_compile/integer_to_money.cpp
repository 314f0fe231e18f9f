// A bare number is no Money: it has no currency.
// expect: could not convert|no viable conversion
#include "ledger/base/amount.h"

setoff::Money price(setoff::Currency currency) {
#ifdef CONTROL
  return {500, currency};
#else
  static_cast<void>(currency);
  return 500;
#endif
}
