#pragma once
// Context: what the readers of one scenario share: the names that may be referenced (collected from
// the tree before any section is read, so that order does not matter), the time frame, the
// currencies, and the series of `data`. Functions that read a reference report unknown_<kind> with
// the nearest name.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/text/read_values.h"
#include "ledger/text/reader.h"
#include "simulator/scenario/load.h"
#include "simulator/scenario/model.h"
#include "simulator/scenario/parse_expression.h"

namespace setoff::simulator {

struct NameTable {
  std::string_view kind;           // "party"
  std::string_view home;           // section that declares them: "parties"
  std::vector<std::string> names;  // sorted
  mutable bool reported = false;   // set by the readers: that it is empty

  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;
};

struct Context {
  NameTable parties{"party", "parties", {}};
  NameTable lines{"line", "exports", {}};
  NameTable accounts{"account", "accounts", {}};
  NameTable goods{"good", "imports.goods", {}};
  NameTable purchases{"purchase", "purchases", {}};
  NameTable rates{"rate", "fx.rates", {}};
  NameTable series{"series", "data", {}};
  NameTable purposes{"purpose", "purposes", {}};
  NameTable places{"place", "accounts.<account>.place", {}};
  TimeFrame time;
  Currencies currency;
  std::vector<Series> series_values;  // by SeriesRef
  std::vector<Symbol> symbols;        // one per series
  const std::vector<Provenance>* provenance = nullptr;
  mutable bool draws = false;  // set by the readers: a non-constant distribution was read
};

// The names that the tree declares; the tree need not be valid.
[[nodiscard]] Context collect_names(const Node& root);

// The index of the scalar's name in the table; reports an unknown name.
[[nodiscard]] std::optional<std::uint32_t> read_reference(const Node& node,
                                                          const ReadContext& reading,
                                                          const NameTable& table);

template <class Ref>
auto reference(const NameTable& table) {
  return [&table](const Node& node, const ReadContext& reading) -> std::optional<Ref> {
    const auto index = read_reference(node, reading, table);
    return index ? std::optional<Ref>(Ref(*index)) : std::nullopt;
  };
}

// A name from the table as text, for purposes and places.
[[nodiscard]] inline auto name_in(const NameTable& table) {
  return [&table](const Node& node, const ReadContext& reading) -> std::optional<std::string> {
    const auto index = read_reference(node, reading, table);
    return index ? std::optional<std::string>(table.names[*index]) : std::nullopt;
  };
}

// The period of something that repeats.
inline constexpr Choice<Every> kPeriods[] = {{"day", Every::day},
                                             {"week", Every::week},
                                             {"month", Every::month},
                                             {"2 months", Every::two_months},
                                             {"quarter", Every::quarter},
                                             {"3 months", Every::quarter},
                                             {"4 months", Every::four_months},
                                             {"6 months", Every::half_year},
                                             {"year", Every::year}};
[[nodiscard]] inline auto period() {
  return one_of(kPeriods);
}

// A line, or the word `all` (an inner nullopt).
[[nodiscard]] std::optional<std::optional<LineRef>> read_line_or_all(const Node& node,
                                                                     const ReadContext& reading,
                                                                     const Context& context);

[[nodiscard]] std::optional<Distribution> read_share_distribution(const Node& node,
                                                                  const ReadContext& reading,
                                                                  const Context& context);
[[nodiscard]] std::optional<Duration> read_duration_distribution(const Node& node,
                                                                 const ReadContext& reading,
                                                                 const Context& context);

// Parses a scalar in one of the small languages (expressions, laws, observations).
template <class Parse>
auto read_parsed(const Node& node, const ReadContext& reading, std::string_view what,
                 std::string_view example, Parse parse)
    -> std::optional<typename decltype(parse(std::string_view()))::value_type> {
  const auto text = read_scalar(node, reading, what, example);
  if (!text) return std::nullopt;
  auto value = parse(*text);
  if (value) return std::move(*value);
  if (!value.error().code.empty()) reading.fault(value.error(), node);
  return std::nullopt;
}

// Reads `from` (required) and one of `to` and `for`; both days are inclusive.
bool read_from_to(MapReader& map, DateRange& out);
// A mapping of these keys, and a `reason` for readers of the file.
[[nodiscard]] std::optional<DateRange> read_days_with_reason(const Node& node,
                                                             const ReadContext& reading);
// Reads `from` and `to`, both optional: nullopt if neither is given; a missing one defaults to that
// of the time frame.
bool read_optional_range(MapReader& map, const Context& context, std::optional<DateRange>& out,
                         std::string_view from_key = "from", std::string_view to_key = "to");

// The ReadContext of the value of `key`, for values that are read after their mapping.
[[nodiscard]] ReadContext read_context_at(const Node& mapping, const ReadContext& reading,
                                          std::string_view key);

// Reads a table keyed by date, year or path: `read` reads each member, `kind` names the key in
// messages and in the catalog. Returns the pairs in the order of the file; false if anything was
// wrong.
template <class Read, class T>
bool read_table(const Node& node, const ReadContext& reading, std::string_view kind, Read read,
                std::vector<std::pair<std::string, T>>& out) {
  if (!node.is_mapping()) {
    reading.expected("a table by " + std::string(kind), {}, node);
    return false;
  }
  reading.type("table by " + std::string(kind));
  bool good = true;
  for (const Member& member : node.members()) {
    auto value = read(member.value, reading.each(member.key, kind, member.key_span));
    if (value)
      out.emplace_back(member.key, std::move(*value));
    else
      good = false;
  }
  if (good && out.empty()) {
    reading.error("empty_value", node.span(), "the table by " + std::string(kind) + " is empty");
    return false;
  }
  return good;
}

// The key of the value being read, without quotes; and the same as a date.
[[nodiscard]] std::string_view key_text(const ReadContext& reading);
[[nodiscard]] std::optional<Day> read_key_day(const ReadContext& reading);

// Reports same_day for a day that a table contains twice, once in each calendar.
void report_same_day(Day day, Span first, Span second, const ReadContext& reading);

// Reads a table keyed by date with read(value, reading, day); returns pairs sorted by day, without
// duplicates.
template <class Read, class T>
bool read_dated_table(const Node& node, const ReadContext& reading, Read read,
                      std::vector<std::pair<Day, T>>& out) {
  struct Row {
    Day day;
    Span key;
    T value;
  };
  std::vector<std::pair<std::string, Row>> rows;
  const auto read_row = [&](const Node& value, const ReadContext& at) -> std::optional<Row> {
    const auto day = read_key_day(at);
    std::optional<T> read_value = read(value, at, day.value_or(kFirstDay));
    if (!day || !read_value) return std::nullopt;
    return Row{*day, at.key_span(), std::move(*read_value)};
  };
  if (!read_table(node, reading, "date", read_row, rows)) return false;
  std::ranges::stable_sort(rows, {}, [](const auto& row) { return row.second.day; });
  bool good = true;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].second.day != rows[i - 1].second.day) continue;
    report_same_day(rows[i].second.day, rows[i - 1].second.key, rows[i].second.key, reading);
    good = false;
  }
  for (auto& [key, row] : rows)
    out.emplace_back(row.day, std::move(row.value));
  return good;
}

