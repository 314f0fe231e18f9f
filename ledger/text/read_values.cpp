#include "ledger/text/read_values.h"

#include <algorithm>
#include <array>

#include "ledger/base/characters.h"
#include "ledger/text/nearest.h"

namespace setoff {
namespace {

constexpr std::size_t kNameBytesMax = 64;

// In ISO 4217, but not the money of any state.
constexpr std::array<std::string_view, 6> kNoMoney{"XAG", "XPT", "XPD", "XEU", "XSU", "XUA"};

// "2 % p.a." and the like, with the words for "a year" as they are written here; empty for others.
std::string with_slash_year(std::string_view text) {
  for (const std::string_view ending :
       {" p.a.", " p.a", " pa", " per annum", " a year", " yearly", " annually"})
    if (text.ends_with(ending))
      return std::string(text.substr(0, text.size() - ending.size())) + "/year";
  return {};
}

bool is_name_character(char c) {
  return is_letter_or_digit(c) || c == '_' || c == '-';
}

}  // namespace

bool is_key_name(std::string_view text) {
  return !text.empty() && text.size() <= kNameBytesMax && is_letter(text[0]) &&
         std::ranges::all_of(text, is_name_character);
}

std::optional<std::string> read_scalar(const Node& node, const ReadContext& reading,
                                       std::string_view what, std::string_view example) {
  reading.type(what);
  if (node.is_scalar()) return node.text();
  const bool vowel = std::string_view("aeiou").find(what.front()) != std::string_view::npos;
  const bool countable = what != "money" && what != "text";
  const std::string_view article = !countable ? "" : (vowel ? "an " : "a ");
  reading.expected(std::string(article) + std::string(what), example, node);
  return std::nullopt;
}

std::optional<std::string> read_text(const Node& node, const ReadContext& reading) {
  return read_scalar(node, reading, "text", "");
}

std::optional<std::string> read_name(const Node& node, const ReadContext& reading) {
  auto text = read_scalar(node, reading, "name", "gas_company");
  if (!text || is_key_name(*text)) return text;
  reading.error("bad_name", node.span(), "'" + *text + "' is not usable as a name", {},
                "use at most 64 letters, digits, _ and -, beginning with a letter");
  return std::nullopt;
}

std::optional<bool> read_bool(const Node& node, const ReadContext& reading) {
  const auto text = read_scalar(node, reading, "truth value", "true");
  if (!text) return std::nullopt;
  if (*text == "true" || *text == "false") return *text == "true";
  std::string lower = *text;
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  std::string meant;
  for (const std::string_view word : {"yes", "on", "y", "true", "1"})
    if (lower == word) meant = "true";
  for (const std::string_view word : {"no", "off", "n", "false", "0"})
    if (lower == word) meant = "false";
  reading.error("unknown_value", node.span(), "expected true or false, found '" + *text + "'",
                meant);
  return std::nullopt;
}

std::optional<DateText> read_date(const Node& node, const ReadContext& reading) {
  const auto text = read_scalar(node, reading, "date", "2025-12-15");
  if (!text) return std::nullopt;
  const auto date = parse_date_text(*text);
  if (date) return *date;
  reading.fault(date.error(), node);
  return std::nullopt;
}

std::optional<Day> read_day(const Node& node, const ReadContext& reading) {
  const auto date = read_date(node, reading);
  return date ? std::optional(date->day) : std::nullopt;
}

std::optional<Measure> read_measure(const Node& node, const ReadContext& reading) {
  return read_measured(node, reading, "quantity", "25 MCM/day",
                       [](const Measure& m) { return Parsed<Measure>(m); });
}

std::optional<Decimal> read_decimal(const Node& node, const ReadContext& reading) {
  return read_measured(node, reading, "number", "0.85", expect_plain);
}

std::optional<Decimal> read_share(const Node& node, const ReadContext& reading) {
  return read_measured(node, reading, "share", "85 %", expect_share);
}

std::optional<Decimal> read_per_year(const Node& node, const ReadContext& reading) {
  const auto written = node.is_scalar() ? with_slash_year(node.text()) : std::string();
  if (written.empty())
    return read_measured(node, reading, "rate per year", "4 %/year", expect_per_year);
  reading.type("rate per year");
  reading.error("bad_unit", node.span(), "a rate per year is written with /year", written);
  return std::nullopt;
}

std::optional<TimeSpan> read_duration(const Node& node, const ReadContext& reading) {
  return read_measured(node, reading, "span of time", "45 days", expect_duration);
}

std::optional<std::int32_t> read_days(const Node& node, const ReadContext& reading) {
  return read_measured(node, reading, "number of days", "45 days", expect_days);
}

std::optional<Money> read_money(const Node& node, const ReadContext& reading) {
  return read_measured(node, reading, "money", "300 MUSD", expect_any_money);
}

std::optional<Quantity> read_quantity(const Node& node, const ReadContext& reading) {
  return read_measured(node, reading, "quantity", "9_000 t", expect_any_quantity);
}

std::optional<Rate> read_rate(const Node& node, const ReadContext& reading) {
  return read_measured(node, reading, "rate", "85 USD/MWh", expect_any_rate);
}

std::optional<Currency> read_currency(const Node& node, const ReadContext& reading) {
  const auto text = read_scalar(node, reading, "currency", "USD");
  if (!text) return std::nullopt;
  if (const auto currency = Currency::find(*text)) return currency;
  std::string upper = *text;
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const bool known = Currency::find(upper).has_value();
  if (std::ranges::find(kNoMoney, upper) != kNoMoney.end()) {
    reading.error("unknown_value", node.span(),
                  "'" + *text + "' is a metal or a unit of account that is not supported", {},
                  "take a currency whose rate to it is fixed, or the nearest one");
    return std::nullopt;
  }
  reading.error(
      "unknown_value", node.span(),
      "'" + *text + "' is neither a currency of ISO 4217 nor a unit of account of a past scheme",
      known ? upper : nearest(*text, {"USD", "EUR", "IQD", "IRR", "OMR", "CNY", "AED"}),
      "currencies are three capital letters, such as USD, EUR, IQD; units of account are "
      "ACU, EPU, VER, XTR and XDR");
  return std::nullopt;
}

std::optional<Unit> read_unit(const Node& node, const ReadContext& reading) {
  std::vector<std::string> names;
  for (const auto unit : Unit::all())
    names.emplace_back(unit.code());
  const auto index = read_choice(node, reading, names);
  return index ? std::optional(Unit::all()[*index]) : std::nullopt;
}

std::optional<Rounding> read_rounding(const Node& node, const ReadContext& reading) {
  std::vector<std::string> names;
  for (const auto rounding : {Rounding::half_even, Rounding::half_up, Rounding::down, Rounding::up})
    names.emplace_back(name_of(rounding));
  const auto index = read_choice(node, reading, names);
  return index ? find_rounding(names[*index]) : std::nullopt;
}

std::optional<Node> read_node(const Node& node, const ReadContext&) {
  return node;
}

std::optional<std::size_t> read_choice(const Node& node, const ReadContext& reading,
                                       const std::vector<std::string>& names) {
  reading.type("choice", names);
  if (!node.is_scalar()) {
    reading.expected("one of " + listed(names), names.front(), node);
    return std::nullopt;
  }
  const auto found = std::ranges::find(names, node.text());
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  reading.error("unknown_value", node.span(),
                "expected " + listed(names) + ", found '" + node.text() + "'",
                nearest(node.text(), names));
  return std::nullopt;
}

}  // namespace setoff
