#pragma once
// Read functions for single values and lists, in the form that MapReader takes: std::optional<T>
// f(const Node&, const ReadContext&). On failure each reports what it expected, with an example,
// and returns nullopt. Functions with parameters (a currency, bounds, a table of names) return such
// a read function: money_in(usd).

#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/date.h"
#include "ledger/base/decimal.h"
#include "ledger/base/enum_names.h"
#include "ledger/text/date_text.h"
#include "ledger/text/measure.h"
#include "ledger/text/read_context.h"

namespace setoff {

// The text of a scalar; nullopt, and a report, for other kinds. For implementing read functions.
[[nodiscard]] std::optional<std::string> read_scalar(const Node& node, const ReadContext& reading,
                                                     std::string_view what,
                                                     std::string_view example);

[[nodiscard]] std::optional<std::string> read_text(const Node& node, const ReadContext& reading);
// A name: letters, digits, _ and -, starting with a letter; at most 64 bytes.
[[nodiscard]] std::optional<std::string> read_name(const Node& node, const ReadContext& reading);
[[nodiscard]] bool is_key_name(std::string_view text);
// Only true or false (yes and no are text in YAML 1.2).
[[nodiscard]] std::optional<bool> read_bool(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<Day> read_day(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<DateText> read_date(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<Measure> read_measure(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<Decimal> read_decimal(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<Decimal> read_share(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<Decimal> read_per_year(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<TimeSpan> read_duration(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<std::int32_t> read_days(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<Money> read_money(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<Quantity> read_quantity(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<Rate> read_rate(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<Currency> read_currency(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<Unit> read_unit(const Node& node, const ReadContext& reading);
[[nodiscard]] std::optional<Rounding> read_rounding(const Node& node, const ReadContext& reading);
// The node itself, for blocks that are read later.
[[nodiscard]] std::optional<Node> read_node(const Node& node, const ReadContext& reading);

// Reads a measure and checks it: read_measured(node, reading, "price", "85 USD/MWh", expect_...).
template <class Expect>
[[nodiscard]] auto read_measured(const Node& node, const ReadContext& reading,
                                 std::string_view what, std::string_view example, Expect expect)
    -> std::optional<typename decltype(expect(std::declval<const Measure&>()))::value_type> {
  const auto text = read_scalar(node, reading, what, example);
  if (!text) return std::nullopt;
  auto measure = parse_measure(*text);
  if (!measure) {
    reading.fault(measure.error(), node);
    return std::nullopt;
  }
  auto value = expect(*measure);
  if (!value) {
    reading.fault(value.error(), node);
    return std::nullopt;
  }
  return std::move(*value);
}

inline auto money_in(Currency currency) {
  return [currency](const Node& node, const ReadContext& reading) {
    return read_measured(node, reading, "money", "300 MUSD",
                         [&](const Measure& m) { return expect_money(m, currency); });
  };
}
inline auto quantity_in(Unit unit) {
  return [unit](const Node& node, const ReadContext& reading) {
    return read_measured(node, reading, "quantity", "9_000 t",
                         [&](const Measure& m) { return expect_quantity(m, unit); });
  };
}
inline auto rate_in(Commodity numerator, Commodity denominator) {
  return [numerator, denominator](const Node& node, const ReadContext& reading) {
    return read_measured(node, reading, "rate", "1_310 IQD/USD",
                         [&](const Measure& m) { return expect_rate(m, numerator, denominator); });
  };
}
inline auto per_day_in(Unit unit) {
  return [unit](const Node& node, const ReadContext& reading) {
    return read_measured(node, reading, "quantity per day", "25 MCM/day",
                         [&](const Measure& m) { return expect_per_day(m, unit); });
  };
}
inline auto whole_number(std::int64_t least, std::int64_t most) {
  return [least, most](const Node& node, const ReadContext& reading) {
    return read_measured(node, reading, "whole number", "1_000",
                         [&](const Measure& m) { return expect_whole(m, least, most); });
  };
}

// A row of a table for one_of(): a name and its value, such as {"home", Side::home}.
template <class T>
using Choice = std::pair<std::string_view, T>;

// The index of the scalar among the names; otherwise reports the nearest name.
[[nodiscard]] std::optional<std::size_t> read_choice(const Node& node, const ReadContext& reading,
                                                     const std::vector<std::string>& names);

template <class T, std::size_t N>
auto one_of(const Choice<T> (&table)[N]) {
  return [&table](const Node& node, const ReadContext& reading) -> std::optional<T> {
    std::vector<std::string> names;
    for (const auto& [name, value] : table)
      names.emplace_back(name);
    const auto index = read_choice(node, reading, names);
    return index ? std::optional<T>(table[*index].second) : std::nullopt;
  };
}

// A value of a closed list that has names, by its name there.
template <NamedEnum E>
auto one_of() {
  return [](const Node& node, const ReadContext& reading) -> std::optional<E> {
    const auto& values = EnumNames<E>::values;
    const auto index = read_choice(node, reading, {std::begin(values), std::end(values)});
    return index ? std::optional<E>(static_cast<E>(*index)) : std::nullopt;
  };
}

// A list whose items are read by `read`; with Single::allowed, a single value counts as a list of
// one.
enum class Single : std::uint8_t { refused, allowed };

template <class Read>
auto list_of(Read read, Single single = Single::refused) {
  return [read, single](const Node& node, const ReadContext& reading) {
    using T = typename decltype(read(node, reading))::value_type;
    using List = std::vector<T>;
    reading.type(single == Single::allowed ? "value or list" : "list");
    List out;
    if (!node.is_sequence()) {
      if (single == Single::refused || node.is_empty()) {
        reading.expected("a list", "[a, b]", node);
        return std::optional<List>();
      }
      auto value = read(node, reading);
      if (!value) return std::optional<List>();
      out.push_back(std::move(*value));
      return std::optional<List>(std::move(out));
    }
    bool good = true;
    for (std::size_t i = 0; i < node.items().size(); ++i) {
      auto value = read(node.items()[i], reading.item(i));
      if (value)
        out.push_back(std::move(*value));
      else
        good = false;
    }
    return good ? std::optional<List>(std::move(out)) : std::optional<List>();
  };
}

}  // namespace setoff
