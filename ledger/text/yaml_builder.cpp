#include "ledger/text/yaml_builder.h"

#include <algorithm>

#include "ledger/base/check.h"

namespace setoff {
namespace {

constexpr std::size_t kLinearKeysMax = 16;  // up to this many keys are searched linearly

bool is_quoted(Node::Style style) {
  return style == Node::Style::double_quoted || style == Node::Style::single_quoted;
}

}  // namespace

TreeBuilder::TreeBuilder(const SourceFile& file, Span part, Diagnostics& diagnostics,
                         const YamlLimits& limits)
    : file_(file), part_(part), diagnostics_(diagnostics), limits_(limits) {}

bool TreeBuilder::document(std::size_t offset) {
  if (++documents_ < 2) return true;
  if (const auto marker = document_marker(offset))
    error("yaml_documents", *marker, "a second document begins here", {},
          "keep one document per file");
  else
    error("yaml_syntax", word_at(offset), "this does not belong to the list or mapping above", {},
          "a block is either a list (- item) or a mapping (key: value)");
  return false;
}

bool TreeBuilder::nothing(std::size_t offset, Properties properties) {
  check_properties(offset, properties);
  if (!count(offset)) return false;
  const auto word = null_word(offset);
  if (expects_key()) {
    bad_key(span_at(file_, offset, std::max<std::size_t>(word, 1)), "this key is empty");
    finish_key({}, span_at(file_, offset, 0));
  } else if (word > 0) {
    finish(Node::empty(span_at(file_, offset, word)));
  } else {
    check_colon();
    finish(Node::empty(place_of_nothing(offset)));
  }
  return true;
}

bool TreeBuilder::alias(std::size_t offset) {
  report_anchor(offset);
  if (!count(offset)) return false;
  if (expects_key())
    finish_key({}, word_at(offset));
  else
    finish(Node::empty(word_at(offset)));
  return true;
}

bool TreeBuilder::scalar(std::size_t offset, Properties properties, const std::string& value) {
  check_properties(offset, properties);
  if (!count(offset)) return false;
  const auto style = style_at(offset);
  const Span span = scalar_span(offset, value, style);
  if (is_quoted(style) && !quoted_end(file_.text(), offset, end()))
    error("yaml_unclosed", span_at(file_, offset, 1), "this quote is never closed", {},
          std::string("close it with ") + at(offset) + " on the same line");
  if (!expects_key()) {
    finish(Node::scalar(value, span, style));
    return true;
  }
  if (value == "<<" && style == Node::Style::plain)
    error("yaml_merge_key", span, "the merge key << has no meaning in YAML 1.2", {},
          "write the keys out, or use `extends` and `variants`");
  finish_key(value, span);
  return true;
}

bool TreeBuilder::open(std::size_t offset, Properties properties, bool is_mapping, bool is_flow) {
  check_properties(offset, properties);
  if (!count(offset)) return false;
  const Span span = is_flow ? span_at(file_, offset, 1) : word_at(offset);
  if (frames_.size() >= limits_.depth_max) {
    error("too_deep", span, "nested deeper than " + std::to_string(limits_.depth_max) + " levels",
          {}, "flatten the structure");
    return false;
  }
  if (expects_key()) {
    bad_key(span, "a list or a mapping cannot be a key");
    return false;  // going on would only repeat the error, level by level
  }
  const auto style = is_flow ? Node::Style::flow : Node::Style::block;
  frames_.push_back({.is_mapping = is_mapping, .style = style, .span = span});
  return true;
}

void TreeBuilder::close() {
  SETOFF_CHECK(!frames_.empty());
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  finish(frame.is_mapping ? Node::mapping(std::move(frame.members), frame.span, frame.style)
                          : Node::sequence(std::move(frame.items), frame.span, frame.style));
}

char TreeBuilder::at(std::size_t offset) const {
  return offset < end() ? file_.text()[offset] : ' ';
}

bool TreeBuilder::expects_key() const {
  return !frames_.empty() && frames_.back().is_mapping && frames_.back().expects_key;
}

void TreeBuilder::error(std::string code, Span span, std::string message, std::string suggestion,
                        std::string help) {
  failed_ = true;
  diagnostics_.error(std::move(code), span, std::move(message), std::move(suggestion),
                     std::move(help));
}

void TreeBuilder::bad_key(Span span, std::string message) {
  error("yaml_key", span, std::move(message), {}, "a key is one line of text followed by ': '");
}

void TreeBuilder::report_anchor(std::size_t offset) {
  error("yaml_anchor", word_at(offset),
        "anchors (&name) and aliases (*name) are not part of the format", {},
        "write the value out, or use `extends` and `variants`; quote text that begins with & or *");
}

// The library marks a node that has an anchor or a tag at the anchor or tag.
void TreeBuilder::check_properties(std::size_t offset, Properties properties) {
  if (properties.anchored) report_anchor(offset);
  const auto tag = properties.tag;
  const bool tagged = (!tag.empty() && tag != "?" && tag != "!") || at(offset) == '!';
  if (tagged)
    error("yaml_tag", word_at(offset), "tags (!name) are not part of the format", {},
          "remove the tag; quote text that begins with !");
}

bool TreeBuilder::count(std::size_t offset) {
  if (++nodes_ <= limits_.nodes_max) return true;
  error("too_many_nodes", span_at(file_, offset, 1),
        "more than " + std::to_string(limits_.nodes_max) + " values in one file", {},
        "keep tables in data files and name them here");
  return false;
}

bool TreeBuilder::is_new_key(Frame& frame, const std::string& key) const {
  if (frame.members.size() < kLinearKeysMax)
    return std::ranges::find(frame.members, key, &Member::key) == frame.members.end();
  if (frame.keys.empty())
    for (const Member& member : frame.members)
      frame.keys.insert(member.key);
  return frame.keys.insert(key).second;
}

void TreeBuilder::finish_key(std::string key, Span span) {
  Frame& frame = frames_.back();
  if (!is_new_key(frame, key)) {
    const auto first = std::ranges::find(frame.members, key, &Member::key);
    failed_ = true;
    diagnostics_.add({.code = "duplicate_key",
                      .severity = Severity::error,
                      .span = span,
                      .message = "the key '" + key + "' stands twice in this mapping",
                      .suggestion = {},
                      .help = "remove one of the two, or rename it",
                      .notes = {{first->key_span, "it stands here first"}}});
  }
  frame.key = std::move(key);
  frame.key_span = span;
  frame.expects_key = false;
}

void TreeBuilder::finish(Node node) {
  if (frames_.empty()) {
    root_ = std::move(node);
    return;
  }
  Frame& frame = frames_.back();
  if (!frame.is_mapping) {
    frame.items.push_back(std::move(node));
    return;
  }
  frame.members.push_back({std::move(frame.key), frame.key_span, std::move(node)});
  frame.expects_key = true;
}

}  // namespace setoff
