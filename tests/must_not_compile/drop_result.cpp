// A refusal is an answer: nobody may drop it unseen.
// expect: unused-result
#include "ledger/base/amount.h"

bool book(setoff::Money a, setoff::Money b) {
#ifdef CONTROL
  return setoff::add(a, b).has_value();
#else
  setoff::add(a, b);
  return true;
#endif
}
