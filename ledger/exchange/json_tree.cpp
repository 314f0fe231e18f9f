#include "ledger/exchange/json_tree.h"

#include <boost/json/basic_parser_impl.hpp>

#include "ledger/base/check.h"

namespace setoff {

namespace json = boost::json;

std::string_view name_of(JsonKind kind) {
  switch (kind) {
    case JsonKind::object:
      return "an object";
    case JsonKind::array:
      return "a list";
    case JsonKind::string:
      return "a string";
    case JsonKind::integer:
      return "a number";
    case JsonKind::fraction:
      return "a number with a fraction or exponent";
    case JsonKind::boolean:
      return "true or false";
    case JsonKind::null:
      return "null";
  }
  return "";
}

// Receives the parser's callbacks. The arena never grows while a text is parsed (its parts are at
// most as long as the text), so views into it stay valid.
struct JsonTree::Handler {
  static constexpr std::size_t max_object_size = kJsonSizeMax;
  static constexpr std::size_t max_array_size = kJsonSizeMax;
  static constexpr std::size_t max_key_size = kJsonSizeMax;
  static constexpr std::size_t max_string_size = kJsonSizeMax;

  std::vector<JsonNode>* nodes = nullptr;
  std::string* arena = nullptr;
  std::size_t part_at = 0;
  std::string_view key;
  std::vector<Open>* open = nullptr;

  JsonNode& add(JsonKind kind) {
    const auto index = static_cast<std::uint32_t>(nodes->size());
    if (!open->empty()) {
      auto& parent = open->back();
      ++(*nodes)[parent.node].children;
      auto& slot =
          parent.last == JsonNode::kNone ? (*nodes)[parent.node].first : (*nodes)[parent.last].next;
      slot = index;
      parent.last = index;
    }
    auto& node = nodes->emplace_back();
    node.kind = kind;
    node.key = key;
    key = {};
    return node;
  }
  bool begin(JsonKind kind) {
    add(kind);
    open->push_back({static_cast<std::uint32_t>(nodes->size() - 1), JsonNode::kNone});
    return true;
  }
  bool end() {
    open->pop_back();
    return true;
  }
  bool part(json::string_view text) {
    SETOFF_CHECK(arena->size() + text.size() <= arena->capacity());
    arena->append(text.data(), text.size());
    return true;
  }
  std::string_view whole(json::string_view last) {
    part(last);
    const auto text = std::string_view(*arena).substr(part_at);
    part_at = arena->size();
    return text;
  }

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) { return begin(JsonKind::object); }
  bool on_object_end(std::size_t, json::error_code&) { return end(); }
  bool on_array_begin(json::error_code&) { return begin(JsonKind::array); }
  bool on_array_end(std::size_t, json::error_code&) { return end(); }
  bool on_key_part(json::string_view text, std::size_t, json::error_code&) { return part(text); }
  bool on_key(json::string_view text, std::size_t, json::error_code&) {
    key = whole(text);
    return true;
  }
  bool on_string_part(json::string_view text, std::size_t, json::error_code&) { return part(text); }
  bool on_string(json::string_view text, std::size_t, json::error_code&) {
    const auto value = whole(text);
    add(JsonKind::string).text = value;
    return true;
  }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t value, json::string_view, json::error_code&) {
    auto& node = add(JsonKind::integer);
    node.negative = value < 0;
    node.integer = value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value)
                             : static_cast<std::uint64_t>(value);
    return true;
  }
  bool on_uint64(std::uint64_t value, json::string_view, json::error_code&) {
    add(JsonKind::integer).integer = value;
    return true;
  }
  // The library's value of a fraction is not used: amounts are strings.
  template <class Number>
  bool on_double(Number, json::string_view, json::error_code&) {
    add(JsonKind::fraction);
    return true;
  }
  bool on_bool(bool value, json::error_code&) {
    add(JsonKind::boolean).truth = value;
    return true;
  }
  bool on_null(json::error_code&) {
    add(JsonKind::null);
    return true;
  }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }
};

Status JsonTree::parse(std::string_view text) {
  nodes_.clear();
  open_.clear();
  arena_.clear();
  if (text.size() > kJsonSizeMax)
    return Error(Code::too_large, "the JSON text has " + std::to_string(text.size()) +
                                      " bytes; the limit is " + std::to_string(kJsonSizeMax));
  arena_.reserve(text.size());
  json::parse_options options;
  options.max_depth = kJsonDepthMax;
  json::basic_parser<Handler> parser(options);
  parser.handler().nodes = &nodes_;
  parser.handler().arena = &arena_;
  parser.handler().open = &open_;
  json::error_code failed;
  const auto read = parser.write_some(false, text.data(), text.size(), failed);
  if (failed == json::error::too_deep)
    return Error(Code::too_large, "the JSON text is nested deeper than " +
                                      std::to_string(kJsonDepthMax) + " levels");
  const bool blank_rest = text.substr(read).find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (!failed && !blank_rest) failed = json::error::extra_data;
  if (failed || nodes_.empty())
    return Error(Code::bad_syntax,
                 "not JSON at byte " + std::to_string(read + 1) + ": " + failed.message());
  return Ok{};
}

}  // namespace setoff
