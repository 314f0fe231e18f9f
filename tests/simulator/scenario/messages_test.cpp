// Messages that have to say more than that something is wrong: what was found, what is allowed, and
// where a key belongs.

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "ledger/text/reader.h"
#include "tests/support/scenario_fixture.h"

namespace setoff::simulator {
namespace {

struct Message {
  const char* name;
  const char* from;
  const char* to;
  const char* code;
  const char* says;  // a part of the message, the suggestion or the help
  friend void PrintTo(const Message& one, std::ostream* out) { *out << one.name; }
};

// clang-format off
constexpr Message kMessages[] = {
    {"Silver", "special: { bank: trade_bank, owner: gas_company, currency: EUR", "special: { bank: trade_bank, owner: gas_company, currency: XAG", "unknown_value", "not supported"},
    {"SplitOfNinety", "trust: 30 % } }", "trust: 20 % } }", "shares_sum", "sum to 90 %"},
    {"RateByName", "rate: 1420 IQD/EUR", "rate: usd_iqd", "bad_number", "the word 'usd_iqd'"},
    {"PriceByRate", "max(3 USD/MMBtu, 0.1 bbl/MMBtu * lag(oil, 1 month))", "1 USD/MMBtu * usd_eur", "unknown_series", "is a rate of `fx`"},
    {"PriceOfThree", "max(3 USD/MMBtu, ", "max(3 USD/MMBtu, 4 USD/MMBtu, ", "expression_syntax", "max(a, max(b, c))"},
    {"DateForALength", "after: 5 business days", "after: 2020-06-30", "bad_unit", "'2020-06-30' is a date"},
    {"LengthBelowZero", "after: 5 business days", "after: -5 days", "law_parameters", "from 0 to 3660 days"},
    {"LengthWithoutUnit", "after: 5 business days", "after: 5", "missing_unit", "write the unit after the number"},
    {"ShareWithoutPercent", "conceded: 40 %", "conceded: 40", "law_parameters", "40 %"},
    {"InterestWithoutPercent", "rate: 2 %/year", "rate: 2/year", "out_of_range", "2 %/year"},
    {"InterestInWords", "rate: 2 %/year", "rate: 2 % p.a.", "bad_unit", "2 %/year"},
    {"MonthsForDays", "makeup: 90 days", "makeup: 3 months", "wrong_unit", "found 3 months"},
    {"LimitInAnotherCurrency", "amount: 6 MEUR, on_excess", "amount: 6 MUSD, on_excess", "currency_mismatch", "limits.swing is 6 MUSD"},
    {"PurchaseAsLine", "meters: { line: gas", "meters: { line: machinery", "unknown_line", "is a purchase"},
    {"PurchaseObserved", "disputed(gas, 2020-01-31)", "disputed(machinery, 2020-01-31)", "unknown_line", "is a purchase"},
    {"PurchaseCut", "on_balance: { line: gas", "on_balance: { line: machinery", "unknown_line", "write purchase: machinery"},
    {"InterestInside", "    consult_after: 3 months", "    interest: 2 %/year\n    consult_after: 3 months", "unknown_key", "`interest` is a key of `fx`"},
    {"DisputesAtTop", "waiver:", "disputes: {}\nwaiver:", "unknown_key", "`disputes` is a key of `payments`"},
    {"TakeOrPayOfAPurchase", "    line: gas\n    purpose", "    take_or_pay: { share: 75 %, every: year }\n    line: gas\n    purpose", "not_simulated", "not simulated yet"},
    {"RequestTwice", "purpose: medicine, payee: grain_house, date: 2020-02-03, amount: 4 MEUR", "purpose: food, payee: grain_house, every: month, share: 20 %", "alike", "on 2020-01-01"},
    {"ValueComparedFirst", "then: called(pot) > 0 EUR", "then: 0 EUR < called(pot)", "expectation_syntax", "begins with an observation"},
    {"ThousandInGermanUse", "at_least: 250 kEUR", "at_least: 250 TEURO", "unknown_unit", "T is 10^12"},
    {"MillionInWords", "at_least: 250 kEUR", "at_least: 1 MEURO", "unknown_unit", "MEUR"},
    {"RateUpsideDown", "rate: 1420 IQD/EUR", "rate: 1420 EUR/IQD", "unit_mismatch", "write 1420 IQD/EUR"},
    {"RateWithoutUnit", "usd_iqd: { unit: IQD/USD, value: 1190 }", "usd_iqd: { value: 1190 }", "missing_key", "unit: IQD/USD, value: 1190"},
    {"ListForAMapping", "  second_pot: { bank", "  - second_pot: { bank", "yaml_syntax", "a list item stands"},
    {"NewNameInAVariant", "limits.swing.amount: 60 MEUR", "limits.swng.amount: 60 MEUR", "unknown_path", "give the whole block"},
    {"AccountRemovedByAVariant", "wide_swing: { limits.swing.amount: 60 MEUR }", "wide_swing: { accounts.special: null }", "variant_breaks", "with the variant 'wide_swing'"},
};
// clang-format on

std::string good_newer() {
  return file_text(std::filesystem::path(SETOFF_SOURCE_DIR) /
                   "tests/data/broken_scenarios/good_newer.yaml");
}

class MessageOf : public testing::TestWithParam<Message> {};
INSTANTIATE_TEST_SUITE_P(Each, MessageOf, testing::ValuesIn(kMessages),
                         [](const auto& one) { return std::string(one.param.name); });

TEST_P(MessageOf, SaysWhatIsWrong) {
  const Message& one = GetParam();
  const auto loaded = load_text(replaced(good_newer(), one.from, one.to));
  EXPECT_FALSE(loaded.scenario.has_value());
  const auto all = loaded.diagnostics.sorted();
  const auto errors = std::ranges::count(all, Severity::error, &Diagnostic::severity);
  EXPECT_EQ(errors, 1) << render(loaded.diagnostics);
  const auto found = std::ranges::find(all, one.code, &Diagnostic::code);
  ASSERT_NE(found, all.end()) << render(loaded.diagnostics);
  EXPECT_NE(render(*found).find(one.says), std::string::npos) << render(*found);
}

// A key that is misspelt, or a block that is, is one error and not one for each consequence.
TEST(OneMistake, IsOneError) {
  const std::pair<const char*, const char*> mistakes[] = {
      {"settlement:\n", "settlements:\n"},
      {"when: { balance: { account: pot, above", "when: { balanse: { account: pot, above"},
      {"    worth: 20 MEUR/month", "    wroth: 20 MEUR/month"},
      {"value: 1190", "valu: 1190"},
      {"share: 75 %, every", "share: 175 %, every"},
      {"split: { pot: 45 %, second_pot: 25 %, trust: 30 % }",
       "pot: 45 %, second_pot: 25 %, trust: 30 %"},
      {"instalments:", "installments:"},
      {"contract_max:", "contract_mx:"},
      {"heat_content:", "heat_contnt:"},
      {"purposes: [food, medicine]\n", ""},
  };
  const std::string good = good_newer();
  for (const auto& [from, to] : mistakes) {
    const auto loaded = load_text(replaced(good, from, to));
    EXPECT_EQ(loaded.diagnostics.error_count(), 1U) << to << "\n" << render(loaded.diagnostics);
  }
}

// Every key of the language in the file, with a letter doubled: none is taken for something new.
TEST(MisspeltKey, IsAlwaysRefusedWithTheKeyThatWasMeant) {
  std::set<std::string> keys;
  const KeyCatalog catalog = language_catalog();
  for (const KeyInfo& key : catalog.keys())
    keys.insert(key.pattern.substr(key.pattern.find_last_of('.') + 1));
  const std::string text = good_newer();
  static const std::regex written(R"(([a-z_]{3,}):( |\n))");
  for (auto at = std::sregex_iterator(text.begin(), text.end(), written);
       at != std::sregex_iterator(); ++at) {
    const std::string key = at->str(1);
    if (!keys.contains(key)) continue;
    std::string damaged = text;
    damaged.insert(static_cast<std::size_t>(at->position(1)) + 1, 1, key[1]);
    const auto loaded = load_text(damaged);
    const auto all = loaded.diagnostics.sorted();
    const bool meant = std::ranges::any_of(all, [&](const Diagnostic& diagnostic) {
      return diagnostic.severity == Severity::error && diagnostic.suggestion.ends_with(key);
    });
    EXPECT_TRUE(meant) << key << " at " << at->position(1) << "\n" << render(loaded.diagnostics);
  }
}

// A reader that gives up without a word would drop what it read: MapReader says so.
TEST(LostValue, IsAnError) {
  Diagnostics diagnostics;
  KeyCatalog catalog;
  Member member{"rate", Span(), Node::scalar("5", Span())};
  const Node tree = Node::mapping({member}, Span());
  MapReader map(tree, ReadContext(diagnostics, catalog));
  int value = 0;
  const auto silent = [](const Node&, const ReadContext&) { return std::optional<int>(); };
  EXPECT_FALSE(map.optional({"rate", "", ""}, silent, value));
  EXPECT_FALSE(map.finish());
  ASSERT_EQ(diagnostics.error_count(), 1U);
  EXPECT_EQ(diagnostics.sorted().front().code, "unreadable");
}

}  // namespace
}  // namespace setoff::simulator
