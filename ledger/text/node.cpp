#include <algorithm>

#include "ledger/text/yaml_tree.h"

namespace setoff {

Node Node::empty(Span span) {
  Node node;
  node.span_ = span;
  return node;
}

Node Node::scalar(std::string text, Span span, Style style) {
  Node node;
  node.kind_ = Kind::scalar;
  node.style_ = style;
  node.span_ = span;
  node.text_ = std::move(text);
  return node;
}

Node Node::sequence(std::vector<Node> items, Span span, Style style) {
  Node node;
  node.kind_ = Kind::sequence;
  node.style_ = style;
  node.span_ = span;
  node.items_ = std::move(items);
  return node;
}

Node Node::mapping(std::vector<Member> members, Span span, Style style) {
  Node node;
  node.kind_ = Kind::mapping;
  node.style_ = style;
  node.span_ = span;
  node.members_ = std::move(members);
  return node;
}

Span Node::span_of(std::size_t offset, std::size_t length) const {
  const auto written = span_.text();
  const std::size_t quote = is_quoted() ? 1 : 0;
  const bool verbatim =
      written.size() == text_.size() + 2 * quote && written.substr(quote, text_.size()) == text_;
  return verbatim ? span_.part(offset + quote, length) : span_;
}

const Member* Node::find_member(std::string_view key) const {
  const auto found = std::ranges::find(members_, key, &Member::key);
  return found == members_.end() ? nullptr : &*found;
}

const Node* Node::find(std::string_view key) const {
  const Member* member = find_member(key);
  return member == nullptr ? nullptr : &member->value;
}

Node Node::with_member(Member member) const {
  Node copy = *this;
  copy.kind_ = Kind::mapping;
  const auto found = std::ranges::find(copy.members_, member.key, &Member::key);
  if (found == copy.members_.end())
    copy.members_.push_back(std::move(member));
  else
    *found = std::move(member);
  return copy;
}

Node Node::without_member(std::string_view key) const {
  Node copy = *this;
  std::erase_if(copy.members_, [&](const Member& member) { return member.key == key; });
  return copy;
}

Node Node::with_item(std::size_t index, Node item) const {
  Node copy = *this;
  if (index < copy.items_.size()) copy.items_[index] = std::move(item);
  return copy;
}

bool operator==(const Node& a, const Node& b) {
  const auto same_member = [](const Member& x, const Member& y) {
    return x.key == y.key && x.value == y.value;
  };
  return a.kind_ == b.kind_ && a.text_ == b.text_ && a.items_ == b.items_ &&
         std::ranges::equal(a.members_, b.members_, same_member);
}

std::string_view describe(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::empty:
      return "nothing";
    case Node::Kind::scalar:
      return "text";
    case Node::Kind::sequence:
      return "a list";
    case Node::Kind::mapping:
      return "a mapping";
  }
  return "";
}

}  // namespace setoff
