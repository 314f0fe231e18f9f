// What foreign text may do to a terminal: nothing. What it says is kept.

#include "ledger/text/printable.h"

#include <gtest/gtest.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <cstdio>

#include "ledger/text/diagnostic.h"
#include "ledger/text/source.h"

namespace setoff {
namespace {

TEST(Printable, EscapesWhatATerminalWouldObey) {
  struct Case {
    std::string_view text;
    std::string_view line;
    std::string_view json;
  };
  constexpr Case kCases[] = {
      {"plain, with \"quotes\"", "plain, with \"quotes\"", "plain, with \"quotes\""},
      {"\x1b[31mRED\x1b[0m", "\\x1b[31mRED\\x1b[0m", "\\u001b[31mRED\\u001b[0m"},
      {"a\rb\x7f", "a\\rb\\x7f", "a\\u000db\\u007f"},
      {"two\nlines\t", "two\\nlines\\t", "two\nlines\t"},
      {"\xc2\x9b"
       "31m",
       "\\u{009b}31m", "\\u009b31m"},
      {"pay\xe2\x80\xae"
       "exe",
       "pay\\u{202e}exe", "pay\\u202eexe"},
      {"\xe2\x81\xa6\xe2\x81\xa9\xd8\x9c\xe2\x80\x8f", "\\u{2066}\\u{2069}\\u{061c}\\u{200f}",
       "\\u2066\\u2069\\u061c\\u200f"},
      {"\xff\xfe", "\\xff\\xfe", "\\ufffd\\ufffd"},
      {"cut \xe2\x82", "cut \\xe2\\x82", "cut \\ufffd\\ufffd"},
      {"\xed\xa0\x80", "\\xed\\xa0\\x80", "\\ufffd\\ufffd\\ufffd"},
      {"5 \xe2\x82\xac, \xd9\x86\xd9\x81\xd8\xaa, \xe7\x9f\xb3\xe6\xb2\xb9 \xf0\x9f\x9b\xa2",
       "5 \xe2\x82\xac, \xd9\x86\xd9\x81\xd8\xaa, \xe7\x9f\xb3\xe6\xb2\xb9 \xf0\x9f\x9b\xa2",
       "5 \xe2\x82\xac, \xd9\x86\xd9\x81\xd8\xaa, \xe7\x9f\xb3\xe6\xb2\xb9 \xf0\x9f\x9b\xa2"},
      {"\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xb1\xd9\x88\xd8\xaf",  // Persian, with its joiner
       "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xb1\xd9\x88\xd8\xaf",
       "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xb1\xd9\x88\xd8\xaf"},
  };
  for (const auto& [text, line, json] : kCases) {
    EXPECT_EQ(printable(text), line);
    EXPECT_EQ(printable(text, Escaping::json), json);
  }
  EXPECT_EQ(printable("two\nlines\t\x1b", Escaping::lines), "two\nlines\t\\x1b");
}

// Every byte and every pair of bytes: what comes out is UTF-8 without a control character.
TEST(Printable, LetsNoControlThrough) {
  for (unsigned first = 0; first < 256; ++first)
    for (unsigned second = 0; second < 256; ++second) {
      const char bytes[] = {static_cast<char>(first), static_cast<char>(second)};
      const auto out = printable(std::string_view(bytes, 2));
      EXPECT_EQ(find_bad_utf8(out), std::string::npos);
      EXPECT_EQ(printable_begin(out, Escaping::line), out.size()) << first << " " << second;
      for (const char c : out)
        EXPECT_FALSE(static_cast<unsigned char>(c) < 0x20 || c == 0x7f) << first << " " << second;
    }
}

// What Unicode says of every character decides: ICU's tables, which the code does not use.
TEST(Printable, EscapesEveryCharacterThatIsInvisibleOrTurnsTheText) {
  for (UChar32 point = 0xA0; point <= UCHAR_MAX_VALUE; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;  // surrogates
    const bool kept = point == 0x200C || point == 0x200D || (point >= 0xFE00 && point <= 0xFE0F);
    const bool unseen = !kept && (u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
                                  u_hasBinaryProperty(point, UCHAR_BIDI_CONTROL));
    const bool ends_a_line = point == 0x2028 || point == 0x2029;
    std::string text;
    icu::UnicodeString(point).toUTF8String(text);
    EXPECT_EQ(printable(text) != text, unseen || ends_a_line) << point;
    if (point < 0x10000 || !unseen) continue;
    std::array<char, 16> expected{};
    const auto lead = static_cast<unsigned>(U16_LEAD(point));
    const auto trail = static_cast<unsigned>(U16_TRAIL(point));
    std::snprintf(expected.data(), expected.size(), "\\u%04x\\u%04x", lead, trail);
    EXPECT_EQ(printable(text, Escaping::json), expected.data());
  }
}

TEST(Printable, OfASourceLineKeepsItsColumns) {
  Sources sources;
  const auto& file = sources.add("a\x1b[31m.yaml", "ti\xe2\x80\xaetle: \x1b[31m x\n");
  Diagnostics diagnostics;
  diagnostics.error("unknown_key", span_at(file, 0, 8), "unknown key 'ti\xe2\x80\xaetle'",
                    "\x1b]0;x");
  const auto shown = render(diagnostics);
  EXPECT_EQ(shown,
            "a\\x1b[31m.yaml:1:1: error[unknown_key]: unknown key 'ti\\u{202e}tle'\n"
            " 1 | ti\xef\xbf\xbdtle: \xef\xbf\xbd[31m x\n"
            "   | ^^^^^^\n"
            "   help: did you mean '\\x1b]0;x'?\n\n1 error\n");
}

}  // namespace
}  // namespace setoff
