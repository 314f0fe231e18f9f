#include "ledger/base/grouped.h"

#include <algorithm>

#include "ledger/base/amount.h"

namespace setoff {

std::string grouped(std::int64_t minor, int scale) {
  const std::string plain = format_minor(minor, scale);
  const std::size_t first = plain.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(plain.find('.'), plain.size());
  std::string out;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (i > first && i < point && (point - i) % 3 == 0) out += ',';
    out += plain[i];
  }
  return out;
}

std::string grouped(std::int64_t minor, Commodity commodity) {
  return grouped(minor, commodity.scale()) + " " + std::string(commodity.code());
}

std::string counted(std::size_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

}  // namespace setoff
