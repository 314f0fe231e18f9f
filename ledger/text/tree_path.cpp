#include "ledger/text/tree_path.h"

#include <algorithm>

#include "ledger/base/characters.h"
#include "ledger/text/nearest.h"
#include "ledger/text/utf8.h"

namespace setoff {
namespace {

constexpr std::size_t kStepsMax = 64;
constexpr std::size_t kIndexDigitsMax = 6;

bool is_key_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return is_letter_or_digit(c) || c == '_' || c == '-' || c == '~' || byte >= 0x80U;
}

Fault bad_path(std::string message, std::size_t offset, std::size_t length) {
  return {.code = "bad_path",
          .message = std::move(message),
          .offset = offset,
          .length = length,
          .suggestion = {},
          .help = "a path is written like settlement.swing_limit or waiver.windows[0].to"};
}

// "[12]" at `from`.
Parsed<PathStep> scan_index(std::string_view text, std::size_t from) {
  std::size_t end = from + 1;
  std::size_t value = 0;
  while (end < text.size() && is_digit(text[end])) {
    if (end - from > kIndexDigitsMax) return bad_path("the index is too large", from, end - from);
    value = value * 10 + static_cast<std::size_t>(text[end++] - '0');
  }
  if (end == from + 1 || end >= text.size() || text[end] != ']')
    return bad_path("an index is digits in [ ]", from, std::max<std::size_t>(end - from, 1));
  return PathStep{value, from, end + 1 - from};
}

Parsed<PathStep> scan_key(std::string_view text, std::size_t from) {
  std::size_t end = from;
  while (end < text.size() && is_key_character(text[end]))
    ++end;
  if (end > from) return PathStep{std::string(text.substr(from, end - from)), from, end - from};
  if (from >= text.size())
    return bad_path(text.empty() ? "the path is empty" : "a key is missing at the end of the path",
                    from == 0 ? 0 : from - 1, 1);
  const auto letter = first_letter(text.substr(from));
  return bad_path("expected a key, found '" + std::string(letter) + "'", from, letter.size());
}

const Node* step_into(const Node& node, const PathStep& step) {
  if (const auto* key = std::get_if<std::string>(&step.step)) return node.find(*key);
  const auto index = std::get<std::size_t>(step.step);
  return index < node.items().size() ? &node.items()[index] : nullptr;
}

std::string text_of_first(const Path& path, std::size_t count) {
  return text_of(Path(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(count)));
}

Fault unknown_path(const Node& node, const Path& path, std::size_t depth) {
  const PathStep& step = path[depth];
  const std::string parent = depth == 0 ? "the file" : "'" + text_of_first(path, depth) + "'";
  Fault fault{.code = "unknown_path", .message = {}, .offset = step.offset, .length = step.length};
  if (const auto* key = std::get_if<std::string>(&step.step)) {
    fault.message = parent + " has no key '" + *key + "'";
    std::vector<std::string> names;
    for (const Member& member : node.members())
      names.push_back(member.key);
    fault.suggestion = nearest(*key, names);
    if (!node.is_mapping())
      fault.message = parent + " is " + std::string(describe(node.kind())) + " and has no keys";
    else if (fault.suggestion.empty() && !names.empty())
      fault.help = "it has " + listed(names, 12);
    return fault;
  }
  fault.message = parent + " is " + std::string(describe(node.kind())) + " and has no items";
  if (node.is_sequence())
    fault.message =
        parent + " has " + std::to_string(node.items().size()) + " items, counted from 0";
  return fault;
}

Parsed<Node> replaced_below(const Node& node, const Path& path, std::size_t depth, Node&& value,
                            Span key_span, NewKey new_key) {
  if (depth == path.size()) return std::move(value);
  const PathStep& step = path[depth];
  const Node* inner = step_into(node, step);
  const auto* key = std::get_if<std::string>(&step.step);
  const bool adds = inner == nullptr && depth + 1 == path.size() && new_key == NewKey::allowed &&
                    key != nullptr && (node.is_mapping() || node.is_empty());
  if (adds) return node.with_member({*key, key_span, std::move(value)});
  if (inner == nullptr) return unknown_path(node, path, depth);
  SETOFF_TRY_PARSED(changed,
                    replaced_below(*inner, path, depth + 1, std::move(value), key_span, new_key));
  if (key == nullptr) return node.with_item(std::get<std::size_t>(step.step), std::move(changed));
  const Span span =
      depth + 1 == path.size() && key_span.valid() ? key_span : node.find_member(*key)->key_span;
  return node.with_member({*key, span, std::move(changed)});
}

}  // namespace

