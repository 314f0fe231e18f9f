#include "ledger/text/yaml_internal.h"
namespace setoff {
void explain_yaml_error(const SourceFile& file, Span, const YamlFailure& failure,
                        Diagnostics& diagnostics) {
  diagnostics.error("yaml_syntax", span_at(file, failure.offset, 1), failure.library_message);
}
}  // namespace setoff
