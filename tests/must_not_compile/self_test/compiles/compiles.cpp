// Compiles in both forms, so that the test of must-not-compile cases itself must refuse it.
// expect: error
#include "ledger/base/result.h"

setoff::Status commit() {
  return setoff::Ok{};
}
