#include <algorithm>

#include "ledger/base/cell_width.h"
#include "ledger/base/characters.h"
#include "ledger/base/grouped.h"
#include "ledger/text/diagnostic.h"
#include "ledger/text/printable.h"
#include "ledger/text/utf8.h"

// The layout of a finding: a first line that editors can jump to, the source line, carets, then
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

// A source line as it is shown: whatever could act on a terminal is replaced, and a long line is
// cut around the marked part.
struct ShownLine {
  std::string text;
  std::size_t caret = 0;   // cells before the caret
  std::size_t carets = 1;  // cells under the marked part
};

// The longest prefix of `text` that is at most `cells` wide.
std::string_view prefix_of_width(std::string_view text, std::size_t cells) {
  std::size_t end = 0;
  std::size_t used = 0;
  while (end < text.size()) {
    const auto letter = first_letter(text.substr(end));
    used += cell_width(letter);
    if (used > cells) break;
    end += letter.size();
  }
  return text.substr(0, end);
}

// The longest suffix of `text` that is at most `cells` wide.
std::string_view last_cells(std::string_view text, std::size_t cells) {
  std::size_t wide = cell_width(text);
  while (wide > cells) {
    const auto letter = first_letter(text);
    wide -= cell_width(letter);
    text.remove_prefix(letter.size());
  }
  return text;
}

// text[begin, end), shortened so that no UTF-8 character is cut.
std::string_view whole_letters(std::string_view text, std::size_t begin, std::size_t end) {
  const auto continues = [&](std::size_t at) {
    return at < text.size() && is_continuation(text[at]);
  };
  while (begin < end && continues(begin))
    ++begin;
  while (end > begin && continues(end))
    --end;
  return text.substr(begin, end - begin);
}

// Replaces the first characters with `cut`, padded with blanks if a wide character is cut in half.
std::string begin_cut(const std::string& text, std::string_view cut) {
  std::string_view rest = text;
  std::size_t gone = 0;
  while (gone < cut.size() && !rest.empty()) {
    const auto letter = first_letter(rest);
    gone += cell_width(letter);
    rest.remove_prefix(letter.size());
  }
  return std::string(cut) + std::string(gone - std::min(gone, cut.size()), ' ') + std::string(rest);
}

ShownLine shown_line(Span span, std::size_t room) {
  constexpr std::string_view kCut = "...";
  const auto line = span.file->line(span.begin().line);
  const auto start = span.file->line_start(span.begin().line);
  const auto at = std::min<std::size_t>(span.offset - start, line.size());
  const auto marked_end = at + std::min<std::size_t>(span.length, line.size() - at);
  // Bytes beyond what can be shown are not examined: lines of data can be very long.
  const std::size_t most = 16 * room;
  const bool cut_far = at > most || line.size() - at > most;
  const auto before = printable_cells(whole_letters(line, at > most ? at - most : 0, at));
  const auto marked = printable_cells(whole_letters(line, at, std::min(marked_end, at + most)));
  const auto rest = printable_cells(
      whole_letters(line, at, std::min(line.size(), at + most)));  // including the marked part
  ShownLine shown;
  shown.caret = cell_width(before);
  shown.carets = std::max<std::size_t>(cell_width(marked), 1);
  shown.text = before + rest;
  if (!cut_far && cell_width(shown.text) <= room) return shown;
  const std::size_t piece = std::min(shown.carets, room - room / 3);
  const auto left = last_cells(before, (room - piece) / 2);
  const bool cut_before = left.size() < before.size() || at > most;
  shown.caret = cell_width(left);
  const auto right = prefix_of_width(rest, room - shown.caret);
  const bool cut_behind = right.size() < rest.size() || line.size() - at > most;
  shown.carets = std::min(shown.carets, std::max<std::size_t>(cell_width(right), 1));
  shown.text = std::string(left) + std::string(right);
  if (cut_before && shown.caret >= kCut.size()) shown.text = begin_cut(shown.text, kCut);
  if (cut_behind)
    shown.text = std::string(prefix_of_width(shown.text, room - kCut.size())) + std::string(kCut);
  return shown;
}

std::string paint(std::string_view color, std::string_view text, const Palette& palette) {
  return std::string(color) + std::string(text) + std::string(palette.reset);
}

// The line with its number, then the carets with their label.
std::string excerpt(Span span, std::string_view color, std::string_view label,
                    const RenderOptions& options, const Palette& palette, std::size_t gutter) {
  constexpr std::size_t kMargin = 4;  // " 12 | "
  constexpr std::size_t kRoomMin = 30;
  const std::size_t margin = gutter + kMargin;
  auto shown = shown_line(
      span, std::max(kRoomMin, options.columns_max - std::min(options.columns_max, margin)));
  while (!shown.text.empty() && shown.text.back() == ' ')
    shown.text.pop_back();
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
