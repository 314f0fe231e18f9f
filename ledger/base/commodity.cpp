#include "ledger/base/commodity.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "ledger/base/check.h"
#include "ledger/base/currencies.h"

namespace setoff {
namespace {

struct Facts {
  std::string_view code;
  int scale;
};

// ISO 4217: the active codes with a minor unit; and of the withdrawn ones, those in which clearing
// schemes of the last century counted, with the decimals of their minor coin (SUR, of the rouble).
// Besides, what such schemes counted in that never had a code of ISO or has no minor unit there:
// the units of account ACU (Asian Clearing Union), EPU (European Payments Union), VER (the
// accounting unit of inner-German trade, 1 DM), XTR (transferable rouble) and XDR (special drawing
// right); HUP (pengo) and RKM (reichsmark); XAU, the troy ounce of fine gold, to a thousandth.
constexpr Facts kCurrencies[] = {
    {"ACU", 2}, {"AED", 2}, {"AFN", 2}, {"ALL", 2}, {"AMD", 2}, {"AOA", 2}, {"ARS", 2}, {"ATS", 2},
    {"AUD", 2}, {"AWG", 2}, {"AZN", 2}, {"BAM", 2}, {"BBD", 2}, {"BDT", 2}, {"BEF", 2}, {"BGN", 2},
    {"BHD", 3}, {"BIF", 0}, {"BMD", 2}, {"BND", 2}, {"BOB", 2}, {"BRL", 2}, {"BSD", 2}, {"BTN", 2},
    {"BWP", 2}, {"BYN", 2}, {"BZD", 2}, {"CAD", 2}, {"CDF", 2}, {"CHF", 2}, {"CLF", 4}, {"CLP", 0},
    {"CNY", 2}, {"COP", 2}, {"CRC", 2}, {"CSK", 2}, {"CUP", 2}, {"CVE", 2}, {"CZK", 2}, {"DDM", 2},
    {"DEM", 2}, {"DJF", 0}, {"DKK", 2}, {"DOP", 2}, {"DZD", 2}, {"EGP", 2}, {"EPU", 2}, {"ERN", 2},
    {"ESP", 2}, {"ETB", 2}, {"EUR", 2}, {"FIM", 2}, {"FJD", 2}, {"FKP", 2}, {"FRF", 2}, {"GBP", 2},
    {"GEL", 2}, {"GHS", 2}, {"GIP", 2}, {"GMD", 2}, {"GNF", 0}, {"GRD", 2}, {"GTQ", 2}, {"GYD", 2},
    {"HKD", 2}, {"HNL", 2}, {"HTG", 2}, {"HUF", 2}, {"HUP", 2}, {"IDR", 2}, {"IEP", 2}, {"ILS", 2},
    {"INR", 2}, {"IQD", 3}, {"IRR", 2}, {"ISK", 0}, {"ITL", 2}, {"JMD", 2}, {"JOD", 3}, {"JPY", 0},
    {"KES", 2}, {"KGS", 2}, {"KHR", 2}, {"KMF", 0}, {"KPW", 2}, {"KRW", 0}, {"KWD", 3}, {"KYD", 2},
    {"KZT", 2}, {"LAK", 2}, {"LBP", 2}, {"LKR", 2}, {"LRD", 2}, {"LSL", 2}, {"LUF", 2}, {"LYD", 3},
    {"MAD", 2}, {"MDL", 2}, {"MGA", 2}, {"MKD", 2}, {"MMK", 2}, {"MNT", 2}, {"MOP", 2}, {"MRU", 2},
    {"MUR", 2}, {"MVR", 2}, {"MWK", 2}, {"MXN", 2}, {"MYR", 2}, {"MZN", 2}, {"NAD", 2}, {"NGN", 2},
    {"NIO", 2}, {"NLG", 2}, {"NOK", 2}, {"NPR", 2}, {"NZD", 2}, {"OMR", 3}, {"PAB", 2}, {"PEN", 2},
    {"PGK", 2}, {"PHP", 2}, {"PKR", 2}, {"PLN", 2}, {"PLZ", 2}, {"PTE", 2}, {"PYG", 0}, {"QAR", 2},
    {"RKM", 2}, {"ROL", 2}, {"RON", 2}, {"RSD", 2}, {"RUB", 2}, {"RWF", 0}, {"SAR", 2}, {"SBD", 2},
    {"SCR", 2}, {"SDG", 2}, {"SEK", 2}, {"SGD", 2}, {"SHP", 2}, {"SLE", 2}, {"SOS", 2}, {"SRD", 2},
    {"SSP", 2}, {"STN", 2}, {"SUR", 2}, {"SYP", 2}, {"SZL", 2}, {"THB", 2}, {"TJS", 2}, {"TMT", 2},
    {"TND", 3}, {"TOP", 2}, {"TRL", 2}, {"TRY", 2}, {"TTD", 2}, {"TWD", 2}, {"TZS", 2}, {"UAH", 2},
    {"UGX", 0}, {"USD", 2}, {"UYU", 2}, {"UZS", 2}, {"VED", 2}, {"VER", 2}, {"VES", 2}, {"VND", 0},
    {"VUV", 0}, {"WST", 2}, {"XAF", 0}, {"XAU", 3}, {"XCD", 2}, {"XDR", 2}, {"XOF", 0}, {"XPF", 0},
    {"XTR", 2}, {"YER", 2}, {"YUD", 2}, {"ZAR", 2}, {"ZMW", 2}, {"ZWG", 2},
};

constexpr Facts kUnits[] = {{"m3", 0},  {"MWh", 3},    {"MMBtu", 3}, {"t", 3},
                            {"bbl", 3}, {"person", 0}, {"value", 2}};

}  // namespace

Commodity::Commodity(std::string_view code, int scale, bool currency)
    : facts_(static_cast<std::uint8_t>((currency ? 0x80 : 0x40) | scale)) {
  SETOFF_CHECK(code.size() <= code_.size());
  std::ranges::copy(code, code_.begin());
}

std::string_view Commodity::code() const {
  const auto end = std::ranges::find(code_, '\0');
  return {code_.data(), static_cast<std::size_t>(end - code_.begin())};
}

std::array<std::uint8_t, 8> Commodity::bytes() const {
  static_assert(sizeof(Commodity) == 8);
  return std::bit_cast<std::array<std::uint8_t, 8>>(*this);
}

namespace {

// A hash set of all commodities, each as the word formed by its eight bytes. Decoding an amount
// looks up its commodity here.
class KnownWords {
 public:
  KnownWords() {
    for (const auto& facts : kCurrencies)
      add(Currency::find(facts.code)->commodity());
    for (const auto& unit : Unit::all())
      add(unit);
  }
  [[nodiscard]] bool has(std::uint64_t word) const {
    auto slot = slot_of(word);
    while (words_[slot] != 0 && words_[slot] != word)
      slot = (slot + 1) % words_.size();
    return words_[slot] == word && word != 0;
  }

