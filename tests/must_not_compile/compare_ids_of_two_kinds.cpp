// The third account is not the third lot.
// expect: no match for .*operator==|invalid operands to binary expression
#include "ledger/base/strong_id.h"

using AccountId = setoff::StrongId<struct AccountTag>;
using LotId = setoff::StrongId<struct LotTag>;

bool same(AccountId account, LotId lot) {
#ifdef CONTROL
  static_cast<void>(lot);
  return account == AccountId(3);
#else
  return account == lot;
#endif
}
