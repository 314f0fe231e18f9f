// Reads monetisation.

#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

std::optional<Monetisation> read_issue(const Node& node, const ReadContext& reading,
                                       const Context& context) {
  const bool named = check_name(key_text(reading), reading);
  MapReader map(node, reading);
  Monetisation out;
  out.name = std::string(key_text(reading));
  map.required({"account", "restricted account whose blocked money counts", "trust_iqd"},
               reference<AccountRef>(context.accounts), out.account);
  map.required({"currency", "of the home money", "IRR"}, read_currency, out.currency);
  map.required({"share", "of the blocked money", "30 %"}, read_share, out.share);
  map.required({"every", "how often money is issued", "month"}, period(), out.every);
  read_optional_range(map, context, out.when);
  return map.finish() && named ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

std::optional<std::vector<Monetisation>> read_monetisation(const Node& node,
                                                           const ReadContext& reading,
                                                           const Context& context) {
  return read_by_name(node, reading, "issue", [&](const Node& value, const ReadContext& at) {
    return read_issue(value, at, context);
  });
}

}  // namespace setoff::simulator
