// Trace: what paid for an entry, or what became of its amounts, as a tree.

#include "cli/daemon/answers/parts.h"
#include "ledger/query/trace.h"

namespace setoff::cli {
namespace {

// A trace reads the whole journal several times, so a larger journal is traced outside the daemon.
constexpr Sequence kTracedEntriesMax = 200'000;
constexpr TraceLimits kLimits{.nodes_max = 20'000};

void write_node(const TraceNode& node, Commodity unit, JsonWriter& json) {
  json.begin_object().key("kind").string(enum_name(node.kind));
  json.key("sequence").count(node.sequence).key("account").string(node.pool.account);
  if (!node.pool.lot.empty()) json.key("lot").string(node.pool.lot);
  json.key("amount").string(amount_text(node.amount, node.commodity));
  json.key("of").string(amount_text(node.whole, node.commodity));
  json.key("share").string(amount_text(node.value, unit));
  if (node.priced) {
    json.key("price").string(node.priced->price.text());
    if (node.priced->heat) json.key("heat").string(node.priced->heat->text());
  }
  json.key("children").begin_array();
  for (const auto& child : node.children)
    write_node(child, unit, json);
  json.end_array().end_object();
}

void write_entry(Sequence sequence, const TraceEntry& entry, JsonWriter& json) {
  json.begin_object().key("sequence").count(sequence);
  json.key("type").string(with_type_prefix(info_of(entry.type).name));
  json.key("value_date").string(entry.value_date.text());
  json.key("id").string(entry.id).key("what").string(entry.what);
  json.key("basis").begin_array();
  for (const auto earlier : entry.basis)
    json.count(earlier);
  json.end_array();
  if (entry.reversed_by) json.key("reversed_by").count(*entry.reversed_by);
  json.end_object();
}

Result<TraceDirection> direction_of(const Asked& asked) {
  const auto text = asked.value_of("direction");
  if (text.empty() || text == "backward") return TraceDirection::backward;
  if (text == "forward") return TraceDirection::forward;
  return Error(Code::bad_field, "backward or forward, not '" + std::string(text) + "'",
               "direction");
}

}  // namespace

Status answer_trace(const Asked& asked, JsonWriter& json) {
  SETOFF_TRY(direction, direction_of(asked));
  if (asked.books.journal.size() > kTracedEntriesMax)
    return Error(Code::too_large, "the ledger has more than " + std::to_string(kTracedEntriesMax) +
                                      " entries; `setoff audit trace` reads it beside the daemon");
  auto traced = trace(asked.books.journal, *asked.entry, direction, kLimits);
  if (!traced && traced.error().code == Code::too_large)
    traced.error().detail += "; `setoff audit trace` reads it beside the daemon";
  SETOFF_TRY(found, std::move(traced));
  json.key("root").count(found.root);
  json.key("direction").string(direction == TraceDirection::backward ? "backward" : "forward");
  json.key("parts").begin_array();
  for (const auto& part : found.parts)
    write_node(part, part.commodity, json);
  json.end_array().key("entries").begin_array();
  for (const auto& [sequence, entry] : found.entries)
    write_entry(sequence, entry, json);
  json.end_array();
  return Ok{};
}

}  // namespace setoff::cli
