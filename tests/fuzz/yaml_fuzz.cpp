// links: text
//
// YAML, measures and paths from hostile text: no crash, and errors always have a place and a text.
#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/text/date_text.h"
#include "ledger/text/measure.h"
#include "ledger/text/tree_path.h"
#include "ledger/text/yaml_tree.h"

namespace {

using namespace setoff;

std::size_t count(const Node& node) {
  std::size_t nodes = 1;
  for (const Node& item : node.items())
    nodes += count(item);
  for (const Member& member : node.members()) {
    SETOFF_CHECK(node.find(member.key) == &member.value);  // no duplicate key got through
    nodes += count(member.value);
  }
  return nodes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const SourceFile file("fuzz.yaml", std::string(text));
  Diagnostics diagnostics;
  constexpr YamlLimits kLimits{.bytes_max = 1U << 16U, .depth_max = 16, .nodes_max = 2000};
  if (const auto tree = parse_yaml(file, diagnostics, kLimits)) {
    SETOFF_CHECK(count(*tree) <= kLimits.nodes_max);
  } else {
    SETOFF_CHECK(!diagnostics.empty());
  }
  if (const auto measure = parse_measure(text)) SETOFF_CHECK(!measure->text().empty());
  if (const auto path = parse_path(text)) SETOFF_CHECK(parse_path(text_of(*path)).has_value());
  static_cast<void>(parse_date_text(text));
  return 0;
}
