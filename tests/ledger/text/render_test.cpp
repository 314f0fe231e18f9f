// Findings as a person sees them: carets under wide letters and in long lines, whole letters in
// messages, and a decimal comma in braces.

#include <gtest/gtest.h>

#include "ledger/base/cell_width.h"
#include "ledger/text/diagnostic.h"
#include "ledger/text/measure.h"
#include "ledger/text/tree_path.h"
#include "ledger/text/utf8.h"
#include "ledger/text/yaml_tree.h"

namespace setoff {
namespace {

// The line of the text and the line of carets.
std::pair<std::string, std::string> excerpt_of(const std::string& text, std::string_view marked,
                                               std::size_t columns) {
  Sources sources;
  const auto& file = sources.add("f", text);
  Diagnostics diagnostics;
  diagnostics.error("x", span_at(file, text.find(marked), marked.size()), "x");
  const std::string shown = render(diagnostics, {false, columns});
  std::vector<std::string> lines(1);
  for (const char c : shown) {
    if (c == '\n')
      lines.emplace_back();
    else
      lines.back() += c;
  }
  return {lines.at(1), lines.at(2)};
}

// Cells before the carets, and how many of them there are.
std::pair<std::size_t, std::size_t> carets_of(const std::string& line) {
  const auto first = line.find('^');
  return {first, line.size() - first};
}

TEST(Carets, StandUnderWideAndCombinedLetters) {
  // Two cells each; a letter with a mark on it is one cell.
  const auto [wide, under_wide] = excerpt_of("title: \u96fb\u529b, price: 5 EURO", "EURO", 100);
  EXPECT_EQ(carets_of(under_wide),
            (std::pair{cell_width(wide.substr(0, wide.find("EURO"))), std::size_t{4}}));
  const auto [marked, under_marked] = excerpt_of("t: e\u0301e\u0301, price: 5 EURO", "EURO", 100);
  EXPECT_EQ(carets_of(under_marked).first, cell_width(marked.substr(0, marked.find("EURO"))));
  const auto [piece, under_piece] = excerpt_of("price: 5 \u96fb\u529b", "\u96fb\u529b", 100);
  EXPECT_EQ(carets_of(under_piece).second, 4U);
}

TEST(Carets, StayWithinTheTerminal) {
  const std::string filler(200, 'a');
  const std::string wide_filler = [] {
    std::string out;
    for (int i = 0; i < 90; ++i)
      out += "\u96fb";
    return out;
  }();
  for (const std::size_t columns : {40U, 80U, 100U, 200U}) {
    for (const std::string& before : {std::string(), filler, wide_filler, std::string("short ")})
      for (const std::string& after : {std::string(), filler, wide_filler}) {
        const auto [line, under] = excerpt_of(before + " EURO " + after, "EURO", columns);
        EXPECT_LE(cell_width(line), columns) << line;
        EXPECT_LE(under.size(), columns) << line;
        const auto at = line.find("EURO");
        ASSERT_NE(at, std::string::npos) << line;
        EXPECT_EQ(carets_of(under), (std::pair{cell_width(line.substr(0, at)), std::size_t{4}}))
            << line << "\n"
            << under;
      }
    // A piece that is longer than the line is wide.
    const auto [line, under] = excerpt_of(filler, filler, columns);
    EXPECT_LE(cell_width(line), columns);
    EXPECT_LE(under.size(), columns);
  }
}

TEST(Letters, AreWholeInMessages) {
  EXPECT_EQ(first_letter("\u20acx"), "\u20ac");
  EXPECT_EQ(first_letter("e\u0301x"), "e\u0301");
  EXPECT_EQ(first_letter("\xffx"), "\xff");
  EXPECT_EQ(first_letter(""), "");
  for (const Fault& fault :
       {parse_measure("5 USD/\u20ac\u20ac").error(), parse_unit("USD/\u2192").error(),
        parse_path("a.\u2192.b[\u20ac]").error()})
    EXPECT_EQ(find_bad_utf8(fault.message), std::string::npos) << fault.message;
}

std::string finding_of(const std::string& text) {
  Sources sources;
  Diagnostics diagnostics;
  EXPECT_FALSE(parse_yaml(sources.add("f", text), diagnostics)) << text;
  const auto found = diagnostics.sorted();
  return found.size() == 1
             ? std::string(found[0].span.text()) + " -> " + found[0].suggestion + found[0].help
             : render(diagnostics);
}

TEST(Braces, ACommaInThemIsNamedForWhatItIs) {
  EXPECT_TRUE(finding_of("{ price: 250,50 EUR/t, parcel: 5 kt }\n")
                  .starts_with("250,50 EUR/t -> 250.50 EUR/t"));
  EXPECT_TRUE(finding_of("{ price: 1,250 EUR/t }\n").starts_with("1,250 EUR/t -> 1_250 EUR/t"));
  EXPECT_TRUE(finding_of("{ share: 0,5 }\n").starts_with("0,5 -> 0.5"));
  const auto quotes = finding_of("{ then: billed(gas, 2020) == 1 BUSD }\n");
  EXPECT_TRUE(quotes.starts_with("2020) == 1 BUSD -> put a value that has a comma in quotes"))
      << quotes;
}

}  // namespace
}  // namespace setoff
