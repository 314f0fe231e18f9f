// Reads releases and uses.

#include "simulator/scenario/read_path.h"
#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

auto share_law(const Context& context) {
  return [&context](const Node& node, const ReadContext& reading) {
    return read_share_distribution(node, reading, context);
  };
}

auto duration_law(const Context& context) {
  return [&context](const Node& node, const ReadContext& reading) {
    return read_duration_distribution(node, reading, context);
  };
}

auto line_or_all(const Context& context) {
  return [&context](const Node& node, const ReadContext& reading) {
    return read_line_or_all(node, reading, context);
  };
}

Distribution whole() {
  Distribution distribution;
  distribution.parameters[0] = 1;
  return distribution;
}

std::optional<ApprovalQueue> read_approval(const Node& node, const ReadContext& reading,
                                           const Context& context) {
  MapReader map(node, reading);
  ApprovalQueue out;
  out.approved_share = whole();
  std::optional<std::int32_t> valid_for;
  map.required({"lag", "from request to decision", "45 days"}, duration_law(context), out.lag);
  map.with_default({"approve", "share of the amount asked for", "85 %", "100 %"},
                   share_law(context), out.approved_share);
  map.optional({"valid_for", "life of an approval; otherwise without end", "180 days"},
               read_term_days, valid_for);
  map.optional(
      {"stalls", "days on which nothing is decided", "[{ from: 2023-06-15, to: 2023-07-18 }]"},
      list_of(read_days_with_reason), out.stalls);
  const bool by_read =
      map.optional({"by", "who asks and who approves, by name", "[desk, committee]"},
                   list_of(read_book_name), out.by);
  std::ranges::transform(out.by, out.by.begin(), ledger_name);
  if (map.has("by") && by_read && (out.by.size() != 2 || out.by[0] == out.by[1]))
    map.error_at("by", "four_eyes", "two different names are needed: who asks, and who approves",
                 {}, "write by: [desk, committee]");
  if (out.by.empty()) out.by = {"requester", "approver"};
  if (map.has("valid_for") && valid_for && *valid_for < 1)
    map.error_at("valid_for", "out_of_range", "an approval must live at least 1 day");
  out.valid_for_days = valid_for.value_or(0);
  std::ranges::sort(out.stalls, {}, &DateRange::from);
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

// Exactly one of two keys must be given.
void one_of_two(MapReader& map, const char* first, const char* second, const std::string& message,
                const std::string& help) {
  if (map.has(first) != map.has(second)) return;
  if (map.has(first))
    map.error("conflicting_keys", message, help);
  else
    map.missing_one_of({first, second}, message, help);
}

void check_request(MapReader& map, const ReleaseRequest& request) {
  one_of_two(map, "date", "every", "a request has either a `date` or a period `every`",
             "write date: 2023-05-01, or every: month");
  one_of_two(map, "amount", "share",
             "a request has either an `amount` or a `share` of the free balance",
             "write amount: 100 MUSD, or share: 20 %");
  if (map.has("date") && (map.has("from") || map.has("to")))
    map.error("conflicting_keys", "`from` and `to` bound a repeated request, not a dated one");
  if (request.amount && !request.amount->is_positive())
    map.error_at("amount", "out_of_range", "a request is above zero");
}

std::optional<ReleaseRequest> read_request(const Node& node, const ReadContext& reading,
                                           const Context& context) {
  MapReader map(node, reading);
  ReleaseRequest out;
  map.required({"account", "whose money", "trust_iqd"}, reference<AccountRef>(context.accounts),
               out.account);
  map.required({"purpose", "one of `purposes`", "food"}, name_in(context.purposes), out.purpose);
  map.required({"payee", "who will be paid", "grain_house"}, reference<PartyRef>(context.parties),
               out.payee);
  map.optional({"line", "of which line; otherwise all in proportion", "gas"}, line_or_all(context),
               out.line);
  map.optional({"date", "once, on that day", "2023-05-01"}, read_day, out.date);
  map.optional({"every", "again and again", "month"}, period(), out.every);
  map.optional({"amount", "in any currency that fx can convert", "100 MUSD"}, read_money,
               out.amount);
  map.optional({"share", "of the free balance", "20 %"}, share_law(context), out.share_of_free);
  read_optional_range(map, context, out.when);
  map.optional({"name", "tells it from a request that is alike", "wheat_of_winter"}, read_own_name,
               out.name);
  check_request(map, out);
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

// A path of rates between two currencies.
std::optional<BankRate> read_bank_rate(const Node& node, const ReadContext& reading,
                                       const Context& context) {
  const auto written = read_written_path(node, reading, context);
  if (!written) return std::nullopt;
  const auto rates = convert_path<Rate>(*written, reading, expect_any_rate);
  if (!rates) return std::nullopt;
  const Rate& first = rates->steps.front().value;
  const auto numerator = Currency::from(first.numerator);
  const auto denominator = Currency::from(first.denominator);
  if (!numerator || !denominator) {
    reading.error(
        "wrong_unit", node.span(),
        "an exchange rate is in units of one currency for one of another, found " + first.text(),
        {}, "write 1450 IQD/USD");
    return std::nullopt;
  }
  BankRate out{*numerator, *denominator, {}};
  for (const auto& step : rates->steps) {
    if (step.value.units() != first.units()) {
      reading.error("unit_mismatch", node.span(),
                    "the rates of a path have one unit, found " + first.units() + " and " +
                        step.value.units());
      return std::nullopt;
    }
    out.values.steps.push_back({step.from, step.value.value});
  }
  out.values.after_data = rates->after_data;
  out.values.covered_to = rates->covered_to;
  return out;
}

std::optional<ConversionTerms> read_conversion(const Node& node, const ReadContext& reading,
                                               const Context& context) {
  MapReader map(node, reading);
  ConversionTerms out;
  map.required({"from", "account whose approved money is converted", "trust_iqd"},
               reference<AccountRef>(context.accounts), out.from);
  map.required({"to", "account that receives it", "trust_eur"},
               reference<AccountRef>(context.accounts), out.to);
  map.optional(
      {"rate", "of the bank's own, where it is not that of fx", "1450 IQD/USD"},
      [&](const Node& value, const ReadContext& at) { return read_bank_rate(value, at, context); },
      out.rate);
  map.with_default({"spread", "share of the value lost", "1 %", "0 %"}, read_share, out.spread);
  map.with_default({"after", "from approval to conversion", "5 days", "0 days"},
                   duration_law(context), out.after);
  read_optional_range(map, context, out.when, "since", "until");
  map.optional({"fails", "days on which the bank cannot convert, though it may",
                "[{ from: 2016-02-24, to: 2016-12-31 }]"},
               list_of(read_days_with_reason), out.fails);
  std::ranges::sort(out.fails, {}, &DateRange::from);
  if (map.finish() && out.from == out.to)
    map.error_at("to", "same_account", "money is converted to the account it comes from");
  return map.finish() ? std::optional(out) : std::nullopt;
}

std::optional<Transfer> read_transfer(const Node& node, const ReadContext& reading,
                                      const Context& context) {
  MapReader map(node, reading);
  Transfer out;
  map.required({"date", "value date", "2023-08-15"}, read_day, out.date);
  map.required({"from", "account that pays", "trust_eur"}, reference<AccountRef>(context.accounts),
               out.from);
  map.required({"to", "restricted account that receives", "oman_eur"},
               reference<AccountRef>(context.accounts), out.to);
  map.optional({"line", "of which line; otherwise all in proportion", "gas"}, line_or_all(context),
               out.line);
  map.optional({"amount", "in any currency that fx can convert", "100 MEUR"}, read_money,
               out.amount);
  map.optional({"share", "of the approved money", "100 %"}, read_share, out.share);
  one_of_two(map, "amount", "share",
             "a transfer has either an `amount` or a `share` of the approved money",
             "write amount: 100 MEUR, or share: 100 %");
  if (map.finish() && out.from == out.to)
    map.error_at("to", "same_account", "money is transferred to the account it comes from");
  return map.finish() ? std::optional(out) : std::nullopt;
}

std::optional<PurposePayment> read_use(const Node& node, const ReadContext& reading,
                                       const Context& context) {
  const bool named = check_name(key_text(reading), reading);
  MapReader map(node, reading);
  PurposePayment out;
  out.name = std::string(key_text(reading));
  map.required({"date", "value date", "2021-05-29"}, read_day, out.date);
  map.required({"amount", "in any currency that fx can convert", "125 MUSD"}, read_money,
               out.amount);
  map.required({"account", "that pays", "trust_iqd"}, reference<AccountRef>(context.accounts),
               out.account);
  map.optional({"line", "of which line; otherwise all in proportion", "gas"}, line_or_all(context),
               out.line);
  map.required({"purpose", "one of `purposes`", "medicine"}, name_in(context.purposes),
               out.purpose);
  map.required({"payee", "who is paid", "vaccine_fund"}, reference<PartyRef>(context.parties),
               out.payee);
  if (map.has("amount") && out.amount.is_negative())
    map.error_at("amount", "out_of_range", "a payment is above zero");
  return map.finish() && named ? std::optional(std::move(out)) : std::nullopt;
}

template <class Read>
auto with(const Context& context, Read read) {
  return list_of([&context, read](const Node& node, const ReadContext& reading) {
    return read(node, reading, context);
  });
}

}  // namespace

std::optional<Releases> read_releases(const Node& node, const ReadContext& reading,
                                      const Context& context) {
  MapReader map(node, reading);
  Releases out;
  map.required(
      {"approval", "the queue of requests", "{ lag: 45 days, approve: 85 % }"},
      [&](const Node& value, const ReadContext& at) { return read_approval(value, at, context); },
      out.approval);
  map.optional({"requests", "what the importers ask for",
                "[{ account: trust_iqd, purpose: food, payee: grain_house, every: month, share: "
                "20 % }]"},
               with(context, read_request), out.requests);
  map.optional({"conversions", "of approved money to another currency",
                "[{ from: trust_iqd, to: trust_eur, spread: 1 % }]"},
               with(context, read_conversion), out.conversions);
  map.optional({"transfers", "to another restricted account",
                "[{ date: 2023-08-15, from: trust_eur, to: oman_eur, share: 100 % }]"},
               with(context, read_transfer), out.transfers);
  std::ranges::stable_sort(out.transfers, {}, &Transfer::date);
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<std::vector<PurposePayment>> read_uses(const Node& node, const ReadContext& reading,
                                                     const Context& context) {
  auto uses = read_by_name(node, reading, "use", [&](const Node& value, const ReadContext& at) {
    return read_use(value, at, context);
  });
  if (uses) std::ranges::stable_sort(*uses, {}, &PurposePayment::date);
  return uses;
}

}  // namespace setoff::simulator
