// Does not compile, but for another reason than the one named here.
// expect: narrowing
#include "ledger/base/result.h"

setoff::Status commit();

bool close() {
#ifdef CONTROL
  return commit().has_value();
#else
  commit();
  return true;
#endif
}