 private:
  static constexpr std::size_t kSlots = 1024;  // at least four times the number of commodities
  static_assert(std::size(kCurrencies) + std::size(kUnits) < kSlots / 4);
  static std::size_t slot_of(std::uint64_t word) {
    return word * 0x9E37'79B9'7F4A'7C15 >> 54U;  // Fibonacci hashing to ten bits
  }
  void add(Commodity commodity) {
    const auto word = std::bit_cast<std::uint64_t>(commodity);
    auto slot = slot_of(word);
    while (words_[slot] != 0)
      slot = (slot + 1) % words_.size();
    words_[slot] = word;
  }
  std::array<std::uint64_t, kSlots> words_{};
};

}  // namespace

std::optional<Commodity> Commodity::from_bytes(std::span<const std::uint8_t, 8> bytes) {
  std::uint64_t word = 0;
  static_assert(sizeof word == sizeof(Commodity));
  std::memcpy(&word, bytes.data(), sizeof word);
  static const KnownWords known;
  if (!known.has(word)) return std::nullopt;
  return std::bit_cast<Commodity>(word);
}

std::optional<Currency> Currency::find(std::string_view code) {
  const auto* found = std::ranges::lower_bound(kCurrencies, code, {}, &Facts::code);
  if (found == std::end(kCurrencies) || found->code != code) return std::nullopt;
  Currency currency;
  currency.commodity_ = Commodity(code, found->scale, true);
  return currency;
}

std::span<const Currency> all_currencies() {
  static const auto currencies = [] {
    std::array<Currency, std::size(kCurrencies)> out;
    std::ranges::transform(kCurrencies, out.begin(),
                           [](const Facts& f) { return *Currency::find(f.code); });
    return out;
  }();
  return currencies;
}

std::optional<Currency> Currency::from(Commodity commodity) {
  if (!commodity.is_currency()) return std::nullopt;
  Currency currency;
  currency.commodity_ = commodity;
  return currency;
}

std::optional<Unit> Unit::find(std::string_view code) {
  const auto* found = std::ranges::find(kUnits, code, &Facts::code);
  if (found == std::end(kUnits)) return std::nullopt;
  Unit unit;
  unit.commodity_ = Commodity(code, found->scale, false);
  return unit;
}

std::span<const Unit> Unit::all() {
  static const auto units = [] {
    std::array<Unit, std::size(kUnits)> out;
    std::ranges::transform(kUnits, out.begin(), [](const Facts& f) { return *find(f.code); });
    return out;
  }();
  return units;
}

std::optional<Unit> Unit::from(Commodity commodity) {
  if (!commodity.is_unit()) return std::nullopt;
  Unit unit;
  unit.commodity_ = commodity;
  return unit;
}

std::optional<Commodity> find_commodity(std::string_view code) {
  if (const auto currency = Currency::find(code)) return currency->commodity();
  if (const auto unit = Unit::find(code)) return unit->commodity();
  return std::nullopt;
}

}  // namespace setoff

std::size_t std::hash<setoff::Commodity>::operator()(
    const setoff::Commodity& commodity) const noexcept {
  return std::hash<std::uint64_t>{}(std::bit_cast<std::uint64_t>(commodity.bytes()));
}
