#include <gtest/gtest.h>

#include "ledger/text/reader.h"
#include "ledger/text/tree_path.h"
#include "ledger/text/yaml_tree.h"

namespace setoff {
namespace {

TEST(YamlTree, KeepsScalarsAsTextWithTheirPlaces) {
  Sources sources;
  const auto& file = sources.add("a.yaml", "a: no\nb: { on: 12:30, c: \"x\" }\nd:\n  - 010\n  -\n");
  Diagnostics diagnostics;
  const auto root = parse_yaml(file, diagnostics);
  ASSERT_TRUE(root) << render(diagnostics);
  EXPECT_EQ(root->find("a")->text(), "no");
  EXPECT_EQ(root->find("b")->find("on")->text(), "12:30");
  EXPECT_EQ(root->find("b")->find("on")->span().where(), "a.yaml:2:10");
  EXPECT_EQ(root->find("b")->find("c")->span_of(0, 1).where(), "a.yaml:2:21");
  EXPECT_TRUE(root->find("b")->find("c")->is_quoted());
  EXPECT_EQ(root->find("d")->items()[0].text(), "010");
  EXPECT_TRUE(root->find("d")->items()[1].is_empty());
  EXPECT_EQ(root->find_member("d")->key_span.where(), "a.yaml:3:1");
}

struct Broken {
  std::string_view text, code, place;
};

TEST(YamlErrors, StandWhereAPersonWouldLook) {
  const Broken cases[] = {
      {"a:\n  b: 1\n   c: 2\n", "yaml_indent", "3:4"},
      {"a:\n    b: 1\n  c: 2\n", "yaml_indent", "3:3"},
      {"exports\n  gas: 1\n", "yaml_key", "1:1"},
      {"a: 1\nb:2\nc: 3\n", "yaml_key", "2:1"},
      {"a: {b:1, c: 2}\n", "yaml_key", "1:5"},
      {"a:\n  b: 1\nfoo bar\n", "yaml_key", "3:1"},
      {"a: b: c\n", "yaml_syntax", "1:5"},
      {"a: [1, 2\nb: 3\n", "yaml_unclosed", "1:4"},
      {"a: { x: [1, 2, y: 2 }\n", "yaml_unclosed", "1:9"},
      {"a: \"abc\nb: 2\n", "yaml_unclosed", "1:4"},
      {"a: \"abc\nb: \"x\"\n", "yaml_unclosed", "1:4"},
      {"a: {x: 1 y: 2}\n", "yaml_syntax", "1:10"},
      {"a:\n\tb: 1\n", "yaml_tab", "2:1"},
      {"a: &x 1\n", "yaml_anchor", "1:4"},
      {"a: *x\n", "yaml_anchor", "1:4"},
      {"b:\n  <<: {c: 1}\n", "yaml_merge_key", "2:3"},
      {"a: !foo 1\n", "yaml_tag", "1:4"},
      {"a: 1\n---\nb: 2\n", "yaml_documents", "2:1"},
      {"%YAML 1.2\n---\na: 1\n", "yaml_directive", "1:1"},
      {"a: 1\nb: 2\na: 3\n", "duplicate_key", "3:1"},
      {"? [a, b]\n: 1\n", "yaml_key", "1:3"},
      {"a: \"x\\q\"\n", "yaml_syntax", "1:6"},
      {"a: \x01\n", "yaml_encoding", "1:4"},
      {"a: \xFF\n", "yaml_encoding", "1:4"},
  };
  for (const auto& [text, code, place] : cases) {
    Sources sources;
    Diagnostics diagnostics;
    EXPECT_FALSE(parse_yaml(sources.add("f", std::string(text)), diagnostics)) << text;
    ASSERT_FALSE(diagnostics.empty()) << text;
    const auto first = diagnostics.sorted().front();
    EXPECT_EQ(first.code, code) << text;
    EXPECT_EQ(first.span.where(), "f:" + std::string(place)) << text;
  }
}

TEST(YamlLimits, RefuseBombs) {
  const auto code_of = [](std::string text) {
    Sources sources;
    Diagnostics diagnostics;
    EXPECT_FALSE(parse_yaml(sources.add("f", std::move(text)), diagnostics));
    return diagnostics.sorted().front().code;
  };
  EXPECT_EQ(code_of(std::string(10'000'000, '[')), "too_large");
  EXPECT_EQ(code_of(std::string(1'000'000, '[')), "too_deep");
  std::string list = "a: [";
  for (int i = 0; i < 500'001; ++i)
    list += "1,";
  EXPECT_EQ(code_of(list + "1]\n"), "too_many_nodes");
}

struct Terms {
  std::int32_t due = 0;
  std::optional<Money> limit;
  std::int32_t step = 0;
};

bool read_terms(std::string text, Terms& out, Diagnostics& diagnostics, KeyCatalog& catalog,
                Sources& sources) {
  const auto root = parse_yaml(sources.add("t.yaml", std::move(text)), diagnostics);
  if (!root) return false;
  MapReader reader(*root, ReadContext(diagnostics, catalog));
  reader.required({"due", "days from invoice to payment", "45 days"}, read_days, out.due);
  reader.optional({"limit", "most that may be owed", "300 MUSD"}, read_money, out.limit);
  reader.with_default({"step", "length of a step", "1 day", "1 day"}, read_days, out.step);
  return reader.finish();
}

TEST(MapReader, ReadsAndRecordsEveryKey) {
  Sources sources;
  Diagnostics diagnostics;
  KeyCatalog catalog;
  Terms terms;
  ASSERT_TRUE(read_terms("due: 45 days\nlimit: 300 MUSD\n", terms, diagnostics, catalog, sources));
  EXPECT_EQ(terms.due, 45);
  EXPECT_EQ(terms.limit->text(), "300000000.00 USD");
  EXPECT_EQ(terms.step, 1);
  ASSERT_EQ(catalog.keys().size(), 3U);
  EXPECT_EQ(catalog.keys()[0].pattern, "due");
  EXPECT_EQ(catalog.defaults().at(0).path, "step");
}

TEST(MapReader, ReportsEverythingInOnePass) {
  Sources sources;
  Diagnostics diagnostics;
  KeyCatalog catalog;
  Terms terms;
  EXPECT_FALSE(read_terms("deu: 45 days\nlimit: [1]\nstep: 1 dya\nx: 1\n", terms, diagnostics,
                          catalog, sources));
  const auto found = diagnostics.sorted();
  ASSERT_EQ(found.size(), 4U) << render(diagnostics);
  EXPECT_EQ(found[0].code, "unknown_key");
  EXPECT_EQ(found[0].suggestion, "due");  // and no second report that `due` is missing
  EXPECT_EQ(found[1].code, "wrong_kind");
  EXPECT_EQ(found[2].code, "unknown_unit");
  EXPECT_EQ(found[2].suggestion, "day");
  EXPECT_EQ(found[3].code, "unknown_key");
}

TEST(Rendering, ShowsTheLineTheCaretAndTheHelp) {
  Sources sources;
  Diagnostics diagnostics;
  KeyCatalog catalog;
  Terms terms;
  EXPECT_FALSE(read_terms("due: 45 dyas\n", terms, diagnostics, catalog, sources));
  EXPECT_EQ(render(diagnostics),
            "t.yaml:1:9: error[unknown_unit]: unknown unit 'dyas'\n"
            " 1 | due: 45 dyas\n"
            "   |         ^^^^\n"
            "   help: did you mean 'days'?\n"
            "\n"
            "1 error\n");
}

TEST(TreePath, PatchesOnePathAndRefusesUnknownOnes) {
  Sources sources;
  Diagnostics diagnostics;
  const auto root = parse_yaml(sources.add("f", "a: { swing: 1, list: [1, 2] }\n"), diagnostics);
  ASSERT_TRUE(root);
  const auto patch = [&](std::string_view path) {
    return replaced_at(*root, *parse_path(path), Node::scalar("9", {}), {}, NewKey::refused);
  };
  EXPECT_EQ(find_at(*patch("a.list[1]"), *parse_path("a.list[1]"))->text(), "9");
  EXPECT_EQ(patch("a.swnig").error().suggestion, "swing");
  EXPECT_EQ(patch("a.list[2]").error().code, "unknown_path");
  EXPECT_EQ(parse_path("a..b").error().offset, 2U);
  EXPECT_EQ(parse_path("").error().code, "bad_path");
}

TEST(TextCodes, EachHasAMeaningAndARemedy) {
  for (const auto& code : text_codes()) {
    EXPECT_FALSE(code.meaning.empty()) << code.code;
    EXPECT_FALSE(code.remedy.empty()) << code.code;
  }
}

}  // namespace
}  // namespace setoff
