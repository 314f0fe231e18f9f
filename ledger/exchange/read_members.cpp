#include "ledger/exchange/read_members.h"

#include <algorithm>
#include <limits>
#include <set>

#include "ledger/base/characters.h"

namespace setoff {
namespace {

template <class T, class Parse>
Status read_text(const JsonNode& node, T& out, Parse parse) {
  if (node.kind != JsonKind::string) return wrong_kind(node, "a string");
  return store_parsed<T>(parse(node.text), out);
}

constexpr std::size_t kShown = 60;

}  // namespace

std::string quoted_excerpt(std::string_view text) {
  const auto part = beginning(text, kShown);
  return "'" + std::string(part) + (part.size() < text.size() ? "...'" : "'");
}

Error within(std::string_view outer, Error error) {
  if (error.where.empty())
    error.where = outer;
  else if (error.where.front() == '[')
    error.where.insert(0, outer);
  else
    error.where = std::string(outer) + "." + error.where;
  return error;
}

Error wrong_kind(const JsonNode& node, std::string_view wanted) {
  std::string detail =
      std::string(name_of(node.kind)) + " stands where " + std::string(wanted) + " is wanted";
  const bool number = node.kind == JsonKind::integer || node.kind == JsonKind::fraction;
  if (number && wanted == "a string")
    detail += "; amounts, rates, decimals and days are written in quotes, such as \"1250.00 EUR\"";
  return {Code::bad_field, std::move(detail)};
}

Error unknown_name(std::string_view name, std::span<const std::string_view> known) {
  return {Code::bad_field,
          quoted_excerpt(name) + " is not one of " + listed(known) + did_you_mean(name, known)};
}

Status read_value(const JsonTree&, const JsonNode& node, std::string& out) {
  if (node.kind != JsonKind::string) return wrong_kind(node, "a string");
  out = node.text;
  return Ok{};
}

Status read_value(const JsonTree&, const JsonNode& node, std::string_view& out) {
  if (node.kind != JsonKind::string) return wrong_kind(node, "a string");
  out = node.text;
  return Ok{};
}

Status read_value(const JsonTree&, const JsonNode& node, std::optional<std::string_view>& out) {
  if (node.kind == JsonKind::null) return Ok{};
  if (node.kind != JsonKind::string) return wrong_kind(node, "a string");
  out = node.text;
  return Ok{};
}

Status read_value(const JsonTree&, const JsonNode& node, Text& out) {
  if (node.kind != JsonKind::string) return wrong_kind(node, "a string");
  out.value = node.text;
  return Ok{};
}

Status read_value(const JsonTree&, const JsonNode& node, Day& out) {
  return read_text(node, out, parse_day);
}
Status read_value(const JsonTree&, const JsonNode& node, Decimal& out) {
  return read_text(node, out, parse_decimal);
}
Status read_value(const JsonTree&, const JsonNode& node, Rate& out) {
  return read_text(node, out, parse_rate);
}
Status read_value(const JsonTree&, const JsonNode& node, Money& out) {
  return read_text(node, out, parse_money);
}
Status read_value(const JsonTree&, const JsonNode& node, Quantity& out) {
  return read_text(node, out, parse_quantity);
}

Status read_value(const JsonTree&, const JsonNode& node, Currency& out) {
  if (node.kind != JsonKind::string) return wrong_kind(node, "a string");
  const auto found = Currency::find(node.text);
  if (!found)
    return Error(Code::bad_field,
                 quoted_excerpt(node.text) + " is not a currency code of ISO 4217, such as EUR");
  out = *found;
  return Ok{};
}

Status read_value(const JsonTree&, const JsonNode& node, Unit& out) {
  if (node.kind != JsonKind::string) return wrong_kind(node, "a string");
  const auto found = Unit::find(node.text);
  if (found) {
    out = *found;
    return Ok{};
  }
  std::vector<std::string_view> known;
  for (const auto& unit : Unit::all())
    known.push_back(unit.code());
  return unknown_name(node.text, known);
}

Status read_value(const JsonTree&, const JsonNode& node, bool& out) {
  if (node.kind != JsonKind::boolean) return wrong_kind(node, "true or false");
  out = node.truth;
  return Ok{};
}

Status read_value(const JsonTree&, const JsonNode& node, int& out) {
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<int>::max());
  if (node.kind != JsonKind::integer || node.negative || node.integer > kMost)
    return wrong_kind(node, "a whole number from 0 to 2147483647");
  out = static_cast<int>(node.integer);
  return Ok{};
}

Status read_value(const JsonTree&, const JsonNode& node, std::uint64_t& out) {
  if (node.kind != JsonKind::integer || node.negative)
    return wrong_kind(node, "a whole number from 0 on");
  out = node.integer;
  return Ok{};
}

Status read_value(const JsonTree&, const JsonNode& node, const JsonNode*& out) {
  if (node.kind != JsonKind::object) return wrong_kind(node, "an object");
  out = &node;
  return Ok{};
}

const JsonNode* MemberReader::find(std::string_view name) {
  if (found_ == object_.children) return nullptr;
  const auto* start = cursor_;
  for (const auto* node = start; node != nullptr; node = tree_.next_sibling(*node))
    if (node->key == name) {
      cursor_ = tree_.next_sibling(*node);
      return node;
    }
  for (const auto* node = tree_.first_child(object_); node != start;
       node = tree_.next_sibling(*node))
    if (node->key == name) return node;
  return nullptr;
}

void MemberReader::missing(std::string_view name, std::string_view meaning) {
  error_ = Error(Code::bad_field, "the member is missing (" + std::string(meaning) + ")",
                 std::string(name));
}

Error MemberReader::explain(std::span<const std::string_view> known) const {
  std::set<std::string_view> seen;
  for (const auto* node = tree_.first_child(object_); node != nullptr;
       node = tree_.next_sibling(*node)) {
    const std::string name(beginning(node->key, kShown));
    if (std::ranges::find(known, node->key) == known.end()) {
      return {Code::bad_field,
              "there is no such member" +
                  did_you_mean(name, known, "; allowed are " + listed(known, 20)),
              name};
    }
    if (!seen.insert(node->key).second) return {Code::bad_field, "the member stands twice", name};
  }
  return error_.value_or(Error(Code::bad_field, "a member is missing"));
}

}  // namespace setoff
