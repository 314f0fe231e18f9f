#include "ledger/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace setoff {

void check_failed(const char* condition, std::source_location where) {
  std::fprintf(stderr, "%s:%u: CHECK failed: %s\n", where.file_name(), where.line(), condition);
  std::abort();
}

}  // namespace setoff
