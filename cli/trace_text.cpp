#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <span>

#include "cli/trace_output.h"
#include "ledger/base/grouped.h"

namespace setoff::cli {
namespace {

constexpr std::size_t kShown = 8;   // entries shown of a long list
constexpr std::size_t kFolded = 3;  // more leaves of one kind than this are folded into one line

class TracePrinter {
 public:
  TracePrinter(std::ostream& out, const Terminal& terminal, const Trace& trace, bool all)
      : out_(out), terminal_(terminal), trace_(trace), all_(all) {}

  void print() {
    const auto& root = trace_.entries.at(trace_.root);
    out_ << toned(terminal_, Tone::strong, fmt::format("entry {}", trace_.root)) << "  "
         << line_of(trace_.root);
    warn_if_reversed(trace_.root);
    out_ << "\n";
    basis(root, 2);
    for (const auto& part : trace_.parts) {
      unit_ = part.commodity;
      out_ << "\n" << grouped(part.amount, part.commodity) << "  " << place(part) << "\n";
      children(part, 2);
    }
  }

 private:
  [[nodiscard]] std::string line_of(Sequence sequence) const {
    const auto& entry = trace_.entries.at(sequence);
    std::string line = entry.value_date.text() + "  " + std::string(info_of(entry.type).name) +
                       " #" + std::to_string(sequence);
    if (!entry.what.empty()) line += "  " + entry.what;
    return line;
  }
  void warn_if_reversed(Sequence sequence) const {
    const auto& entry = trace_.entries.at(sequence);
    if (entry.reversed_by)
      out_ << toned(terminal_, Tone::warn,
                    "  REVERSED by entry " + std::to_string(*entry.reversed_by));
  }

  static std::string place(const TraceNode& node) {
    if (node.pool.account == "unpaid") return "landed before it was paid for";
    return node.pool.account + (node.pool.lot.empty() ? "" : " (" + node.pool.lot + ")");
  }

  // "3,540.00 EUR of 7,080.00 [12.00 t]"
  std::string amount(const TraceNode& node) const {
    std::string text = grouped(node.amount, node.commodity);
    if (node.kind == TraceNodeKind::entry && node.whole != node.amount)
      text += " of " + grouped(node.whole, node.commodity.scale());
    return text + share(node.commodity, node.value);
  }
  std::string share(Commodity commodity, std::int64_t value) const {
    return commodity == unit_ ? "" : " [" + grouped(value, unit_) + "]";
  }
  static std::string price(const TraceNode& node) {
    if (!node.priced) return {};
    return " at " + node.priced->price.text() +
           (node.priced->heat ? " x " + node.priced->heat->text() : std::string());
  }

  void indent(int depth) const { out_ << std::string(static_cast<std::size_t>(depth), ' '); }

  void node(const TraceNode& node, int depth) {
    indent(depth);
    out_ << amount(node) << "  ";
    switch (node.kind) {
      case TraceNodeKind::entry:
        out_ << line_of(node.sequence);
        warn_if_reversed(node.sequence);
        out_ << price(node) << "\n";
        basis(trace_.entries.at(node.sequence), depth + 4);
        children(node, depth + 2);
        return;
      case TraceNodeKind::open:
        out_ << "still in " << place(node) << "\n";
        return;
      case TraceNodeKind::end:
        out_ << "to " << place(node) << "\n";
        return;
      case TraceNodeKind::uncovered:
        out_ << (node.pool.account == "unpaid"
                     ? "not paid for yet"
                     : "nothing in the books stands behind it: " + place(node))
             << "\n";
        return;
    }
  }

  // Prints each entry only once in the whole tree.
  void basis(const TraceEntry& entry, int depth) {
    for (const auto sequence : entry.basis) {
      if (!trace_.entries.contains(sequence) || !told_.insert(sequence).second) continue;
      indent(depth);
      out_ << toned(terminal_, Tone::faint, "on " + line_of(sequence));
      warn_if_reversed(sequence);
      out_ << "\n";
    }
  }

  bool folds_with(const TraceNode& a, const TraceNode& b) const {
    const bool leaves = a.kind == TraceNodeKind::entry && b.kind == TraceNodeKind::entry &&
                        a.children.empty() && b.children.empty();
    return leaves && a.commodity == b.commodity && price(a) == price(b) &&
           trace_.entries.at(a.sequence).type == trace_.entries.at(b.sequence).type;
  }

  void folded(std::span<const TraceNode> run, int depth, std::string_view words) const {
    Int128 sum = 0;
    Int128 value = 0;
    auto [first, last] = std::pair(trace_.entries.at(run.front().sequence).value_date,
                                   trace_.entries.at(run.front().sequence).value_date);
    for (const auto& node : run) {
      sum += node.amount;
      value += node.value;
      const Day day = trace_.entries.at(node.sequence).value_date;
      first = std::min(first, day);
      last = std::max(last, day);
    }
    const auto& front = run.front();
    indent(depth);
    out_ << grouped(narrow(sum).value_or(0), front.commodity)
         << share(front.commodity, narrow(value).value_or(0))
         << fmt::format("  {} to {}  {} {} {} #{} to #{}{}\n", first.text(), last.text(), words,
                        run.size(), info_of(trace_.entries.at(front.sequence).type).name,
                        front.sequence, run.back().sequence, price(front));
  }

  void children(const TraceNode& parent, int depth) {
    const std::span<const TraceNode> nodes(parent.children);
    std::size_t shown = 0;
    for (std::size_t i = 0; i < nodes.size();) {
      std::size_t end = i + 1;
      while (end < nodes.size() && folds_with(nodes[i], nodes[end]))
        ++end;
      if (!all_ && end - i > kFolded) {
        folded(nodes.subspan(i, end - i), depth, "in all");
        i = end;
        continue;
      }
      const bool cut = !all_ && shown == kShown && nodes.size() - i > 1;
      if (cut && nodes[i].kind == TraceNodeKind::entry) {
        i = rest(nodes, i, depth);
        continue;
      }
      node(nodes[i++], depth);
      ++shown;
    }
  }

  // Folds the entries of one type from `begin` on into one line; returns the index after the last
  // of them.
  std::size_t rest(std::span<const TraceNode> nodes, std::size_t begin, int depth) const {
    const auto type = trace_.entries.at(nodes[begin].sequence).type;
    std::size_t end = begin + 1;
    while (end < nodes.size() && nodes[end].kind == TraceNodeKind::entry &&
           nodes[end].commodity == nodes[begin].commodity &&
           trace_.entries.at(nodes[end].sequence).type == type)
      ++end;
    folded(nodes.subspan(begin, end - begin), depth, "and (--all shows them)");
    return end;
  }

  std::ostream& out_;
  const Terminal& terminal_;
  const Trace& trace_;
  bool all_;
  Commodity unit_;           // of the part being printed
  std::set<Sequence> told_;  // basis entries already printed
};

}  // namespace

void print_trace(std::ostream& out, const Terminal& terminal, const Trace& trace, bool all) {
  TracePrinter(out, terminal, trace, all).print();
}

}  // namespace setoff::cli