// Moves the pairs of a mapping with user-defined names into `out`, sorted by name.
template <class T>
void append_sorted(std::vector<std::pair<std::string, T>>& pairs, std::vector<T>& out) {
  std::ranges::sort(pairs, {}, &std::pair<std::string, T>::first);
  for (auto& [name, value] : pairs)
    out.push_back(std::move(value));
}

// Reads a mapping with user-defined names, each value by read(value, reading); sorted by name.
// `kind` names such a value in the catalog.
template <class Read>
auto read_by_name(const Node& node, const ReadContext& reading, std::string_view kind, Read read) {
  using T = typename decltype(read(node, reading))::value_type;
  MapReader map(node, reading);
  std::vector<std::pair<std::string, T>> pairs;
  map.each(kind, read, pairs);
  std::vector<T> out;
  append_sorted(pairs, out);
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

// Reports bad_name for a user-defined name that breaks the rules for names.
bool check_name(std::string_view name, const ReadContext& reading);
// Reads a user-defined name as a value, for places; read_book_name also allows -, for windows and
// persons.
[[nodiscard]] std::optional<std::string> read_own_name(const Node& node,
                                                       const ReadContext& reading);
[[nodiscard]] std::optional<std::string> read_book_name(const Node& node,
                                                        const ReadContext& reading);
// Reads a term in days, at most ten years, so that whatever a run leaves open falls due or expires
// within the dates of the books.
[[nodiscard]] std::optional<std::int32_t> read_term_days(const Node& node,
                                                         const ReadContext& reading);

}  // namespace setoff::simulator
