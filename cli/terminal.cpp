#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <ostream>

#include "cli/printable_stream.h"

namespace setoff::cli {
namespace {

std::string_view variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

bool utf8_locale() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string_view value = variable(name);
    if (value.empty()) continue;
    return value.find("UTF-8") != std::string_view::npos ||
           value.find("utf8") != std::string_view::npos;
  }
  return false;
}

std::size_t columns_of(int descriptor) {
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

std::string_view escape_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::strong:
      return "\x1b[1m";
    case Tone::faint:
      return "\x1b[2m";
    case Tone::accent:
      return "\x1b[36m";
    case Tone::good:
      return "\x1b[32m";
    case Tone::bad:
      return "\x1b[31m";
    case Tone::warn:
      return "\x1b[33m";
  }
  return "";
}

}  // namespace

Terminal terminal_of(int descriptor, ColorChoice choice) {
  Terminal terminal;
  const bool tty = isatty(descriptor) == 1;
  const std::string_view term = variable("TERM");
  terminal.interactive = tty && !term.empty() && term != "dumb";
  terminal.unicode = utf8_locale();
  terminal.columns = columns_of(descriptor);
  switch (choice) {
    case ColorChoice::always:
      terminal.color = true;
      break;
    case ColorChoice::never:
      break;
    case ColorChoice::automatic:
      terminal.color = terminal.interactive && variable("NO_COLOR").empty();
      break;
  }
  return terminal;
}

Toned toned(const Terminal& terminal, Tone tone, std::string_view text) {
  return {terminal.color ? tone : Tone::plain, std::string(text)};
}

std::ostream& operator<<(std::ostream& out, const Toned& toned) {
  if (toned.tone == Tone::plain) return out << toned.text;
  write_own(out, escape_of(toned.tone));
  out << toned.text;
  write_own(out, "\x1b[0m");
  return out;
}

}  // namespace setoff::cli
