#include "ledger/text/yaml_layout.h"

#include <algorithm>
#include <array>

#include "ledger/text/layout_tree.h"

namespace setoff {
namespace {

constexpr std::size_t kLevelSpaces = 2;

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string one_line(const LayoutEntry& entry) {
  if (!entry.is_collection) return entry.value;
  std::string inside;
  for (const LayoutEntry& inner : entry.inner) {
    if (!inside.empty()) inside += ", ";
    const auto value = one_line(inner);
    if (!inner.is_item) inside += inner.key + (value.empty() ? ":" : ": ");
    inside += value;
  }
  if (!entry.is_mapping) return "[" + inside + "]";
  return inside.empty() ? "{}" : "{ " + inside + " }";
}

class LayoutPrinter {
 public:
  std::string print(LayoutTree& tree) {
    LayoutEntry& root = tree.root;
    if (!root.is_collection || stays_on_line(root, "")) {
      if (const auto line = one_line(root); !line.empty()) out_ += line + "\n";
    } else {
      print_inner(root, 0, "");
    }
    for (const LineComment& comment : tree.below)
      print_comment(comment, "");
    return std::move(out_);
  }

 private:
  static bool stays_on_line(const LayoutEntry& entry, std::string_view before) {
    if (entry.inner.empty()) return true;
    if (!entry.in_brackets || entry.must_break) return false;
    return columns_of(before) + columns_of(one_line(entry)) <= kLayoutColumns;
  }

  void print_blank() {
    if (!out_.empty()) out_ += "\n";
  }

  void print_comment(const LineComment& comment, const std::string& spaces) {
    if (comment.blank_above) print_blank();
    out_ += spaces + comment.text + "\n";
  }

  // A comment stays in its column if the line leaves it free.
  void print_line(const std::string& line, const LayoutEntry& entry) {
    out_ += line;
    if (!entry.trailing.empty()) {
      const auto end = columns_of(line) + 1;
      const auto column = entry.trailing_column > end ? entry.trailing_column : end + 2;
      out_ += std::string(column - end, ' ') + entry.trailing;
    }
    out_ += "\n";
  }

  void print_text(const LayoutEntry& entry, std::size_t indent) {
    for (const auto& text : entry.lines)
      out_ += (text.empty() ? "" : std::string(indent, ' ') + text) + "\n";
  }

  void print_inner(LayoutEntry& entry, std::size_t indent, const std::string& first) {
    const std::string spaces(indent, ' ');
    bool is_first = true;
    for (LayoutEntry& inner : entry.inner) {
      for (const LineComment& comment : inner.above)
        print_comment(comment, spaces);
      if (inner.blank_above) print_blank();
      print_entry(inner, indent, is_first ? first : spaces);
      is_first = false;
    }
  }

  void print_entry(LayoutEntry& entry, std::size_t indent, const std::string& lead) {
    std::string line = lead + (entry.is_item ? "-" : entry.key + ":");
    if (!entry.is_collection || stays_on_line(entry, line + " ")) {
      const auto value = one_line(entry);
      print_line(value.empty() ? line : line + " " + value, entry);
      print_text(entry, indent + kLevelSpaces);
    } else if (entry.is_item) {
      entry.trailing_column = 0;  // that of a longer line
      lend_comment(entry);
      print_inner(entry, indent + kLevelSpaces, line + " ");
    } else {
      if (entry.in_brackets) entry.trailing_column = 0;  // that of a longer line
      print_line(line, entry);
      print_inner(entry, indent + kLevelSpaces, std::string(indent + kLevelSpaces, ' '));
    }
  }

  // The first line of an item is that of its first key.
  static void lend_comment(LayoutEntry& item) {
    LayoutEntry& first = item.inner.front();
    if (item.trailing.empty() || !first.trailing.empty()) return;
    first.trailing = item.trailing;
    first.trailing_column = item.trailing_column;
  }

  std::string out_;
};

// How often each byte occurs that a layout keeps: all but spaces and the signs of the syntax.
std::array<std::size_t, 256> kept_bytes(std::string_view text) {
  std::array<std::size_t, 256> out{};
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (const char c : text)
    if (!std::string_view(" \t\r\n-[]{},:").contains(c)) ++out[static_cast<unsigned char>(c)];
  return out;
}

std::optional<std::string> laid_out(const SourceFile& file, const Node& tree,
                                    Diagnostics& diagnostics, std::size_t& comments) {
  auto layout = layout_tree(file, tree, diagnostics);
  if (!layout) return std::nullopt;
  comments = layout->comments;
  return LayoutPrinter().print(*layout);
}

}  // namespace

std::optional<std::string> canonical_yaml(const SourceFile& file, Diagnostics& diagnostics) {
  const auto tree = parse_yaml(file, diagnostics);
  if (!tree) return std::nullopt;
  std::size_t comments = 0;
  auto text = laid_out(file, *tree, diagnostics, comments);
  if (!text) return std::nullopt;
  // The layout must mean the same, keep every comment, and be its own layout.
  Sources sources;
  Diagnostics ignored;
  const SourceFile& again = sources.add(file.name(), *text);
  const auto same = parse_yaml(again, ignored);
  std::size_t kept = 0;
  const auto twice = same ? laid_out(again, *same, ignored, kept) : std::nullopt;
  if (same && *same == *tree && kept == comments && twice == text &&
      kept_bytes(*text) == kept_bytes(file.text()))
    return text;
  diagnostics.error("not_formatted", span_at(file, 0, 1),
                    "this file cannot be laid out without changing what it says", {},
                    "the file was left as it is");
  return std::nullopt;
}

}  // namespace setoff
