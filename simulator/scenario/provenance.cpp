#include "simulator/scenario/provenance.h"

#include <algorithm>
#include <array>

#include "ledger/base/characters.h"
#include "ledger/text/nearest.h"
#include "simulator/scenario/names.h"
#include "simulator/scenario/patches.h"

namespace setoff::simulator {

namespace {

constexpr std::array<std::string_view, 3> kTags{"sourced", "derived", "assumed"};
// Keys of leaves that say how to read a value; they are not values themselves.
constexpr std::array<std::string_view, 13> kNotValues{
    "unit",    "calendar", "sha256", "column",  "gaps",       "reason",  "name",
    "account", "payee",    "line",   "purpose", "applies_to", "severity"};
constexpr std::size_t kRowBytesMax = 60;
// Blocks whose keys are user-defined names.
constexpr std::array<std::string_view, 16> kNameTables{"parties",
                                                       "accounts",
                                                       "exports",
                                                       "imports.goods",
                                                       "data",
                                                       "fx.rates",
                                                       "limits",
                                                       "uses",
                                                       "shocks",
                                                       "supply_response",
                                                       "payments.behaviour.regimes",
                                                       "payments.accounts",
                                                       "purchases",
                                                       "settlement",
                                                       "monetisation",
                                                       "payments.disputes"};

struct Annotations {
  std::string source;
  std::string tag;
};

bool is_leaf(const Node& node) {
  if (node.is_scalar()) return true;
  return node.is_sequence() && std::ranges::all_of(node.items(), &Node::is_scalar);
}

std::string row_text(const Node& node) {
  std::string out;
  if (node.is_scalar()) {
    out = node.text();
  } else {
    for (const Node& item : node.items())
      out += (out.empty() ? "[" : ", ") + item.text();
    out += ']';
  }
  if (out.size() <= kRowBytesMax) return out;
  return std::string(beginning(out, kRowBytesMax)) + " ...";
}

class Stripper {
 public:
  explicit Stripper(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  Node strip(const Node& node, const std::string& path, const Annotations& outer) {
    if (is_leaf(node)) {
      record(node, path, outer);
      return node;
    }
    if (node.is_sequence()) return strip_list(node, path, outer);
    if (!node.is_mapping()) return node;
    const bool names = std::ranges::find(kNameTables, path) != kNameTables.end();
    // In a name table, `value` without marks is a name; a table that a patch has wrapped has marks.
    const bool wrapped = is_wrapped(node) &&
                         (!names || std::ranges::any_of(node.members(), [](const Member& member) {
                           return is_mark(member.key) && member.value.is_scalar();
                         }));
    if (names && !wrapped) report_reserved(node, path);
    if (const Node* value = names ? nullptr : misspelt_wrapper(node))
      return strip(*value, path, marks_of(node, names, outer));
    const Annotations marks = marks_of(node, names, outer);
    if (wrapped) return strip(*node.find("value"), path, marks);
    std::vector<Member> members;
    for (const Member& member : node.members()) {
      if (is_mark(member.key) && !is_name(names, member)) continue;
      const std::string inner = path.empty() ? member.key : path + "." + member.key;
      members.push_back({member.key, member.key_span, strip(member.value, inner, marks)});
    }
    return Node::mapping(std::move(members), node.span(), node.style());
  }

  std::vector<Provenance> take_rows() { return std::move(rows_); }

 private:
  Node strip_list(const Node& node, const std::string& path, const Annotations& outer) {
    std::vector<Node> items;
    for (std::size_t i = 0; i < node.items().size(); ++i)
      items.push_back(strip(node.items()[i], path + "[" + std::to_string(i) + "]", outer));
    return Node::sequence(std::move(items), node.span(), node.style());
  }

  // The value of { valeu: 45 %, tag: assumed }, whose misspelt words are reported; null for others.
  const Node* misspelt_wrapper(const Node& node) {
    const Node* value = nullptr;
    std::vector<std::pair<const Member*, std::string>> wrong;
    for (const Member& member : node.members()) {
      const bool exact = is_mark(member.key) || member.key == "value";
      const std::string word =
          exact ? member.key : nearest(member.key, {"value", "source", "tag", "note"});
      if (word.empty()) return nullptr;
      if (!exact) wrong.emplace_back(&member, word);
      if (word == "value") value = &member.value;
    }
    if (value == nullptr || !is_leaf(*value) || wrong.empty() ||
        wrong.size() == node.members().size())
      return nullptr;
    for (const auto& [member, word] : wrong)
      diagnostics_.error("unknown_key", member->key_span,
                         "unknown key '" + member->key + "' beside a value", word);
    return value;
  }

  // A name refers to a block; a mark is text.
  static bool is_name(bool in_name_table, const Member& member) {
    return in_name_table && member.value.is_mapping();
  }

  // The word is still read as a name, so that no follow-up errors are reported.
  void report_reserved(const Node& node, const std::string& path) {
    for (const Member& member : node.members()) {
      if (!is_reserved_word(member.key) || !is_name(true, member)) continue;
      diagnostics_.error("reserved_name", member.key_span,
                         "'" + member.key + "' cannot be a name in `" + path +
                             "`: in every block the words value, source, tag and note say what a "
                             "value is and where it is from",
                         {}, "choose another name, such as " + member.key + "_1");
    }
  }

  Annotations marks_of(const Node& node, bool names, Annotations marks) {
    const auto mark = [&](std::string_view key) -> const Node* {
      const Member* member = node.find_member(key);
      return member == nullptr || is_name(names, *member) ? nullptr : &member->value;
    };
    if (const Node* source = mark("source")) {
      if (text_mark(*source, "source", "S61, or the address of a page"))
        marks.source = source->text();
    }
    if (const Node* note = mark("note")) (void)text_mark(*note, "note", "a remark");
    const Node* tag = mark("tag");
    if (tag == nullptr) return marks;
    if (!text_mark(*tag, "tag", "sourced, derived or assumed")) return marks;
    if (std::ranges::find(kTags, tag->text()) == kTags.end()) {
      diagnostics_.error("unknown_value", tag->span(),
                         "'" + tag->text() + "' is no tag; a tag is sourced, derived or assumed",
                         nearest(tag->text(), kTags));
      return marks;
    }
    marks.tag = tag->text();
    if (marks.tag == "sourced" && marks.source.empty())
      diagnostics_.error("missing_source", tag->span(),
                         "the tag is `sourced`, but there is no `source` here or around it", {},
                         "add `source:`, or tag it derived or assumed");
    return marks;
  }

  bool text_mark(const Node& node, std::string_view key, std::string_view example) {
    if (node.is_scalar()) return true;
    diagnostics_.error(
        "wrong_kind", node.span(),
        "expected text for `" + std::string(key) + "`, found " + std::string(describe(node.kind())),
        {}, "write " + std::string(key) + ": " + std::string(example));
    return false;
  }

  void record(const Node& node, const std::string& path, const Annotations& marks) {
    if (marks.source.empty() && marks.tag.empty()) return;
    const std::string_view key = std::string_view(path).substr(path.rfind('.') + 1);
    if (std::ranges::find(kNotValues, key) != kNotValues.end()) return;
    rows_.push_back({path, row_text(node), marks.source, marks.tag, node.span().where()});
  }

  Diagnostics& diagnostics_;
  std::vector<Provenance> rows_;
};

}  // namespace

bool is_mark(std::string_view key) {
  return key == "source" || key == "tag" || key == "note";
}

Stripped strip_provenance(const Node& root, Diagnostics& diagnostics) {
  Stripper stripper(diagnostics);
  Stripped out;
  out.tree = stripper.strip(root, "", {});
  out.provenance = stripper.take_rows();
  return out;
}

}  // namespace setoff::simulator
