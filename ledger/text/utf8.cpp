#include "ledger/text/utf8.h"

#include <algorithm>

#include "ledger/base/cell_width.h"

namespace setoff {

std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto within = [&](std::size_t i, unsigned least, unsigned most) {
    return byte(i) >= least && byte(i) <= most;
  };
  const unsigned lead = byte(at);
  if (lead < 0x80U) return 1;
  if (lead >= 0xC2U && lead <= 0xDFU) return within(at + 1, 0x80, 0xBF) ? 2 : 0;
  if (lead >= 0xE0U && lead <= 0xEFU) {
    const unsigned least = lead == 0xE0U ? 0xA0U : 0x80U;
    const unsigned most = lead == 0xEDU ? 0x9FU : 0xBFU;
    return within(at + 1, least, most) && within(at + 2, 0x80, 0xBF) ? 3 : 0;
  }
  if (lead >= 0xF0U && lead <= 0xF4U) {
    const unsigned least = lead == 0xF0U ? 0x90U : 0x80U;
    const unsigned most = lead == 0xF4U ? 0x8FU : 0xBFU;
    const bool good =
        within(at + 1, least, most) && within(at + 2, 0x80, 0xBF) && within(at + 3, 0x80, 0xBF);
    return good ? 4 : 0;
  }
  return 0;
}

std::string_view first_letter(std::string_view text) {
  if (text.empty()) return {};
  std::size_t end = std::max<std::size_t>(utf8_length(text, 0), 1);
  while (end < text.size()) {
    const auto next = utf8_length(text, end);
    if (next == 0 || cell_width(text.substr(end, next)) > 0) break;
    end += next;
  }
  return text.substr(0, end);
}

}  // namespace setoff
