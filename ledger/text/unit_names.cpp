#include <algorithm>
#include <array>
#include <vector>

#include "ledger/base/check.h"
#include "ledger/text/nearest.h"
#include "ledger/text/unit_text.h"

// Names of units. Currency prefixes: k, M, bn or B or G, T. Physical units take SI prefixes; MCM
// and BCM are the gas trade's 10^6 and 10^9 cubic metres.

namespace setoff {
namespace {

struct NamedUnit {
  std::string_view name;
  std::int64_t factor;
  int exponent;
  std::int64_t divisor;
  std::string_view over;  // code of the base unit: "m3", "day", "" for none
  bool per_day = false;
  bool percent = false;
};

constexpr NamedUnit kUnits[] = {
    {"m3", 1, 0, 1, "m3"},
    {"MCM", 1, 6, 1, "m3"},
    {"BCM", 1, 9, 1, "m3"},
    {"t", 1, 0, 1, "t"},
    {"kg", 1, -3, 1, "t"},
    {"kt", 1, 3, 1, "t"},
    {"Mt", 1, 6, 1, "t"},
    {"MWh", 1, 0, 1, "MWh"},
    {"kWh", 1, -3, 1, "MWh"},
    {"GWh", 1, 3, 1, "MWh"},
    {"TWh", 1, 6, 1, "MWh"},
    {"MW", 24, 0, 1, "MWh", true},
    {"kW", 24, -3, 1, "MWh", true},
    {"GW", 24, 3, 1, "MWh", true},
    {"MMBtu", 1, 0, 1, "MMBtu"},
    {"bbl", 1, 0, 1, "bbl"},
    {"kbbl", 1, 3, 1, "bbl"},
    {"MMbbl", 1, 6, 1, "bbl"},
    {"person", 1, 0, 1, "person"},
    {"persons", 1, 0, 1, "person"},
    {"value", 1, 0, 1, "value"},
    {"%", 1, -2, 1, "", false, true},
    {"bp", 1, -4, 1, "", false, true},
    {"hour", 1, 0, 24, "day"},
    {"hours", 1, 0, 24, "day"},
    {"day", 1, 0, 1, "day"},
    {"days", 1, 0, 1, "day"},
    {"week", 7, 0, 1, "day"},
    {"weeks", 7, 0, 1, "day"},
    {"business day", 1, 0, 1, "business day"},
    {"business days", 1, 0, 1, "business day"},
    {"month", 1, 0, 1, "month"},
    {"months", 1, 0, 1, "month"},
    {"quarter", 3, 0, 1, "month"},
    {"quarters", 3, 0, 1, "month"},
    {"year", 1, 0, 1, "year"},
    {"years", 1, 0, 1, "year"},
};

struct Prefixed {
  std::string_view prefix;
  int exponent;
};
constexpr Prefixed kMoneyPrefixes[] = {{"", 0},  {"k", 3}, {"M", 6}, {"bn", 9},
                                       {"B", 9}, {"G", 9}, {"T", 12}};

// Other words for units, and this language's own name.
struct OtherName {
  std::string_view name;
  std::string_view ours;
  std::string_view help = {};
};
constexpr OtherName kOtherNames[] = {
    {"$", "USD"},
    {"US$", "USD"},
    {"\xE2\x82\xAC", "EUR"},
    {"dollar", "USD"},
    {"dollars", "USD"},
    {"euro", "EUR"},
    {"euros", "EUR"},
    {"dinar", "IQD"},
    {"dinars", "IQD"},
    {"rial", "IRR"},
    {"rials", "IRR"},
    {"toman", "IRR", "a toman is 10 IRR"},
    {"percent", "%"},
    {"pct", "%"},
    {"tonne", "t"},
    {"tonnes", "t"},
    {"ton", "t"},
    {"tons", "t"},
    {"barrel", "bbl"},
    {"barrels", "bbl"},
    {"m\xC2\xB3", "m3"},
    {"m^3", "m3"},
    {"cm", "m3"},
    {"Sm3", "m3", "volumes are at the contract's reference conditions"},
    {"Nm3", "m3", "volumes are at the contract's reference conditions"},
    {"mcm", "MCM"},
    {"mmcm", "MCM"},
    {"MMCM", "MCM"},
    {"bcm", "BCM"},
    {"mscm", "MCM"},
    {"Mm3", "MCM"},
    {"Mm\xC2\xB3", "MCM"},
    {"Mm^3", "MCM"},
    {"MMm3", "MCM"},
    {"Bm3", "BCM"},
    {"Gm3", "BCM"},
    {"bm3", "BCM"},
    {"km3", "", "k m3 is a thousand m3 to some and 10^9 m3 to others: write m3, MCM or BCM"},
    {"kcm", "", "write it in m3 or MCM"},
    {"cf", "", "cubic feet are not read: 35.315 of them are 1 m3"},
    {"ft3", "", "cubic feet are not read: 35.315 of them are 1 m3"},
    {"mcf", "", "cubic feet are not read: 35.315 of them are 1 m3"},
    {"Mcf", "", "cubic feet are not read: 35.315 of them are 1 m3"},
    {"mmcf", "", "cubic feet are not read: 35.315 of them are 1 m3"},
    {"bcf", "", "cubic feet are not read: 35.315 of them are 1 m3"},
    {"Bcf", "", "cubic feet are not read: 35.315 of them are 1 m3"},
    {"BCF", "", "cubic feet are not read: 35.315 of them are 1 m3"},
    {"tcf", "", "cubic feet are not read: 35.315 of them are 1 m3"},
    {"mt", "", "mt is a metric tonne to some and a million tonnes to others: write t or Mt"},
    {"MT", "", "MT is a metric tonne to some and a million tonnes to others: write t or Mt"},
    {"MJ", "", "joules are not read: 3_600 MJ are 1 MWh, 1_055 MJ are 1 MMBtu"},
    {"GJ", "", "joules are not read: 3.6 GJ are 1 MWh, 1.055 GJ are 1 MMBtu"},
    {"TJ", "", "joules are not read: 3.6 TJ are 1 GWh"},
    {"toe", "", "it is no unit of this language: 1 toe is 11.63 MWh"},
    {"lb", "", "pounds are not read: 2_204.6 of them are 1 t"},
    {"lbs", "", "pounds are not read: 2_204.6 of them are 1 t"},
    {"MMSCM", "MCM"},
    {"MMBTU", "MMBtu"},
    {"mmbtu", "MMBtu"},
    {"MBTU", "MMBtu"},
    {"Mbbl", "kbbl", "in the oil trade M means a thousand: write kbbl (10^3) or MMbbl (10^6)"},
    {"d", "day"},
    {"h", "hour"},
    {"hr", "hour"},
    {"w", "week"},
    {"wk", "week"},
    {"mo", "month"},
    {"q", "quarter"},
    {"y", "year"},
    {"yr", "year"},
    {"yrs", "years"},
    {"annum", "year"},
    {"bps", "bp"},
    {"people", "persons"},
    {"working", "business days"},
    {"business", "business days"},
    {"million", "", "put it into the unit: MUSD is a million USD, MCM a million m3"},
    {"mn", "", "put it into the unit: MUSD is a million USD, MCM a million m3"},
    {"mln", "", "put it into the unit: MUSD is a million USD, MCM a million m3"},
    {"billion", "", "put it into the unit: bnUSD is 10^9 USD, BCM 10^9 m3"},
    {"thousand", "", "put it into the unit: kUSD is a thousand USD, kt a thousand t"},
};

// Currencies whose misspellings are recognised; any other ISO code must be spelled exactly.
constexpr std::string_view kUsualCurrencies[] = {"USD", "EUR", "IQD", "IRR", "OMR",
                                                 "CNY", "AED", "RUB", "INR", "KRW",
                                                 "TRY", "GBP", "CHF", "JPY", "LKR"};

std::optional<UnitFactor> find_money(std::string_view name) {
  if (name.size() < 3 || name.size() > 5) return std::nullopt;
  const auto prefix = name.substr(0, name.size() - 3);
  const auto* found = std::ranges::find(kMoneyPrefixes, prefix, &Prefixed::prefix);
  const auto currency = Currency::find(name.substr(name.size() - 3));
  if (found == std::end(kMoneyPrefixes) || !currency) return std::nullopt;
  UnitFactor unit;
  unit.exponent = found->exponent;
  unit.dimension = Dimension(*currency);
  return unit;
}

Dimension dimension_of(const NamedUnit& unit) {
  if (unit.over.empty()) return {};
  for (const auto time : {TimeUnit::day, TimeUnit::business_day, TimeUnit::month, TimeUnit::year})
    if (unit.over == name_of(time)) return Dimension(time);
  const auto commodity = Unit::find(unit.over);
  SETOFF_CHECK(commodity.has_value());
  const Dimension dimension(*commodity);
  return unit.per_day ? dimension / Dimension(TimeUnit::day) : dimension;
}

std::string uppercase(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

// "usd", "musd", "mUSD": the currency is known once its letters are capitals.
std::string as_money(std::string_view name) {
  if (name.size() < 3 || name.size() > 5) return {};
  const auto code = uppercase(name.substr(name.size() - 3));
  const auto prefix = name.substr(0, name.size() - 3);
  const bool millions = prefix == "MM" || prefix == "mm" || prefix == "mn" || prefix == "m";
  for (const std::string& front : {std::string(prefix), millions ? std::string("M") : "",
                                   uppercase(prefix), prefix == "K" ? std::string("k") : ""})
    if (find_money(front + code)) return front + code;
  return {};
}

// Whether one word is the other with a prefix such as k or M: a suggestion that drops or adds a
// prefix would change the amount by a factor of a thousand or a million.
bool differ_in_size(std::string_view word, std::string_view suggestion) {
  const auto longer = word.size() > suggestion.size() ? word : suggestion;
  const auto shorter = word.size() > suggestion.size() ? suggestion : word;
  if (shorter.empty() || longer.size() == shorter.size() || !longer.ends_with(shorter))
    return false;
  const auto prefix = longer.substr(0, longer.size() - shorter.size());
  return prefix.find_first_not_of("kKmMbBgGtTn") == std::string_view::npos;
}

std::vector<std::string> candidates() {
  std::vector<std::string> out;
  for (const auto currency : kUsualCurrencies)
    out.emplace_back(currency);
  for (const auto& unit : kUnits)
    out.emplace_back(unit.name);
  out.emplace_back("business");  // of "business days"
  for (const std::string_view prefix : {"M", "k", "bn"})
    for (const auto currency : kUsualCurrencies)
      out.push_back(std::string(prefix) + std::string(currency));
  return out;
}

// "MEURO": the word for a currency behind a prefix.
std::string prefixed_word(std::string_view name) {
  for (const auto& prefix : kMoneyPrefixes) {
    if (prefix.prefix.empty() || !name.starts_with(prefix.prefix)) continue;
    std::string word(name.substr(prefix.prefix.size()));
    for (char& c : word)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const auto* other = std::ranges::find(kOtherNames, word, &OtherName::name);
    if (other == std::end(kOtherNames)) continue;
    const std::string meant = std::string(prefix.prefix) + std::string(other->ours);
    if (find_money(meant)) return meant;
  }
  return {};
}

}  // namespace

std::optional<UnitFactor> find_unit(std::string_view name) {
  if (auto money = find_money(name)) return money;
  const auto* found = std::ranges::find(kUnits, name, &NamedUnit::name);
  if (found == std::end(kUnits)) return std::nullopt;
  return UnitFactor{found->factor, found->exponent, found->divisor, dimension_of(*found),
                    found->percent};
}

Fault unknown_unit(std::string_view name, std::size_t offset) {
  Fault fault{.code = "unknown_unit",
              .message = "unknown unit '" + std::string(name) + "'",
              .offset = offset,
              .length = name.size(),
              .suggestion = {},
              .help = {}};
  const auto* other = std::ranges::find(kOtherNames, name, &OtherName::name);
  if (other != std::end(kOtherNames)) {
    fault.suggestion = other->ours;
    fault.help = other->help;
    return fault;
  }
  fault.suggestion = as_money(name);
  if (fault.suggestion.empty()) {
    fault.suggestion = nearest(name, candidates());
    if (differ_in_size(name, fault.suggestion)) fault.suggestion.clear();
  }
  const std::string prefixed = fault.suggestion.empty() ? prefixed_word(name) : std::string();
  if (prefixed.starts_with('T')) {  // a thousand in German use
    fault.help = "T is 10^12 here: write TUSD for that, and kUSD for a thousand";
    return fault;
  }
  if (fault.suggestion.empty()) fault.suggestion = prefixed;
  if (fault.suggestion.empty())
    fault.help =
        "units are currencies (USD, kUSD, MUSD, bnUSD), m3 MCM BCM, kg t kt Mt, kWh MWh GWh TWh, "
        "kW MW GW, "
        "MMBtu, bbl kbbl MMbbl, persons, %, bp, hours, days, business days, weeks, months, "
        "quarters, years";
  return fault;
}

}  // namespace setoff
