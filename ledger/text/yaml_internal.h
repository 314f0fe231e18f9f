#pragma once
// Private to ledger/text: the two passes around the YAML library. check_yaml_text checks the bytes
// before the library sees them; explain_yaml_error turns the library's message and place into one
// that helps a person. Neither knows the library's types. Offsets are bytes of the whole file.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/text/yaml_tree.h"

namespace setoff {

// Checks size, encoding, control characters, tabs, directives and nesting depth. False if something
// was reported.
[[nodiscard]] bool check_yaml_text(const SourceFile& file, Span part, const YamlLimits& limits,
                                   Diagnostics& diagnostics);

// Where the library gave up, and its message.
struct YamlFailure {
  std::string library_message;
  std::size_t offset = 0;
};

void explain_yaml_error(const SourceFile& file, Span part, const YamlFailure& failure,
                        Diagnostics& diagnostics);

// Offset after the closing quote of the quoted text at `offset`; nullopt if it is not closed before
// `end`.
[[nodiscard]] std::optional<std::size_t> quoted_end(std::string_view text, std::size_t offset,
                                                    std::size_t end);

}  // namespace setoff
