#include "ledger/text/layout_tree.h"

#include <algorithm>
#include <map>
#include <utility>

#include "ledger/text/tree_path.h"

namespace setoff {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Comment {
  std::size_t offset = 0;
  std::string text;
  bool alone = false;  // nothing but spaces and dashes stands before it on its line
};

class LayoutMaker {
 public:
  LayoutMaker(const SourceFile& file, Diagnostics& diagnostics)
      : file_(file), text_(file.text()), diagnostics_(diagnostics) {}

  std::optional<LayoutTree> make(const Node& tree) {
    note_words(tree);
    scan();
    check_markers();
    out_.root = entry_of(tree);
    if (!good_) return std::nullopt;
    flatten(out_.root, true);
    find_blank_lines();
    for (const Comment& comment : comments_)
      attach(comment);
    out_.comments = comments_.size();
    return std::move(out_);
  }

 private:
  void refuse(Span span, std::string message) {
    good_ = false;
    diagnostics_.error("not_formatted", span, std::move(message), {},
                       "the file was left as it is; lay this part out by hand");
  }

  static bool is_block_text(const Node& node) {
    return node.is_scalar() && node.style() == Node::Style::block;
  }

  // A text that begins with > or |: its first line, and the lines below that are indented.
  struct BlockText {
    std::string head;
    std::vector<std::string> lines;
    std::size_t end = 0;
  };
  BlockText block_text(const Node& node) const {
    BlockText out;
    out.end = node.span().offset;
    std::size_t line = node.span().begin().line;
    std::size_t indent = 0;
    out.head = trimmed(text_.substr(out.end, file_.line_start(line + 1) - out.end));
    std::size_t blank = 0;
    for (++line; line <= file_.line_count(); ++line) {
      const auto text = file_.line(line);
      const auto first = text.find_first_not_of(" \r");
      if (first == std::string_view::npos) {
        ++blank;
        continue;
      }
      if (indent == 0) indent = first;
      if (first < indent || first == 0) break;
      out.lines.resize(out.lines.size() + std::exchange(blank, 0));
      out.lines.emplace_back(text.substr(indent));
      out.end = file_.line_start(line) + text.size();
    }
    return out;
  }

  static std::string trimmed(std::string_view text) {
    while (!text.empty() && std::string_view(" \r\n").find(text.back()) != std::string_view::npos)
      text.remove_suffix(1);
    return std::string(text);
  }

  // Where words are, so that signs inside them are not taken for brackets or comments.
  void note_word(Span span) { words_[span.offset] = std::size_t{span.offset} + span.length; }
  void note_words(const Node& node) {
    if (is_block_text(node))
      words_[node.span().offset] = block_text(node).end;
    else if (node.is_scalar())
      note_word(node.span());
    for (const Node& item : node.items())
      note_words(item);
    for (const Member& member : node.members()) {
      note_word(member.key_span);
      note_words(member.value);
    }
  }

  void scan() {
    std::vector<std::size_t> open;
    for (std::size_t at = 0; at < text_.size(); ++at) {
      if (const auto word = words_.find(at); word != words_.end() && word->second > at) {
        at = word->second - 1;
        continue;
      }
      const char c = text_[at];
      if (c == '[' || c == '{') open.push_back(at);
      if ((c == ']' || c == '}') && !open.empty()) {
        closes_[open.back()] = at;
        open.pop_back();
      }
      const bool free = at == 0 || std::string_view(" \t\n").contains(text_[at - 1]) ||
                        text_.substr(0, at) == kByteOrderMark;
      if (c == '#' && free) at = note_comment(at);
    }
  }

  std::size_t note_comment(std::size_t at) {
    const auto end = std::min(text_.find('\n', at), text_.size());
    comments_.push_back({at, trimmed(text_.substr(at, end - at)), starts_line(at)});
    return end;
  }

  [[nodiscard]] std::size_t line_begin(std::size_t at) const {
    const auto end = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
    return end == std::string_view::npos ? 0 : end + 1;
  }
  [[nodiscard]] bool starts_line(std::size_t at) const {
    const auto begin = line_begin(at);
    return text_.substr(begin, at - begin).find_first_not_of(" -") == std::string_view::npos;
  }
  [[nodiscard]] bool blank_above(std::size_t at) const {
    const auto begin = line_begin(at);
    if (begin == 0 || !starts_line(at)) return false;
    const auto above = line_begin(begin - 1);
    return text_.substr(above, begin - above).find_first_not_of(" \r\n") == std::string_view::npos;
  }

