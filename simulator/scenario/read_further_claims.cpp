// What a contract gives a claim for besides deliveries: `take_or_pay` and `breaches`.

#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

// No shorter ones: the claim is made on the first day after the period.
constexpr Choice<Every> kTakePeriods[] = {
    {"month", Every::month},      {"2 months", Every::two_months},  {"quarter", Every::quarter},
    {"3 months", Every::quarter}, {"4 months", Every::four_months}, {"6 months", Every::half_year},
    {"year", Every::year}};

}  // namespace

std::optional<TakeOrPay> read_take_or_pay(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  TakeOrPay out;
  std::int32_t makeup = 0;
  map.required({"share", "of contract_max, over the period", "80 %"}, read_share, out.share);
  map.required({"every", "the period over which it counts", "year"}, one_of(kTakePeriods),
               out.every);
  map.with_default({"makeup", "time to take what is paid", "1096 days", "0 days"}, read_term_days,
                   makeup);
  out.makeup_days = makeup;
  if (!map.finish()) return std::nullopt;
  if (out.share == Decimal())
    map.error_at("share", "out_of_range", "a share of nothing is never due", {},
                 "remove take_or_pay, or raise the share");
  return map.finish() ? std::optional(out) : std::nullopt;
}

std::optional<BreachClaim> read_breach(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  BreachClaim out;
  std::int32_t due = 0;
  map.required({"date", "on which it is claimed", "2020-09-30"}, read_day, out.date);
  map.required({"amount", "the penalty", "1.5 MUSD"}, read_money, out.amount);
  map.required({"due", "days from that date", "45 days"}, read_term_days, due);
  map.required({"reason", "what was broken", "no guarantee"}, read_text, out.reason);
  out.due_days = due;
  if (map.finish() && !out.amount.is_positive())
    map.error_at("amount", "out_of_range", "a penalty is above zero");
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace setoff::simulator
