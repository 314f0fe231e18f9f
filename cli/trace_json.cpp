#include <boost/json.hpp>
#include <ostream>

#include "cli/printable_stream.h"
#include "cli/trace_output.h"
#include "ledger/base/amount.h"

namespace setoff::cli {
namespace {

boost::json::object node_json(const TraceNode& node, Commodity unit) {
  boost::json::object out{{"kind", enum_name(node.kind)},
                          {"sequence", node.sequence},
                          {"account", node.pool.account},
                          {"amount", format_minor(node.amount, node.commodity.scale())},
                          {"commodity", node.commodity.code()},
                          {"of", format_minor(node.whole, node.commodity.scale())},
                          {"share", format_minor(node.value, unit.scale())}};
  if (!node.pool.lot.empty()) out["lot"] = node.pool.lot;
  if (node.priced) {
    out["price"] = node.priced->price.text();
    if (node.priced->heat) out["heat"] = node.priced->heat->text();
  }
  boost::json::array children;
  for (const auto& child : node.children)
    children.push_back(node_json(child, unit));
  if (!children.empty()) out["children"] = std::move(children);
  return out;
}

boost::json::object entry_json(Sequence sequence, const TraceEntry& entry) {
  boost::json::array basis;
  for (const auto earlier : entry.basis)
    basis.push_back(earlier);
  boost::json::object out{{"sequence", sequence},
                          {"type", info_of(entry.type).name},
                          {"value_date", entry.value_date.text()},
                          {"id", entry.id},
                          {"what", entry.what}};
  if (!basis.empty()) out["basis"] = std::move(basis);
  if (entry.reversed_by) out["reversed_by"] = *entry.reversed_by;
  return out;
}

}  // namespace

void print_trace_json(std::ostream& out, const Trace& trace) {
  boost::json::array parts;
  for (const auto& part : trace.parts)
    parts.push_back(node_json(part, part.commodity));
  boost::json::array entries;
  for (const auto& [sequence, entry] : trace.entries)
    entries.push_back(entry_json(sequence, entry));
  const bool back = trace.direction == TraceDirection::backward;
  const boost::json::object all{{"root", trace.root},
                                {"direction", back ? "backward" : "forward"},
                                {"parts", std::move(parts)},
                                {"entries", std::move(entries)}};
  print_json(out, boost::json::serialize(all));
}

}  // namespace setoff::cli