  void check_markers() {
    for (std::size_t line = 1; line <= file_.line_count(); ++line) {
      const auto text = file_.line(line);
      for (const std::string_view marker : {"---", "...", "%"})
        if (text.starts_with(marker))
          refuse(span_at(file_, file_.line_start(line), marker.size()),
                 "markers of documents cannot be laid out");
    }
  }

  std::string written(const Node& node) {
    if (!node.is_scalar()) return is_removal(node) ? std::string(node.span().text()) : "";
    const auto text = node.span().text();
    const bool whole =
        node.is_quoted() ? text.find('\n') == std::string_view::npos : text == node.text();
    if (!whole) refuse(node.span(), "text over several lines cannot be laid out");
    return std::string(text);
  }

  LayoutEntry entry_of(const Node& node) {
    LayoutEntry out;
    out.begin = node.span().offset;
    out.is_collection = node.is_mapping() || node.is_sequence();
    out.is_mapping = node.is_mapping();
    out.in_brackets = out.is_collection && node.style() == Node::Style::flow;
    if (is_block_text(node))
      write_block_text(node, out);
    else if (!out.is_collection)
      out.value = written(node);
    for (const Node& item : node.items()) {
      out.inner.push_back(entry_of(item));
      out.inner.back().is_item = true;
    }
    for (const Member& member : node.members()) {
      out.inner.push_back(entry_of(member.value));
      out.inner.back().begin = member.key_span.offset;
      out.inner.back().key = member.key_span.text();
    }
    if (out.in_brackets)
      find_brackets(node, out);
    else if (!out.inner.empty())
      out.begin = out.inner.front().begin;
    return out;
  }

  void write_block_text(const Node& node, LayoutEntry& out) {
    auto text = block_text(node);
    const std::string_view kHeads[] = {">", ">-", "|", "|-"};
    if (std::ranges::find(kHeads, text.head) == std::end(kHeads))
      refuse(node.span(), "only a text after >, >-, | or |- alone can be laid out");
    out.value = std::move(text.head);
    out.lines = std::move(text.lines);
  }

  void find_brackets(const Node& node, LayoutEntry& out) {
    out.opens = node.span().offset;
    const auto found = closes_.find(out.opens);
    if (found == closes_.end())
      refuse(node.span(), "a single pair in a list cannot be laid out");
    else
      out.closes = found->second;
  }

  void flatten(LayoutEntry& entry, bool is_root) {
    if (!is_root) entries_.push_back(&entry);
    if (entry.in_brackets) bracketed_.push_back(&entry);
    for (LayoutEntry& inner : entry.inner)
      flatten(inner, false);
  }

  // An item and its first key begin at the same place: only the outer one has the empty line.
  void find_blank_lines() {
    std::size_t before = std::string_view::npos;
    for (LayoutEntry* entry : entries_) {
      if (entry->begin != before) entry->blank_above = blank_above(entry->begin);
      before = entry->begin;
    }
  }

  void attach(const Comment& comment) {
    for (LayoutEntry* entry : bracketed_)
      if (entry->opens < comment.offset && comment.offset < entry->closes) entry->must_break = true;
    const auto next = std::ranges::upper_bound(entries_, comment.offset, {}, &LayoutEntry::begin);
    if (!comment.alone && next != entries_.begin()) {
      attach_behind(comment, **(next - 1));
      return;
    }
    auto& above = next == entries_.end() ? out_.below : (*next)->above;
    above.push_back({comment.text, blank_above(comment.offset)});
  }

  // The comment of a line belongs to the outermost entry in brackets that ends before it.
  void attach_behind(const Comment& comment, LayoutEntry& last) {
    LayoutEntry* owner = &last;
    for (LayoutEntry* entry : bracketed_) {
      const bool holds = entry->opens <= last.begin && last.begin < entry->closes;
      if (!holds || entry->closes > comment.offset || entry == &out_.root) continue;
      owner = entry;
      break;
    }
    if (!owner->trailing.empty()) {
      owner->above.push_back({comment.text, false});
      return;
    }
    owner->trailing = comment.text;
    owner->trailing_column = file_.place(comment.offset).column;
  }

  const SourceFile& file_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  std::map<std::size_t, std::size_t> words_;   // end by begin
  std::map<std::size_t, std::size_t> closes_;  // closing bracket by opening one
  std::vector<Comment> comments_;
  std::vector<LayoutEntry*> entries_;    // in the order of the text, outer ones first
  std::vector<LayoutEntry*> bracketed_;  // in the same order
  LayoutTree out_;
  bool good_ = true;
};

}  // namespace

std::optional<LayoutTree> layout_tree(const SourceFile& file, const Node& tree,
                                      Diagnostics& diagnostics) {
  return LayoutMaker(file, diagnostics).make(tree);
}

}  // namespace setoff
