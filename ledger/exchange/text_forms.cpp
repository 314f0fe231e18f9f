#include "ledger/exchange/text_forms.h"

#include <map>

#include "ledger/base/currencies.h"
#include "ledger/base/error.h"
#include "ledger/base/text_value.h"

namespace setoff {
namespace {

enum class AmountRange : std::uint8_t { above_zero, any };

constexpr std::string_view kNamePattern = "^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$";
constexpr std::string_view kShortNamePattern = "^[a-z0-9][a-z0-9-]{0,31}$";
constexpr std::string_view kDecimalPattern = "^(?:0|[1-9][0-9]{0,18})(?:\\.[0-9]{1,18})?$";
// 1900-01-01 to 2199-12-31
constexpr std::string_view kDayPattern =
    "^(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$";

// Commodity codes by number of decimals.
using ByScale = std::map<int, std::vector<std::string_view>>;

template <class Kinds>
ByScale by_scale(const Kinds& kinds) {
  ByScale out;
  for (const auto& kind : kinds)
    out[kind.scale()].push_back(kind.code());
  return out;
}

template <class Texts>
std::string one_of(const Texts& texts) {
  std::string out;
  for (const auto& text : texts)
    out.append(out.empty() ? "(?:" : "|").append(text);
  return out + ")";
}

// Up to `most` digits.
std::string digits(int most) {
  if (most == 0) return {};
  return "[0-9]{0," + std::to_string(most) + "}";
}

std::string places(int scale) {
  if (scale == 0) return {};
  return "(?:\\.[0-9]{1," + std::to_string(scale) + "})?";
}

// What follows "0." in a number above zero.
std::string places_above_zero(int scale) {
  std::vector<std::string> forms;
  for (int zeros = 0; zeros < scale; ++zeros)
    forms.push_back(std::string(static_cast<std::size_t>(zeros), '0') + "[1-9]" +
                    digits(scale - zeros - 1));
  return one_of(forms);
}

// 64-bit minor units have up to 19 digits.
std::string number(int scale, AmountRange range) {
  constexpr int kDigitsBehindFirst = 18;
  const auto whole = "[1-9]" + digits(kDigitsBehindFirst - scale);
  if (range == AmountRange::any) return "-?(?:0|" + whole + ")" + places(scale);
  const auto large = whole + places(scale);
  return scale == 0 ? large : "(?:" + large + "|0\\." + places_above_zero(scale) + ")";
}

std::string amount_pattern(const ByScale& kinds, AmountRange range) {
  std::vector<std::string> forms;
  for (const auto& [scale, codes] : kinds)
    forms.push_back(number(scale, range) + " " + one_of(codes));
  return "^" + one_of(forms) + "$";
}

// "1250.00 EUR" with at most the decimals of the currency.
std::string money_pattern(AmountRange range) {
  return amount_pattern(by_scale(all_currencies()), range);
}

std::string quantity_pattern() {
  return amount_pattern(by_scale(Unit::all()), AmountRange::above_zero);
}

template <class Kinds>
std::vector<std::string_view> codes_of(const Kinds& kinds) {
  std::vector<std::string_view> codes;
  for (const auto& kind : kinds)
    codes.push_back(kind.code());
  return codes;
}

// "0.96 EUR/USD", "60 EUR/MWh"
std::string rate_pattern() {
  auto codes = codes_of(all_currencies());
  const auto units = codes_of(Unit::all());
  codes.insert(codes.end(), units.begin(), units.end());
  const auto any = one_of(codes);
  return "^(?:[1-9][0-9]{0,18}(?:\\.[0-9]{1,18})?|0\\.0{0,17}[1-9][0-9]{0,17}) " + any + "/" + any +
         "$";
}

std::vector<TextForm> make_forms() {
  std::vector<TextForm> forms;
  const auto add = [&](std::string_view name, std::string_view meaning, std::string pattern,
                       std::vector<std::string_view> examples = {}) -> TextForm& {
    return forms.emplace_back(
        TextForm{name, meaning, std::move(pattern), {}, std::move(examples), {}, 0});
  };
  add("Name", "Number or name, as the papers have it.", std::string(kNamePattern), {"INV-2025/1"});
  add("ShortName", "Name with one spelling: lower-case letters, digits and hyphens.",
      std::string(kShortNamePattern), {"trade-bank"});
  add("Text", "Free text, at most 1,000 bytes of UTF-8.", std::string(kTextPattern)).size_max =
      kTextSizeMax;
  add("Money",
      "Amount above zero with its currency (ISO 4217), with at most as many decimals as the "
      "currency has.",
      money_pattern(AmountRange::above_zero), {"1250.00 EUR"});
  add("Balance", "Amount with its currency that may be zero or negative.",
      money_pattern(AmountRange::any), {"0.00 EUR"});
  add("Quantity", "Amount of goods above zero with its unit.", quantity_pattern(), {"60000 t"});
  add("Rate", "Number above zero with its two units.", rate_pattern(),
      {"0.96 EUR/USD", "60 EUR/MWh"});
  add("Decimal", "Number from zero on, in quotes.", std::string(kDecimalPattern), {"0.05"});
  add("Currency", "Currency code of ISO 4217.", {}).words = codes_of(all_currencies());
  add("Unit", "Unit of goods.", {}).words = codes_of(Unit::all());
  add("Day", "Day of the Gregorian calendar.", std::string(kDayPattern), {"2020-03-20"}).format =
      "date";
  return forms;
}

}  // namespace

const std::vector<TextForm>& text_forms() {
  static const auto forms = make_forms();
  return forms;
}

std::string outcome_pattern() {
  std::string codes;
#define SETOFF_CODE(name, number, family, meaning) \
  if (Family::family == Family::refused) codes += (codes.empty() ? "" : "|") + std::string(#name);
#include "ledger/base/error_codes.def"
#undef SETOFF_CODE
  return "^(?:booked|refused:(?:" + codes + "))$";
}

}  // namespace setoff
