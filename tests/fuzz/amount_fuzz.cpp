// links: base
//
// Amounts, numbers, rates, dates and times from hostile text: what is read, writes and reads back
// the same.
#include <cstdint>
#include <string_view>

#include "ledger/base/amount.h"
#include "ledger/base/check.h"
#include "ledger/base/date.h"
#include "ledger/base/decimal.h"

namespace {

using namespace setoff;

template <class Parse>
void read_back(std::string_view text, Parse parse) {
  const auto value = parse(text);
  if (!value) return;
  const auto again = parse(value->text());
  SETOFF_CHECK(again);
  SETOFF_CHECK(*again == *value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_back(text, parse_money);
  read_back(text, parse_quantity);
  read_back(text, parse_decimal);
  read_back(text, parse_rate);
  read_back(text, parse_day);
  read_back(text, parse_timestamp);
  for (const Calendar calendar : {Calendar::gregorian, Calendar::solar_hijri}) {
    if (const auto day = parse_date(text, calendar))
      SETOFF_CHECK(format_date(*day, calendar) == text);
  }
  for (const int scale : {0, 2, 3}) {
    if (const auto minor = parse_minor(text, scale)) {
      SETOFF_CHECK(*parse_minor(format_minor(*minor, scale), scale) == *minor);
    }
  }
  return 0;
}