Parsed<Path> parse_path(std::string_view text) {
  Path path;
  std::size_t at = 0;
  while (true) {
    SETOFF_TRY_PARSED(key, scan_key(text, at));
    at += key.length;
    path.push_back(std::move(key));
    while (at < text.size() && text[at] == '[') {
      SETOFF_TRY_PARSED(index, scan_index(text, at));
      at += index.length;
      path.push_back(std::move(index));
    }
    if (path.size() > kStepsMax) return bad_path("the path has more than 64 steps", 0, text.size());
    if (at == text.size()) return path;
    if (text[at] != '.') {
      const auto letter = first_letter(text.substr(at));
      return bad_path("expected '.' or the end, found '" + std::string(letter) + "'", at,
                      letter.size());
    }
    ++at;
  }
}

std::string text_of(const Path& path) {
  std::string out;
  for (const PathStep& step : path) {
    if (const auto* key = std::get_if<std::string>(&step.step))
      out += (out.empty() ? "" : ".") + *key;
    else
      out += "[" + std::to_string(std::get<std::size_t>(step.step)) + "]";
  }
  return out;
}

const Node* find_at(const Node& root, const Path& path) {
  const Node* node = &root;
  for (const PathStep& step : path) {
    node = step_into(*node, step);
    if (node == nullptr) return nullptr;
  }
  return node;
}

Parsed<Node> replaced_at(const Node& root, const Path& path, Node value, Span key_span,
                         NewKey new_key) {
  return replaced_below(root, path, 0, std::move(value), key_span, new_key);
}

Parsed<Node> removed_at(const Node& root, const Path& path) {
  const auto* key = std::get_if<std::string>(&path.back().step);
  if (key == nullptr)
    return bad_path("an item of a list cannot be removed by itself; replace the list",
                    path.back().offset, path.back().length);
  const Path parent_path(path.begin(), path.end() - 1);
  const Node* parent = find_at(root, parent_path);
  if (parent == nullptr || parent->find(*key) == nullptr) {
    // Report the first step that does not exist.
    std::size_t depth = 0;
    const Node* node = &root;
    while (const Node* inner = step_into(*node, path[depth])) {
      node = inner;
      ++depth;
    }
    return unknown_path(*node, path, depth);
  }
  Node without = parent->without_member(*key);
  if (parent_path.empty()) return without;
  return replaced_at(root, parent_path, std::move(without), Span(), NewKey::refused);
}

bool is_removal(const Node& node) {
  const auto written = node.span().text();
  return node.is_empty() &&
         (written == "null" || written == "~" || written == "Null" || written == "NULL");
}

Node overlay(const Node& base, const Node& top) {
  if (!base.is_mapping() || !top.is_mapping()) return top;
  std::vector<Member> members = base.members();
  for (const Member& member : top.members()) {
    const auto found = std::ranges::find(members, member.key, &Member::key);
    if (is_removal(member.value) && found != members.end())
      members.erase(found);
    else if (found == members.end())
      members.push_back(member);
    else
      *found = {member.key, member.key_span, overlay(found->value, member.value)};
  }
  return Node::mapping(std::move(members), top.span(), top.style());
}

}  // namespace setoff
