#include <algorithm>

#include "ledger/text/diagnostic.h"
#include "ledger/text/printable.h"

// The form of a finding: a first line that editors can jump to, the line of the text, carets, then
// help.
//   winter.yaml:12:18: error[unknown_unit]: unknown unit 'MCMM'
//    12 |     quantity: 25 MCMM/day
//       |                  ^^^^
//       help: did you mean 'MCM'?

namespace setoff {
namespace {

struct Palette {
  std::string_view bold, error, warning, note, help, quiet, reset;
};
constexpr Palette kPlain{};
constexpr Palette kColors{"\x1b[1m",    "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;36m",
                          "\x1b[1;32m", "\x1b[34m",   "\x1b[0m"};

std::string_view color_of(Severity severity, const Palette& palette) {
  switch (severity) {
    case Severity::error:
      return palette.error;
    case Severity::warning:
      return palette.warning;
    case Severity::note:
      return palette.note;
  }
  return "";
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::size_t code_points(std::string_view text) {
  return text.size() - static_cast<std::size_t>(std::ranges::count_if(text, is_continuation));
}

// A line of source as it is shown: one cell per code point, whatever could act on a terminal
// replaced, a long line cut around the marked piece.
struct ShownLine {
  std::string text;
  std::size_t caret = 0;   // cells before the caret
  std::size_t carets = 1;  // cells under the piece
};

// The first `cells` code points.
std::string_view first_cells(std::string_view text, std::size_t cells) {
  std::size_t end = 0;
  while (end < text.size() && cells > 0) {
    ++end;
    while (end < text.size() && is_continuation(text[end]))
      ++end;
    --cells;
  }
  return text.substr(0, end);
}

std::string_view without_cells(std::string_view text, std::size_t cells) {
  return text.substr(first_cells(text, cells).size());
}

// The line around the span: as many letters on each side as can be shown at most.
struct Window {
  std::string_view text;
  std::size_t caret = 0;  // cells before the span
  bool cut_before = false;
  bool cut_behind = false;
};

Window window_of(Span span, std::size_t columns_max) {
  const auto line = span.file->line(span.begin().line);
  const auto line_start = span.file->line_start(span.begin().line);
  const auto at = std::min<std::size_t>(span.offset - line_start, line.size());
  const auto before = line.substr(0, at);
  std::size_t cells = code_points(line.substr(at, 4 * columns_max));
  const bool fits = at <= 4 * columns_max && code_points(before) + cells <= columns_max &&
                    line.size() - at <= 4 * columns_max;
  if (fits) return {line, code_points(before), false, false};
  const auto room = columns_max - columns_max / 2;
  const auto left = columns_max - std::min(cells, room);
  auto from = at;
  std::size_t caret = 0;
  while (from > 0 && caret < left) {
    --from;
    while (from > 0 && is_continuation(line[from]))
      --from;
    ++caret;
  }
  const auto shown = first_cells(line.substr(from), columns_max);
  return {shown, caret, from > 0, from + shown.size() < line.size()};
}

ShownLine shown_line(Span span, std::size_t columns_max) {
  const auto window = window_of(span, columns_max);
  const auto before = first_cells(window.text, window.caret).size();
  ShownLine shown;
  shown.caret = window.caret;
  shown.carets = std::max<std::size_t>(code_points(window.text.substr(before, span.length)), 1);
  shown.text = printable_cells(window.text);
  if (window.cut_before) shown.text = "..." + std::string(without_cells(shown.text, 3));
  if (window.cut_behind) shown.text = std::string(first_cells(shown.text, columns_max - 3)) + "...";
  while (!shown.text.empty() && shown.text.back() == ' ')
    shown.text.pop_back();
  return shown;
}

std::string paint(std::string_view color, std::string_view text, const Palette& palette) {
  return std::string(color) + std::string(text) + std::string(palette.reset);
}

// The line with its number, and the carets with what is said about them.
std::string excerpt(Span span, std::string_view color, std::string_view label,
                    const RenderOptions& options, const Palette& palette, std::size_t gutter) {
  const auto shown = shown_line(span, options.columns_max);
  std::string number = std::to_string(span.begin().line);
  number.insert(0, gutter - std::min(gutter, number.size()), ' ');
  std::string out = paint(palette.quiet, " " + number + " | ", palette) + shown.text + "\n";
  out += paint(palette.quiet, std::string(gutter + 1, ' ') + " | ", palette) +
         std::string(shown.caret, ' ');
  std::string carets(shown.carets, '^');
  if (!label.empty()) carets += " " + std::string(label);
  return out + paint(color, carets, palette) + "\n";
}

std::size_t gutter_of(const Diagnostic& diagnostic) {
  std::size_t line = diagnostic.span.begin().line;
  for (const Note& note : diagnostic.notes)
    line = std::max(line, note.span.begin().line);
  return std::to_string(line).size();
}

std::string counted(std::size_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const RenderOptions& options) {
  const Palette& palette = options.color ? kColors : kPlain;
  const auto color = color_of(diagnostic.severity, palette);
  std::string out;
  if (diagnostic.span.valid())
    out += paint(palette.bold, printable(diagnostic.span.where()) + ":", palette) + " ";
  out +=
      paint(color,
            std::string(enum_name(diagnostic.severity)) + "[" + printable(diagnostic.code) + "]:",
            palette) +
      " ";
  out += paint(palette.bold, printable(diagnostic.message), palette) + "\n";
  const auto gutter = gutter_of(diagnostic);
  if (diagnostic.span.valid()) out += excerpt(diagnostic.span, color, {}, options, palette, gutter);
  const std::string margin(gutter + 2, ' ');
  for (const Note& note : diagnostic.notes) {
    const std::string place =
        note.span.valid() ? printable(note.span.where()) + ": " : std::string{};
    out += margin + paint(palette.note, "note:", palette) + " " + place + printable(note.message) +
           "\n";
    if (note.span.valid()) out += excerpt(note.span, palette.note, {}, options, palette, gutter);
  }
  if (!diagnostic.suggestion.empty())
    out += margin + paint(palette.help, "help:", palette) + " did you mean '" +
           printable(diagnostic.suggestion) + "'?\n";
  if (!diagnostic.help.empty())
    out += margin + paint(palette.help, "help:", palette) + " " + printable(diagnostic.help) + "\n";
  return out;
}

std::string render(const Diagnostics& diagnostics, const RenderOptions& options) {
  std::string out;
  for (const auto& diagnostic : diagnostics.sorted())
    out += render(diagnostic, options) + "\n";
  if (diagnostics.dropped() > 0)
    out += "... and " + std::to_string(diagnostics.dropped()) + " more that are not shown\n";
  if (diagnostics.empty()) return out;
  std::string total;
  if (diagnostics.error_count() > 0) total = counted(diagnostics.error_count(), "error");
  if (diagnostics.warning_count() > 0)
    total += (total.empty() ? "" : ", ") + counted(diagnostics.warning_count(), "warning");
  return out + total + "\n";
}

}  // namespace setoff
