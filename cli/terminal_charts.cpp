#include <algorithm>
#include <array>
#include <cmath>
#include <ostream>

#include "cli/printable_stream.h"
#include "cli/terminal.h"
#include "ledger/base/cell_width.h"
#include "ledger/text/printable.h"

namespace setoff::cli {
namespace {

constexpr std::array<std::string_view, 8> kRising = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, 8> kEighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
constexpr auto kQuiet = std::chrono::milliseconds(330);
constexpr auto kPause = std::chrono::milliseconds(100);

std::string clock_text(double seconds) {
  const auto whole = static_cast<long>(std::ceil(std::max(0.0, seconds)));
  const std::string minutes = std::to_string(whole / 60);
  const std::string rest = std::to_string(whole % 60);
  return (minutes.size() < 2 ? "0" : "") + minutes + (rest.size() < 2 ? ":0" : ":") + rest;
}

}  // namespace

std::string sparkline(std::span<const double> values, std::size_t width) {
  if (values.empty() || width == 0) return {};
  const std::size_t cells = std::min(width, values.size());
  std::string line;
  const double low = std::min(0.0, *std::ranges::min_element(values));
  const double high = *std::ranges::max_element(values);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const std::size_t begin = cell * values.size() / cells;
    const std::size_t end = (cell + 1) * values.size() / cells;
    const double top = *std::ranges::max_element(values.subspan(begin, end - begin));
    const double share = high > low ? (top - low) / (high - low) : 0.0;
    const auto step = static_cast<std::size_t>(std::lround(share * 7.0));
    line += kRising[std::min<std::size_t>(step, 7)];
  }
  return line;
}

std::string bar(double share, std::size_t width) {
  const double clamped = std::clamp(share, 0.0, 1.0);
  const auto eighths =
      static_cast<std::size_t>(std::lround(clamped * static_cast<double>(width) * 8.0));
  std::string line;
  for (std::size_t i = 0; i < eighths / 8; ++i)
    line += "█";
  line += kEighths[eighths % 8];
  return line;
}

Progress::Progress(std::ostream& out, Terminal terminal, std::string_view label, Clock clock)
    : out_(out),
      terminal_(terminal),
      label_(printable(label)),
      clock_(clock ? std::move(clock) : Clock(&std::chrono::steady_clock::now)),
      start_(clock_()) {}

Progress::~Progress() {
  wipe();
}

void Progress::update(std::size_t done, std::size_t all, std::string_view detail) {
  if (!terminal_.interactive || all == 0) return;
  const auto now = clock_();
  if (now - start_ < kQuiet || (shown_ && now - *shown_ < kPause)) return;
  shown_ = now;
  const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(all));
  const double spent = std::chrono::duration<double>(now - start_).count();
  std::string line = label_ + "  ";
  if (terminal_.unicode) {
    const std::string drawn = bar(share, 24);
    line += drawn + std::string(24 - cell_width(drawn), ' ') + "  ";
  }
  line += std::to_string(std::lround(share * 100)) + " %";
  if (share > 0.05) line += "  " + clock_text(spent / share - spent) + " left";
  if (!detail.empty()) line += "  " + printable(detail);
  if (cell_width(line) + 1 > terminal_.columns) line = label_;
  write_own(out_, "\r" + line + "\x1b[K");
  out_ << std::flush;
}

void Progress::wipe() {
  if (!shown_) return;
  write_own(out_, "\r\x1b[K");
  out_ << std::flush;
  shown_.reset();
}

}  // namespace setoff::cli
