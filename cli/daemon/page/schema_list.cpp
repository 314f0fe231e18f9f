#include "cli/daemon/page/schema_list.h"

#include "ledger/exchange/json_write.h"
#include "ledger/rules/describe.h"

namespace setoff::cli {

std::string schema_path(std::string_view type) {
  return "/schemas/" + std::string(type);
}

std::string schema_list() {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("event").string(schema_path("event"));
  json.key("types").begin_array();
  for (const auto& facts : all_event_types()) {
    const auto type = with_type_prefix(facts.name);
    json.begin_object();
    json.key("type").string(type);
    json.key("says").string(meaning_of(facts.type));
    json.key("reversible").boolean(facts.reversible);
    json.key("schema").string(schema_path(type));
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return indented_json(out, 1) + "\n";
}

}  // namespace setoff::cli
