// links: scenario
//
// Expressions and laws of scenarios from hostile text: no crash, and errors have a code and a text.
#include <cstdint>
#include <string_view>

#include "ledger/base/check.h"
#include "simulator/scenario/parse_expression.h"
#include "simulator/scenario/parse_law.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace setoff::sim;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(parse_expression(text, {}));
  static_cast<void>(parse_share_law(text));
  static_cast<void>(parse_duration_law(text));
  return 0;
}
