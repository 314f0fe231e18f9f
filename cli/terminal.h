#pragma once
// Terminal: what may be written to an output stream, decided once: colours, width, charts. Colours:
// with --color=always; by default on a terminal, if TERM is set and not "dumb" and NO_COLOR is
// unset or empty. Sparklines, bars and the progress line are drawn from plain numbers and only
// illustrate what the text next to them says. Nothing here writes to standard output by itself.

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
  bool interactive = false;  // a person is watching: charts, progress
  bool color = false;
  bool unicode = false;  // the locale is UTF-8: block characters
  std::size_t columns = 80;
};

// For file descriptor 1 or 2, from the environment of the process.
[[nodiscard]] Terminal terminal_of(int descriptor, ColorChoice choice = ColorChoice::automatic);

enum class Tone : std::uint8_t { plain, strong, faint, accent, good, bad, warn };
// Text in a tone; unchanged without colours. Tone and text are separate: only operator<< turns the
// tone into an escape sequence, so the text can never be one.
struct Toned {
  Tone tone = Tone::plain;
  std::string text;
};
[[nodiscard]] Toned toned(const Terminal& terminal, Tone tone, std::string_view text);
std::ostream& operator<<(std::ostream& out, const Toned& toned);

// At most `width` characters, each the largest of an equal range of `values`. The lowest block
// means zero, or the smallest value if that is negative. Empty for no values.
[[nodiscard]] std::string sparkline(std::span<const double> values, std::size_t width);
// Fills `share`, clamped to 0..1, of `width` characters, in steps of an eighth.
[[nodiscard]] std::string bar(double share, std::size_t width);

// A line "label  [bar]  42 %  03:12 left  detail", redrawn in place at most ten times a second and
// erased at the end. Prints nothing unless `terminal.interactive`, or for work that ends within a
// third of a second. `label` and `detail` are escaped.
class Progress {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;
  Progress(std::ostream& out, Terminal terminal, std::string_view label, Clock clock = {});
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
