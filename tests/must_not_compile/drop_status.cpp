// The same holds for a function of our own that returns a Status and carries no attribute itself.
// expect: unused-result|nodiscard
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
