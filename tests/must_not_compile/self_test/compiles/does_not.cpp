// Does not compile, as it should: the error must not be taken for one of the file beside it.
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
