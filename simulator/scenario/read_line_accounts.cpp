// `payments.accounts`: the account that each line is paid into, by date, or several by their
// shares.

#include "ledger/text/nearest.h"
#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

// { split: { uco_inr: 45 %, halk_eur: 55 % } }: each payment goes to several accounts.
std::optional<std::vector<LineAccount>> read_split(const Node& node, const ReadContext& reading,
                                                   const Context& context, LineRef line, Day from) {
  MapReader map(node, reading);
  std::vector<std::pair<std::string, LineAccount>> pairs;
  map.each(
      "account",
      [&](const Node& value, const ReadContext& at) -> std::optional<LineAccount> {
        const Node key = Node::scalar(std::string(key_text(at)), at.key_span());
        const auto account = reference<AccountRef>(context.accounts)(key, at);
        const auto share = read_share(value, at);
        if (!account || !share) return std::nullopt;
        return LineAccount{line, *account, from, *share};
      },
      pairs);
  if (!map.finish()) return std::nullopt;
  std::vector<LineAccount> out;
  append_sorted(pairs, out);
  Exact sum;
  for (const LineAccount& part : out)
    if (const auto more = sum.plus(Exact(part.share))) sum = *more;
  constexpr int kShareScale = 9;
  const auto all = sum.round(kShareScale, Rounding::half_even);
  if (all && *all == 1'000'000'000) return out;
  map.error("shares_sum",
            "the shares of a split sum to " +
                (all ? Decimal(*all, 2 - kShareScale).text() : std::string("too much")) +
                " %, and must sum to 100 %",
            "write split: { rupees: 45 %, euros: 55 % }");
  return std::nullopt;
}

std::optional<std::vector<LineAccount>> read_one_account(const Node& node,
                                                         const ReadContext& reading,
                                                         const Context& context, LineRef line,
                                                         Day from) {
  const auto found = reference<AccountRef>(context.accounts)(node, reading);
  if (!found) return std::nullopt;
  return std::vector<LineAccount>{{line, *found, from, Decimal(1, 0)}};
}

// Reports shares that stand where `split` is missing: { rupees: 45 %, euros: 55 % }.
bool report_bare_split(const Node& node, const ReadContext& reading, const Context& context) {
  const auto& members = node.members();
  const bool bare = !members.empty() && std::ranges::all_of(members, [&](const Member& member) {
    return context.accounts.find(member.key).has_value();
  });
  if (!bare) return false;
  reading.error("missing_key", reading.key_span(),
                "the key 'split' is missing in " + reading.path(), {},
                "write { split: { " + members.front().key + ": ..., ... } }");
  return true;
}

// From a day on: an account, or a split.
std::optional<std::vector<LineAccount>> read_dated_place(const Node& node,
                                                         const ReadContext& reading,
                                                         const Context& context, LineRef line,
                                                         Day from) {
  if (!node.is_mapping()) return read_one_account(node, reading, context, line, from);
  if (report_bare_split(node, reading, context)) return std::nullopt;
  MapReader map(node, reading);
  std::vector<LineAccount> out;
  map.required(
      {"split", "shares of each payment by account", "{ rupees: 45 %, euros: 55 % }"},
      [&](const Node& value, const ReadContext& at) {
        return read_split(value, at, context, line, from);
      },
      out);
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<std::vector<LineAccount>> read_line_account(const Node& node,
                                                          const ReadContext& reading,
                                                          const Context& context) {
  const Node key = Node::scalar(std::string(key_text(reading)), reading.key_span());
  const LineRef line =
      reference<LineRef>(context.lines)(key, reading).value_or(LineRef(0));  // or reported
  if (!node.is_mapping()) return read_one_account(node, reading, context, line, kFirstDay);
  if (report_bare_split(node, reading, context)) return std::nullopt;
  MapReader map(node, reading);
  std::optional<Node> steps;
  std::vector<LineAccount> out;
  map.optional({"steps", "places by the date from which they are used",
                "{ 2019-01-01: trust_iqd, 2020-12-30: trust_eur }"},
               read_node, steps);
  map.optional(
      {"split", "shares of each payment by account", "{ rupees: 45 %, euros: 55 % }"},
      [&](const Node& value, const ReadContext& at) {
        return read_split(value, at, context, line, kFirstDay);
      },
      out);
  const std::string message =
      "a line is paid into an account, into a `split`, or into one of them by `steps`";
  const std::string help = "write " + std::string(key_text(reading)) + ": ACCOUNT";
  if (map.has("steps") && map.has("split")) map.error("conflicting_keys", message, help);
  if (!map.has("steps") && !map.has("split")) map.missing_one_of({"steps", "split"}, message, help);
  if (!map.finish()) return std::nullopt;
  if (!steps) return out;
  std::vector<std::pair<Day, std::vector<LineAccount>>> dated;
  const auto read = [&](const Node& value, const ReadContext& at, Day day) {
    return read_dated_place(value, at, context, line, day);
  };
  if (!read_dated_table(*steps, read_context_at(map.node(), reading, "steps"), read, dated))
    return std::nullopt;
  for (const auto& [day, entries] : dated)
    out.insert(out.end(), entries.begin(), entries.end());
  return out;
}

}  // namespace

std::optional<std::vector<LineAccount>> read_line_accounts(const Node& node,
                                                           const ReadContext& reading,
                                                           const Context& context) {
  MapReader map(node, reading);
  std::vector<std::pair<std::string, std::vector<LineAccount>>> pairs;
  map.each(
      "line",
      [&](const Node& value, const ReadContext& at) {
        return read_line_account(value, at, context);
      },
      pairs);
  for (const std::string& line : context.lines.names) {
    const bool misspelt = std::ranges::any_of(node.members(), [&](const Member& member) {
      return !context.lines.find(member.key) && nearest(member.key, {line}) == line;
    });
    if (node.is_mapping() && node.find(line) == nullptr && !is_reserved_word(line) && !misspelt)
      map.error("missing_key", "the line '" + line + "' has no account to be paid into",
                "add " + line + ": ACCOUNT");
  }
  if (!map.finish()) return std::nullopt;
  std::vector<LineAccount> out;
  for (auto& [name, accounts] : pairs)
    out.insert(out.end(), accounts.begin(), accounts.end());
  std::ranges::sort(out, [](const LineAccount& a, const LineAccount& b) {
    return a.line != b.line ? a.line < b.line : a.from < b.from;
  });
  return out;
}

}  // namespace setoff::simulator
