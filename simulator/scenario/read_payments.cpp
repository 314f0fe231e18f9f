#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

std::optional<RecordedPayment> read_recorded(const Node& node, const ReadContext& reading,
                                             const Context& context) {
  MapReader map(node, reading);
  RecordedPayment out;
  map.required({"date", "value date", "2020-06-03"}, read_day, out.date);
  map.required({"amount", "in any currency that fx can convert", "400 MUSD"}, read_money,
               out.amount);
  map.optional(
      {"line", "which line it pays; otherwise all", "gas"},
      [&](const Node& value, const ReadContext& at) {
        return read_line_or_all(value, at, context);
      },
      out.line);
  map.optional({"reason", "what it was, for the report", "half of the arrears"}, read_text,
               out.note);
  if (map.has("amount") && out.amount.is_negative())
    map.error_at("amount", "out_of_range", "a payment is above zero");
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<RegularPayment> read_regular(const Node& node, const ReadContext& reading,
                                           const Context& context) {
  reading.type("payment behaviour");
  if (node.is_scalar() && node.text() == "nothing") return RegularPayment{};
  MapReader map(node, reading);
  RegularPayment out;
  map.required(
      {"share", "of each invoice", "35 %"},
      [&](const Node& value, const ReadContext& at) {
        return read_share_distribution(value, at, context);
      },
      out.share);
  map.required(
      {"after", "from the invoice's date", "45 days"},
      [&](const Node& value, const ReadContext& at) {
        return read_duration_distribution(value, at, context);
      },
      out.after);
  return map.finish() ? std::optional(out) : std::nullopt;
}

std::optional<PaymentRegime> read_regime(const Node& node, const ReadContext& reading,
                                         const Context& context) {
  const bool named = check_name(key_text(reading), reading);
  MapReader map(node, reading);
  PaymentRegime out;
  out.name = std::string(key_text(reading));
  read_from_to(map, out.when);
  map.required(
      {"pays", "as in behaviour.pays, or nothing", "nothing"},
      [&](const Node& value, const ReadContext& at) { return read_regular(value, at, context); },
      out.pays);
  return map.finish() && named ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<ArrearsRule> read_arrears(const Node& node, const ReadContext& reading,
                                        const Context& context) {
  MapReader map(node, reading);
  ArrearsRule out;
  map.with_default({"every", "how often", "quarter", "quarter"}, period(), out.every);
  map.required(
      {"share", "of what is overdue", "20 %"},
      [&](const Node& value, const ReadContext& at) {
        return read_share_distribution(value, at, context);
      },
      out.share);
  map.optional({"at_most", "per payment, all lines together", "500 MUSD"}, read_money, out.at_most);
  read_optional_range(map, context, out.when);
  map.optional({"name", "tells it from another that is alike", "winter"}, read_own_name, out.name);
  return map.finish() ? std::optional(out) : std::nullopt;
}

std::optional<BridgeLoan> read_bridge(const Node& node, const ReadContext& reading,
                                      const Context& context) {
  MapReader map(node, reading);
  BridgeLoan out;
  map.required({"date", "when the bank pays", "2022-06-15"}, read_day, out.date);
  map.required({"amount", "in any currency that fx can convert", "1_649 MUSD"}, read_money,
               out.amount);
  map.optional(
      {"line", "which line it pays; otherwise all", "gas"},
      [&](const Node& value, const ReadContext& at) {
        return read_line_or_all(value, at, context);
      },
      out.line);
  map.required({"repaid", "when the buyer repays the bank", "2022-12-31"}, read_day, out.repaid_on);
  if (map.finish() && out.repaid_on < out.date)
    map.error_at("repaid", "bad_range", "the loan is repaid before it is made");
  return map.finish() ? std::optional(out) : std::nullopt;
}

std::optional<DisputeRule> read_dispute(const Node& node, const ReadContext& reading,
                                        const Context& context) {
  const bool named = check_name(key_text(reading), reading);
  const auto share = [&](const Node& value, const ReadContext& at) {
    return read_share_distribution(value, at, context);
  };
  const auto duration = [&](const Node& value, const ReadContext& at) {
    return read_duration_distribution(value, at, context);
  };
  MapReader map(node, reading);
  DisputeRule out;
  out.name = std::string(key_text(reading));
  map.optional(
      {"line", "whose invoices; otherwise all", "gas"},
      [&](const Node& value, const ReadContext& at) {
        return read_line_or_all(value, at, context);
      },
      out.line);
  map.required({"share", "of each invoice, which the buyer disputes", "10 %"}, share, out.share);
  map.required({"after", "from the invoice's date to the dispute", "10 days"}, duration, out.after);
  map.required({"resolved_after", "from the dispute to its end", "120 days"}, duration,
               out.resolved_after);
  map.required({"conceded", "share of what is disputed that the seller gives up", "40 %"}, share,
               out.conceded);
  read_optional_range(map, context, out.when);
  return map.finish() && named ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<std::vector<DisputeRule>> read_disputes(const Node& node, const ReadContext& reading,
                                                      const Context& context) {
  return read_by_name(node, reading, "dispute", [&](const Node& value, const ReadContext& at) {
    return read_dispute(value, at, context);
  });
}

struct Behaviour {
  std::optional<Day> from;
  std::optional<RegularPayment> pays;
  std::vector<PaymentRegime> regimes;
  std::vector<ArrearsRule> arrears;
  std::optional<PressureRule> pressure;
};

std::optional<std::vector<PaymentRegime>> read_regimes(const Node& node, const ReadContext& reading,
                                                       const Context& context) {
  MapReader map(node, reading);
  std::vector<std::pair<std::string, PaymentRegime>> pairs;
  map.each(
      "regime",
      [&](const Node& value, const ReadContext& at) { return read_regime(value, at, context); },
      pairs);
  std::vector<PaymentRegime> out;
  append_sorted(pairs, out);
  std::ranges::sort(out, {}, [](const PaymentRegime& regime) { return regime.when.from; });
  for (std::size_t i = 1; i < out.size(); ++i) {
    if (out[i].when.from > out[i - 1].when.to) continue;
    map.error("overlap",
              "the regimes '" + out[i - 1].name + "' and '" + out[i].name + "' overlap on " +
                  out[i].when.from.text(),
              "let one end before the other begins");
  }
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<Behaviour> read_behaviour(const Node& node, const ReadContext& reading,
                                        const Context& context) {
  MapReader map(node, reading);
  Behaviour out;
  map.optional({"from", "recorded payments count before it; otherwise time.from", "2025-01-01"},
               read_day, out.from);
  map.required(
      {"pays", "what becomes of each invoice", "{ share: 35 %, after: 45 days }"},
      [&](const Node& value, const ReadContext& at) { return read_regular(value, at, context); },
      out.pays);
  map.optional(
      {"regimes", "stretches of days with another behaviour",
       "no_budget: { from: 2022-01-01, to: 2022-06-08, pays: nothing }"},
      [&](const Node& value, const ReadContext& at) { return read_regimes(value, at, context); },
      out.regimes);
  map.optional({"arrears", "payments on what is overdue", "[{ every: quarter, share: 20 % }]"},
               list_of([&](const Node& value, const ReadContext& at) {
                 return read_arrears(value, at, context);
               }),
               out.arrears);
  std::optional<RegularPayment> pressure;
  map.optional(
      {"pressure", "paid of what is overdue after a cut", "{ share: 90 %, after: 15 days }"},
      [&](const Node& value, const ReadContext& at) { return read_regular(value, at, context); },
      pressure);
  if (pressure) out.pressure = PressureRule{pressure->share, pressure->after};
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

std::optional<Payments> read_payments(const Node& node, const ReadContext& reading,
                                      const Context& context) {
  MapReader map(node, reading);
  Payments out;
  out.currency = context.currency.payment;
  map.required(
      {"accounts", "where each line is paid", "{ gas: trust_iqd }"},
      [&](const Node& value, const ReadContext& at) {
        return read_line_accounts(value, at, context);
      },
      out.accounts);
  map.with_default({"allocation", "which claims a payment meets first", "oldest", "oldest"},
                   one_of<Allocation>(), out.allocation);
  map.with_default({"late_fee", "simple interest on overdue claims", "6 %/year", "0 %/year"},
                   read_per_year, out.late_fee_per_year);
  map.optional(
      {"recorded", "payments that happened", "[{ date: 2020-06-03, amount: 400 MUSD, line: gas }]"},
      list_of([&](const Node& value, const ReadContext& at) {
        return read_recorded(value, at, context);
      }),
      out.recorded);
  std::ranges::stable_sort(out.recorded, {}, &RecordedPayment::date);
  Behaviour behaviour;
  map.optional(
      {"behaviour", "what the buyer does by itself", "{ pays: { share: 35 %, after: 45 days } }"},
      [&](const Node& value, const ReadContext& at) { return read_behaviour(value, at, context); },
      behaviour);
  out.regular = behaviour.pays;
  out.behaviour_from = behaviour.from;
  out.regimes = std::move(behaviour.regimes);
  out.arrears = std::move(behaviour.arrears);
  out.pressure = behaviour.pressure;
  map.optional({"bridges", "claims that the bank pays ahead of a budget",
                "[{ date: 2022-06-15, amount: 1_649 MUSD, repaid: 2022-12-31 }]"},
               list_of([&](const Node& value, const ReadContext& at) {
                 return read_bridge(value, at, context);
               }),
               out.bridges);
  map.optional(
      {"disputes", "parts of invoices that the buyer disputes",
       "{ meter: { share: 10 %, after: 10 days, resolved_after: 120 days, conceded: 40 % } "
       "}"},
      [&](const Node& value, const ReadContext& at) { return read_disputes(value, at, context); },
      out.disputes);
  if (out.late_fee_per_year < Decimal())
    map.error_at("late_fee", "out_of_range", "a late fee is not below zero");
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace setoff::simulator
