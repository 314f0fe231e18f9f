// Ids have no arithmetic.
// expect: no match for .*operator\+|invalid operands to binary expression
#include "ledger/base/strong_id.h"

using AccountId = setoff::StrongId<struct AccountTag>;

AccountId next(AccountId id) {
#ifdef CONTROL
  return AccountId(id.index() + 1);
#else
  return id + 1;
#endif
}
