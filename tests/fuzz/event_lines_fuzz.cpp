// links: daemon
//
// The event socket's input from hostile bytes: however they are cut, the same lines come out, none
// above the limit and none held beyond it; every line is read or refused in words, event by event.
#include <cstdint>
#include <string>
#include <vector>

#include "cli/daemon/access/admission.h"
#include "cli/daemon/intake/line_splitter.h"
#include "ledger/base/check.h"
#include "ledger/exchange/event_json.h"

namespace {

using namespace setoff;
using namespace setoff::cli;

constexpr std::size_t kLineMax = 1024;

std::vector<std::string> lines_in_pieces(std::string_view text, std::size_t piece) {
  std::vector<std::string> lines;
  LineSplitter splitter(kLineMax);
  const auto line = [&](std::string_view one) { lines.emplace_back(one); };
  const auto too_long = [&] { lines.emplace_back("\n"); };  // no line holds that
  while (!text.empty()) {
    const auto now = text.substr(0, piece);
    text.remove_prefix(now.size());
    splitter.take(now, line, too_long);
    SETOFF_CHECK(splitter.held() <= 2 * kLineMax + 64);
  }
  splitter.end(line, too_long);
  return lines;
}

void read_line(const std::string& line) {
  static_cast<void>(token_of(line));
  EventReader reader;
  std::size_t visits = 0;
  const auto status = reader.read_each(
      line, 16, [&](ReadEvent read, std::size_t index, std::optional<std::size_t> count) {
        SETOFF_CHECK(index == visits && (!count || index < *count));
        SETOFF_CHECK(read.event.has_value() || !read.event.error().text().empty());
        ++visits;
      });
  SETOFF_CHECK(status.has_value() ? visits > 0 : !status.error().text().empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto lines = lines_in_pieces(text, size + 1);
  SETOFF_CHECK(lines == lines_in_pieces(text, 1));
  SETOFF_CHECK(lines == lines_in_pieces(text, 5));
  for (const auto& line : lines) {
    SETOFF_CHECK(line == "\n" || line.size() <= kLineMax);
    read_line(line);
  }
  return 0;
}
