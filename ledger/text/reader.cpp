#include "ledger/text/reader.h"

#include <algorithm>

#include "ledger/text/nearest.h"

namespace setoff {
namespace {

const Node& empty_mapping() {
  static const Node node = Node::mapping({}, {});
  return node;
}

}  // namespace

MapReader::MapReader(const Node& node, const ReadContext& reading)
    : node_(&node), reading_(reading) {
  reading_.type("mapping");
  if (!node.is_mapping()) {
    reading_.expected("a mapping", "{ key: value }", node);
    node_ = &empty_mapping();
    good_ = false;
    usable_ = false;
  }
  consumed_.assign(node_->members().size(), false);
}

const Member* MapReader::consume(const Key& key, Presence presence) {
  known_.emplace_back(key.name);
  reading_.catalog().record({.pattern = reading_.pattern().empty()
                                            ? std::string(key.name)
                                            : reading_.pattern() + "." + std::string(key.name),
                             .about = std::string(key.about),
                             .example = std::string(key.example),
                             .fallback = std::string(key.fallback),
                             .type = {},
                             .choices = {},
                             .presence = presence});
  const auto& members = node_->members();
  const auto found = std::ranges::find(members, key.name, &Member::key);
  if (found != members.end()) {
    consumed_[static_cast<std::size_t>(found - members.begin())] = true;
    return &*found;
  }
  if (presence == Presence::required && usable_) missing_.push_back(key);
  if (presence == Presence::required) good_ = false;
  return nullptr;
}

std::vector<const Member*> MapReader::consume_others(std::string_view kind) {
  reading_.catalog().record({.pattern = reading_.pattern().empty()
                                            ? "<" + std::string(kind) + ">"
                                            : reading_.pattern() + ".<" + std::string(kind) + ">",
                             .about = "any number of these, by name",
                             .example = {},
                             .fallback = {},
                             .type = {},
                             .choices = {},
                             .presence = Presence::each});
  std::vector<const Member*> rest;
  for (std::size_t i = 0; i < consumed_.size(); ++i) {
    if (consumed_[i]) continue;
    consumed_[i] = true;
    const Member& member = node_->members()[i];
    if (is_key_name(member.key)) {
      rest.push_back(&member);
      continue;
    }
    good_ = false;
    reading_.error("bad_name", member.key_span,
                   "'" + member.key + "' is not usable as the name of a " + std::string(kind), {},
                   "use letters, digits, _ and -, beginning with a letter");
  }
  return rest;
}

Member MapReader::fallback(const Key& key) const {
  const auto path = reading_.path().empty() ? std::string(key.name)
                                            : reading_.path() + "." + std::string(key.name);
  reading_.catalog().record_default({path, std::string(key.fallback)});
  return {std::string(key.name), place(), Node::scalar(std::string(key.fallback), place())};
}

Span MapReader::place() const {
  return reading_.key_span().valid() ? reading_.key_span() : node_->span();
}

void MapReader::error(std::string code, std::string message, std::string help) {
  good_ = false;
  if (!usable_) return;  // already reported as not a mapping
  reading_.error(std::move(code), place(), std::move(message), {}, std::move(help));
}

void MapReader::error_at(std::string_view key, std::string code, std::string message,
                         std::string suggestion, std::string help) {
  good_ = false;
  if (!usable_) return;
  const Node* value = node_->find(key);
  reading_.error(std::move(code), value == nullptr ? place() : value->span(), std::move(message),
                 std::move(suggestion), std::move(help));
}

bool MapReader::is_misspelt(std::string_view key) const {
  for (std::size_t i = 0; i < consumed_.size(); ++i)
    if (!consumed_[i] && nearest(node_->members()[i].key, {key}) == key) return true;
  return false;
}

void MapReader::missing_one_of(std::vector<std::string> keys, std::string message,
                               std::string help) {
  good_ = false;
  if (usable_) alternatives_.push_back({std::move(keys), std::move(message), std::move(help)});
}

void MapReader::report_lost(const Member& member) {
  if (reading_.diagnostics().has_errors()) return;
  reading_.error("unreadable", member.key_span,
                 "'" + member.key + "'" + where_text() + " could not be read", {},
                 "write it as the language page says, with all its keys");
}

void MapReader::error_at_span(Span span, std::string code, std::string message, std::string help) {
  good_ = false;
  reading_.error(std::move(code), span, std::move(message), {}, std::move(help));
}

// The name that an unknown key was probably meant to be. An absent one is likelier than one that is
// already given.
std::string MapReader::meant_by(std::string_view key) const {
  std::vector<std::string> absent;
  for (const auto& name : known_)
    if (node_->find(name) == nullptr) absent.push_back(name);
  auto near = nearest(key, absent);
  return near.empty() ? nearest(key, known_) : near;
}

void MapReader::report_unknown(const Member& member) {
  const auto near = meant_by(member.key);
  std::string help;
  if (near.empty() && !known_.empty()) help = "known here: " + listed(known_, 12);
  if (node_->find(near) != nullptr) help = "'" + near + "' is given here already";
  reading_.error("unknown_key", member.key_span, "unknown key '" + member.key + "'" + where_text(),
                 near, std::move(help));
  // A missing key and an unknown one close to it are one mistake, reported once.
  std::erase_if(missing_, [&](const Key& key) { return key.name == near; });
  std::erase_if(alternatives_, [&](const Alternatives& of) {
    return std::ranges::find(of.keys, near) != of.keys.end();
  });
}

void MapReader::report_missing(const Key& key) {
  const std::string name(key.name);
  std::string help = "add it";
  if (!key.example.empty()) help += ": `" + name + ": " + std::string(key.example) + "`";
  if (!key.about.empty()) help += " (" + std::string(key.about) + ")";
  reading_.error("missing_key", place(), "the key '" + name + "' is missing" + where_text(), {},
                 std::move(help));
}

bool MapReader::finish() {
  for (std::size_t i = 0; i < consumed_.size(); ++i) {
    if (consumed_[i]) continue;
    consumed_[i] = true;
    good_ = false;
    report_unknown(node_->members()[i]);
  }
  for (const Key& key : missing_)
    report_missing(key);
  missing_.clear();
  for (const Alternatives& of : alternatives_)
    error("missing_key", of.message, of.help);
  alternatives_.clear();
  return good_;
}

std::string MapReader::where_text() const {
  return reading_.path().empty() ? std::string{} : " in " + reading_.path();
}

}  // namespace setoff
