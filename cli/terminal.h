#pragma once
// Terminal: what may be written to an output, decided once per stream: colours, the width, charts.
// Colours: --color=always, else a terminal with TERM set and not "dumb" and no NO_COLOR.
// Sparklines, bars and the progress line are drawn from plain numbers; they carry no meaning that
// the text beside them does not say. Nothing here writes to stdout by itself.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace setoff::cli {

enum class ColorChoice : std::uint8_t { automatic, always, never };

struct Terminal {
  bool interactive = false;  // a person looks at it: charts, progress
  bool color = false;
  bool unicode = false;  // the locale is UTF-8: block characters
  std::size_t columns = 80;
};

// For the file descriptor 1 or 2 and the environment of the process.
[[nodiscard]] Terminal terminal_of(int descriptor, ColorChoice choice = ColorChoice::automatic);

enum class Tone : std::uint8_t { plain, strong, faint, accent, good, bad, warn };
// `text` in that tone, unchanged without colours. A tone is no text: only the stream turns it into
// an escape sequence, so that no foreign text can be one.
struct Toned {
  Tone tone = Tone::plain;
  std::string text;
};
[[nodiscard]] Toned toned(const Terminal& terminal, Tone tone, std::string_view text);
std::ostream& operator<<(std::ostream& out, const Toned& toned);

// At most `width` characters, one for each equal stretch of `values` (its largest); the lowest
// block is zero or the smallest value below it. Empty for no values.
[[nodiscard]] std::string sparkline(std::span<const double> values, std::size_t width);
// `share` of `width` characters in eighths; clamped to 0..1.
[[nodiscard]] std::string bar(double share, std::size_t width);

// A line "label  [bar]  42 %  03:12 left", rewritten in place at most ten times a second, and wiped
// at the end. Silent unless `terminal.interactive`, and on work that ends within a third of a
// second.
// `label` and `detail` are escaped.
class Progress {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;
  Progress(std::ostream& out, Terminal terminal, std::string label, Clock clock = {});
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void update(std::size_t done, std::size_t all, std::string_view detail = {});
  void wipe();

 private:
  std::ostream& out_;
  Terminal terminal_;
  std::string label_;
  Clock clock_;
  std::chrono::steady_clock::time_point start_;
  std::optional<std::chrono::steady_clock::time_point> shown_;
};

}  // namespace setoff::cli
