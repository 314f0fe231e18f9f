#include "ledger/rules/segments.h"

#include "ledger/base/text_value.h"

namespace setoff {

Status check_segment(std::string_view name, std::string_view where) {
  if (is_segment(name)) return Ok{};
  return Error(
      Code::bad_field,
      "'" + std::string(name) + "' is not a name of lower-case letters, digits and hyphens",
      std::string(where));
}

}  // namespace setoff
