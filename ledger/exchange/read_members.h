#pragma once
// read_struct: fills a struct from a JSON object through its `fields` list: every member must be
// known, none may occur twice, and only optional ones may be missing. Internal to the readers of
// this folder. Errors: bad_field, with the member's path relative to the struct in `where`.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ledger/event/event.h"
#include "ledger/exchange/json_tree.h"
#include "ledger/text/nearest.h"

namespace setoff {

// The same error with `outer` prepended to its path.
[[nodiscard]] Error within(std::string_view outer, Error error);

template <class T>
concept WithFields = requires(T& t) { T::fields(t, [](auto&&...) {}); };

[[nodiscard]] Error wrong_kind(const JsonNode& node, std::string_view wanted);
// A foreign text in quotes, truncated if it is long.
[[nodiscard]] std::string quoted_excerpt(std::string_view text);

template <class T>
[[nodiscard]] Status store_parsed(Result<T>&& parsed, T& out) {
  if (!parsed) return Error(Code::bad_field, parsed.error().detail);
  out = *std::move(parsed);
  return Ok{};
}

[[nodiscard]] Status read_value(const JsonTree&, const JsonNode& node, std::string& out);
// A view into the tree, valid as long as the tree's text.
[[nodiscard]] Status read_value(const JsonTree&, const JsonNode& node, std::string_view& out);
// An optional attribute of the envelope; null means absent.
[[nodiscard]] Status read_value(const JsonTree&, const JsonNode& node,
                                std::optional<std::string_view>& out);
[[nodiscard]] Status read_value(const JsonTree&, const JsonNode& node, Text& out);
[[nodiscard]] Status read_value(const JsonTree&, const JsonNode& node, Day& out);
[[nodiscard]] Status read_value(const JsonTree&, const JsonNode& node, Decimal& out);
[[nodiscard]] Status read_value(const JsonTree&, const JsonNode& node, Rate& out);
[[nodiscard]] Status read_value(const JsonTree&, const JsonNode& node, Money& out);
[[nodiscard]] Status read_value(const JsonTree&, const JsonNode& node, Quantity& out);
[[nodiscard]] Status read_value(const JsonTree&, const JsonNode& node, Currency& out);
[[nodiscard]] Status read_value(const JsonTree&, const JsonNode& node, Unit& out);
[[nodiscard]] Status read_value(const JsonTree&, const JsonNode& node, bool& out);
[[nodiscard]] Status read_value(const JsonTree&, const JsonNode& node, int& out);
[[nodiscard]] Status read_value(const JsonTree&, const JsonNode& node, std::uint64_t& out);
// A member that is read later.
[[nodiscard]] Status read_value(const JsonTree&, const JsonNode& node, const JsonNode*& out);
[[nodiscard]] Error unknown_name(std::string_view name, std::span<const std::string_view> known);

template <NamedEnum E>
[[nodiscard]] Status read_value(const JsonTree&, const JsonNode& node, E& out) {
  if (node.kind != JsonKind::string) return wrong_kind(node, "a string");
  const auto found = find_enum<E>(node.text);
  if (!found) return unknown_name(node.text, EnumNames<E>::values);
  out = *found;
  return Ok{};
}

template <WithFields T>
[[nodiscard]] Status read_struct(const JsonTree& tree, const JsonNode& node, T& out);

template <WithFields T>
[[nodiscard]] Status read_value(const JsonTree& tree, const JsonNode& node, T& out) {
  return read_struct(tree, node, out);
}

template <class T>
[[nodiscard]] Status read_value(const JsonTree& tree, const JsonNode& node, std::optional<T>& out) {
  return read_value(tree, node, out.emplace());
}

template <class T>
[[nodiscard]] Status read_value(const JsonTree& tree, const JsonNode& node, std::vector<T>& out) {
  if (node.kind != JsonKind::array) return wrong_kind(node, "a list");
  out.clear();
  out.reserve(node.children);
  for (const auto* child = tree.first_child(node); child != nullptr;
       child = tree.next_sibling(*child)) {
    auto read = read_value(tree, *child, out.emplace_back());
    if (!read) return within("[" + std::to_string(out.size() - 1) + "]", std::move(read).error());
  }
  return Ok{};
}

template <class T>
struct MayBeAbsent : std::false_type {};
template <class T>
struct MayBeAbsent<std::optional<T>> : std::true_type {};
template <class T>
struct MayBeAbsent<std::vector<T>> : std::true_type {};
template <>
struct MayBeAbsent<bool> : std::true_type {};
template <>
struct MayBeAbsent<Text> : std::true_type {};
template <>
struct MayBeAbsent<Currency> : std::true_type {};

// Finds each member of a struct among the children of an object. Members usually come in the
// struct's order, so the search starts after the one found last.
class MemberReader {
 public:
  MemberReader(const JsonTree& tree, const JsonNode& object)
      : tree_(tree), object_(object), cursor_(tree.first_child(object)) {}

  template <class T>
  void operator()(std::string_view name, T& member, std::string_view meaning) {
    if (error_) return;
    const auto* node = find(name);
    if (node == nullptr) {
      if (!MayBeAbsent<T>::value) missing(name, meaning);
      return;
    }
    ++found_;
    auto read = read_value(tree_, *node, member);
    if (!read) error_ = within(name, std::move(read).error());
  }
  [[nodiscard]] bool complete(std::size_t others = 0) const {
    return !error_ && found_ + others == object_.children;
  }
  // What is wrong: a member's error, or the member that is unknown or occurs twice.
  [[nodiscard]] Error explain(std::span<const std::string_view> known) const;

 private:
  const JsonNode* find(std::string_view name);
  void missing(std::string_view name, std::string_view meaning);

  const JsonTree& tree_;
  const JsonNode& object_;
  const JsonNode* cursor_;
  std::uint32_t found_ = 0;
  std::optional<Error> error_;
};

template <WithFields T>
Status read_struct(const JsonTree& tree, const JsonNode& node, T& out) {
  if (node.kind != JsonKind::object) return wrong_kind(node, "an object");
  MemberReader reader(tree, node);
  T::fields(out, reader);
  if (reader.complete()) return Ok{};
  std::vector<std::string_view> known;
  T::fields(out, [&](std::string_view name, auto&&...) { known.push_back(name); });
  return reader.explain(known);
}

}  // namespace setoff
