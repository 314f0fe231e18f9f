// There is no operator +: a sum can overflow or mix currencies, and answers with a Result.
// expect: no match for .*operator\+|invalid operands to binary expression
#include "ledger/base/amount.h"

setoff::Result<setoff::Money> total(setoff::Money a, setoff::Money b) {
#ifdef CONTROL
  return setoff::add(a, b);
#else
  return a + b;
#endif
}
