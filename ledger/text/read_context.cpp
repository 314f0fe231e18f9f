#include "ledger/text/read_context.h"

#include <algorithm>

#include "ledger/base/characters.h"

namespace setoff {
namespace {

std::string joined(const std::string& path, std::string_view step) {
  return path.empty() ? std::string(step) : path + "." + std::string(step);
}

std::string shortened(std::string_view text) {
  constexpr std::size_t kShown = 40;
  const auto line = text.substr(0, text.find('\n'));
  if (line.size() <= kShown) return std::string(line);
  return std::string(beginning(line, kShown)) + "...";
}

std::string found(const Node& node) {
  if (node.is_scalar()) return "'" + shortened(node.text()) + "'";
  return std::string(describe(node.kind()));
}

}  // namespace

void KeyCatalog::record(KeyInfo facts) {
  const auto known = std::ranges::find(keys_, facts.pattern, &KeyInfo::pattern);
  if (known == keys_.end())
    keys_.push_back(std::move(facts));
  else if (known->presence == Presence::required)
    known->presence = facts.presence;
}

void KeyCatalog::describe(const std::string& pattern, std::string_view type,
                          const std::vector<std::string>& choices) {
  const auto facts = std::ranges::find(keys_, pattern, &KeyInfo::pattern);
  if (facts == keys_.end() || !facts->type.empty()) return;
  facts->type = type;
  facts->choices = choices;
}

ReadContext ReadContext::at(std::string_view key, Span key_span, std::string_view example) const {
  ReadContext inner = *this;
  inner.path_ = joined(path_, key);
  inner.pattern_ = joined(pattern_, key);
  inner.key_ = key;
  inner.key_span_ = key_span;
  inner.example_ = example;
  return inner;
}

ReadContext ReadContext::each(std::string_view key, std::string_view kind, Span key_span,
                              std::string_view example) const {
  ReadContext inner = at(key, key_span, example);
  inner.pattern_ = joined(pattern_, "<" + std::string(kind) + ">");
  return inner;
}

ReadContext ReadContext::item(std::size_t index) const {
  ReadContext inner = *this;
  inner.path_ += "[" + std::to_string(index) + "]";
  inner.pattern_ += "[]";
  inner.key_.clear();
  inner.key_span_ = Span();  // errors of an item are reported at the item
  inner.example_.clear();
  return inner;
}

void ReadContext::error(std::string code, Span span, std::string message, std::string suggestion,
                        std::string help) const {
  diagnostics_->error(std::move(code), span.valid() ? span : key_span_, std::move(message),
                      std::move(suggestion), std::move(help));
}

void ReadContext::fault(const Fault& fault, const Node& node) const {
  const auto length = fault.length == 0 ? std::string::npos : fault.length;
  const bool whole = fault.offset == 0 && fault.length == 0;
  error(fault.code, whole ? node.span() : node.span_of(fault.offset, length), fault.message,
        fault.suggestion, fault.help);
}

void ReadContext::expected(std::string_view what, std::string_view example,
                           const Node& node) const {
  const auto shown = example_or(example);
  std::string message = "expected " + std::string(what);
  if (!shown.empty()) message += " such as '" + std::string(shown) + "'";
  if (node.is_empty()) {
    const Span place = key_span_.valid() ? key_span_ : node.span();
    return error("empty_value", place, message + ", found nothing", {},
                 "write the value, or remove the key");
  }
  error("wrong_kind", node.span(), message + ", found " + found(node));
}

void ReadContext::type(std::string_view type, const std::vector<std::string>& choices) const {
  catalog_->describe(pattern_, type, choices);
}

}  // namespace setoff
