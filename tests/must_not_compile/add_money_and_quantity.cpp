// Money and goods are never added.
// expect: no matching function for call to .*add
#include "ledger/base/amount.h"

setoff::Result<setoff::Money> total(setoff::Money money, setoff::Quantity quantity) {
#ifdef CONTROL
  static_cast<void>(quantity);
  return setoff::add(money, money);
#else
  return setoff::add(money, quantity);
#endif
}
