// The rules themselves: each breach is planted in a small tree of its own and must be seen there.

#include "tests/architecture/rules.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTop = "#pragma once\n// What it is.\n";

class Rules : public testing::Test {
 protected:
  Rules() {
    const auto* const info = testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::temp_directory_path() /
            ("setoff-rules-" + std::to_string(getpid()) + "-" + info->name());
    fs::create_directories(root_);
  }
  ~Rules() override { fs::remove_all(root_); }

  void write(const std::string& path, std::string_view text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }
  void write_header(const std::string& path, std::string_view text) {
    write(path, std::string(kTop) + std::string(text));
  }
  // The breaches, one a line, of what was written.
  template <class Check>
  std::string found(Check check) {
    const auto files = read_source_tree(root_);
    std::string text;
    for (const std::string& breach : check(files))
      text += breach + "\n";
    return text;
  }

  fs::path root_;
};

TEST_F(Rules, ACleanTreeHasNoBreach) {
  write_header("ledger/base/a.h", "#include <vector>\nnamespace setoff {\n}\n");
  write_header("ledger/text/b.h", "#include \"ledger/base/a.h\"\nnamespace setoff {\n}\n");
  write("ledger/text/b.cpp", "#include \"ledger/text/b.h\"\n#include <yaml-cpp/yaml.h>\n");
  write("simulator/engine/c.cpp", "#include \"ledger/text/b.h\"\n");  // by way of scenario
  for (const auto check :
       {check_arrows, check_include_cycles, check_foreign_headers, check_purity,
        check_no_floating_point, check_own_mathematics, check_keyed_tables, check_annotated_locks,
        check_metrics_are_outputs, check_namespaces, check_type_names, check_form}) {
    EXPECT_EQ(found(check), "");
  }
}

TEST_F(Rules, AnArrowUpwardsIsSeen) {
  write_header("ledger/books/state.h", "");
  write_header("ledger/base/money.h", "#include \"ledger/books/state.h\"\n");
  EXPECT_EQ(found(check_arrows),
            "ledger/base/money.h:3: ledger/base may not include ledger/books "
            "(\"ledger/books/state.h\")\n");
}

TEST_F(Rules, AnArrowSidewaysIsSeen) {
  write_header("ledger/crypto/digest.h", "");
  write("ledger/rules/post.cpp", "\n  #  include \"ledger/crypto/digest.h\"\n");
  EXPECT_NE(found(check_arrows).find("ledger/rules/post.cpp:2: ledger/rules may not include"),
            std::string::npos);
}

TEST_F(Rules, TheSimulatorSeesNoStoreAndTheLedgerNoSimulator) {
  write_header("ledger/store/store.h", "");
  write_header("simulator/engine/run.h", "#include \"ledger/store/store.h\"\n");
  write("ledger/writer/ledger_writer.cpp", "#include \"simulator/engine/run.h\"\n");
  const std::string breaches = found(check_arrows);
  EXPECT_NE(breaches.find("simulator/engine may not include ledger/store"), std::string::npos);
  EXPECT_NE(breaches.find("ledger/writer may not include simulator/engine"), std::string::npos);
}

TEST_F(Rules, AnUnknownFolderAndARelativeIncludeAreSeen) {
  write_header("ledger/utils/misc.h", "");
  write("ledger/base/a.cpp", "#include \"a.h\"\n#include \"ledger/base/gone.h\"\n");
  const std::string breaches = found(check_arrows);
  EXPECT_NE(breaches.find("ledger/utils/misc.h:1: the folder is in no row"), std::string::npos);
  EXPECT_NE(breaches.find("ledger/base/a.cpp:1: \"a.h\" is not named from the project root"),
            std::string::npos);
  EXPECT_NE(breaches.find("ledger/base/a.cpp:2: \"ledger/base/gone.h\" does not exist"),
            std::string::npos);
}

TEST_F(Rules, AnIncludeCycleIsSeenOnce) {
  write_header("ledger/base/a.h", "#include \"ledger/base/b.h\"\n");
  write_header("ledger/base/b.h", "#include \"ledger/base/c.h\"\n");
  write_header("ledger/base/c.h", "#include \"ledger/base/a.h\"\n");
  EXPECT_EQ(found(check_include_cycles),
            "ledger/base/a.h:1: include cycle: ledger/base/a.h -> ledger/base/b.h -> "
            "ledger/base/c.h -> ledger/base/a.h\n");
}

TEST_F(Rules, AForeignHeaderAwayFromHomeIsSeen) {
  write("ledger/rules/a.cpp", "#include <yaml-cpp/yaml.h>\n#include <boost/json.hpp>\n");
  write("ledger/query/b.cpp", "#include <SQLiteCpp/SQLiteCpp.h>\n#include <boost/graph/x.hpp>\n");
  write("cli/daemon/c.cpp", "#include <boost/asio.hpp>\n#include <openssl/ssl.h>\n");
  EXPECT_EQ(found(check_foreign_headers),
            "ledger/query/b.cpp:1: <SQLiteCpp/SQLiteCpp.h> belongs to ledger/store/\n"
            "ledger/query/b.cpp:2: <boost/graph/x.hpp> has no home in tests/architecture/table.h\n"
            "ledger/rules/a.cpp:1: <yaml-cpp/yaml.h> belongs to ledger/text/\n"
            "ledger/rules/a.cpp:2: <boost/json.hpp> belongs to ledger/exchange/\n");
}

TEST_F(Rules, AForeignHeaderInAHeaderIsSeen) {
  write_header("ledger/text/tree.h", "#include <yaml-cpp/yaml.h>\n");
  EXPECT_EQ(found(check_foreign_headers),
            "ledger/text/tree.h:3: <yaml-cpp/yaml.h> stays in .cpp files, out of headers\n");
}

TEST_F(Rules, AClockAFileAndAThreadInAPureLayerAreSeen) {
  write("ledger/proof/a.cpp", "#include <thread>\n#include <fstream>\n");
  write("ledger/terms/b.cpp", "auto t = std::chrono::system_clock::now();\n// system_clock\n");
  write("ledger/store/c.cpp", "#include <thread>\n");
  EXPECT_EQ(found(check_purity),
            "ledger/proof/a.cpp:1: <thread> in a pure layer\n"
            "ledger/proof/a.cpp:2: <fstream> in a pure layer\n"
            "ledger/terms/b.cpp:1: system_clock in a pure layer\n");
}

TEST_F(Rules, FloatingPointInTheLedgerIsSeenButNotInTextOrComments) {
  write("ledger/rules/a.cpp",
        "double x = 0;\nint doubled = 1;  // double entry\nauto s = \"double\";\nfloat y;\n");
  write("simulator/random/b.cpp", "double x = 0;\n");
  EXPECT_EQ(found(check_no_floating_point),
            "ledger/rules/a.cpp:1: binary floating point in the ledger\n"
            "ledger/rules/a.cpp:4: binary floating point in the ledger\n");
}

TEST_F(Rules, ATableOfTextsWithTheHashOfTheLibraryIsSeen) {
  write("ledger/rules/a.cpp",
        "std::unordered_map<std::string, int> a;\n"
        "std::unordered_map<std::string, int, TextHash> b;\n"
        "std::unordered_set<std::string_view> c;\nstd::unordered_map<int, int> d;\n");
  EXPECT_EQ(found(check_keyed_tables),
            "ledger/rules/a.cpp:1: a table of texts without TextHash\n"
            "ledger/rules/a.cpp:3: a table of texts without TextHash\n");
}

TEST_F(Rules, ALockWithoutAnnotationsIsSeen) {
  write("ledger/store/a.cpp", "Mutex a;\nconst std::lock_guard b(a);\n// std::mutex\n");
  EXPECT_EQ(found(check_annotated_locks),
            "ledger/store/a.cpp:2: std::lock_guard has no annotations\n");
}

TEST_F(Rules, AMetricThatIsReadIsSeen) {
  write("cli/daemon/net/a.cpp",
        "metrics_.entries.set(1);\nif (around_.metrics.held_bytes.value() > 1) stop();\n"
        "metrics.answers[i].add();\nif (queries.metrics().answers[0].value() > 1) stop();\n");
  write("cli/daemon/ops/b.cpp", "print(metrics.entries.value());\n");
  EXPECT_EQ(found(check_metrics_are_outputs),
            "cli/daemon/net/a.cpp:2: a metric is read\ncli/daemon/net/a.cpp:4: a metric is read\n");
}

TEST_F(Rules, TheMachinesMathematicsAreSeenInARun) {
  write("simulator/random/a.cpp", "double a = std::exp(1.0);\ndouble b = std::sqrt(2.0);\n");
  write("simulator/report/b.cpp", "double c = std::pow(10.0, 2.0);\n");
  EXPECT_EQ(found(check_own_mathematics),
            "simulator/random/a.cpp:1: std::exp of the machine's library\n");
}

TEST_F(Rules, ALongFileABareHeaderAndAMarkerAreSeen) {
  std::string lines;
  for (int i = 0; i < 351; ++i)
    lines += "int x;\n";
  write("ledger/base/long.cpp", lines);
  write("ledger/base/bare.h", "#pragma once\n#include <vector>\n");
  write("ledger/base/open.h", "// What it is.\n");
  write("ledger/base/work.cpp",
        "// TO"
        "DO: finish\n");
  const std::string breaches = found(check_form);
  EXPECT_NE(breaches.find("long.cpp:351: the file has 351 lines"), std::string::npos);
  EXPECT_NE(breaches.find("bare.h:2: a header says what it is"), std::string::npos);
  EXPECT_NE(breaches.find("open.h:1: a header begins with #pragma once"), std::string::npos);
  EXPECT_NE(breaches.find("work.cpp:1: TO"
                          "DO left"),
            std::string::npos);
}

TEST_F(Rules, ABuildFileThatLinksAgainstTheArrowsIsSeen) {
  write("ledger/base/CMakeLists.txt", "setoff_layer(base\n  DEPENDS event\n  LIBRARIES icu)\n");
  write("ledger/event/CMakeLists.txt", "setoff_layer(event DEPENDS base terms)\n");
  const Breaches breaches = check_build_files(root_);
  ASSERT_EQ(breaches.size(), 1U);
  EXPECT_EQ(breaches[0],
            "ledger/base/CMakeLists.txt:1: links event, which the table does not allow");
}

TEST_F(Rules, TheFloorsAreDrawnAndAnOldPictureIsSeen) {
  write_header("ledger/base/money.h", "");
  write_header("ledger/event/event.h", "#include \"ledger/base/money.h\"\n");
  write_header("ledger/books/state.h",
               "#include \"ledger/event/event.h\"\n#include \"ledger/base/money.h\"\n");
  const auto files = read_source_tree(root_);
  const std::string picture =
      " 2  ledger/books  on ledger/event\n 1  ledger/event  on ledger/base\n 0  ledger/base\n";
  EXPECT_EQ(draw_floors(files), picture);
  write("docs/page.md", "<!-- floors -->\n```text\nold\n```\n");
  EXPECT_EQ(check_drawing(files, root_ / "docs/page.md", false).size(), 1U);
  EXPECT_TRUE(check_drawing(files, root_ / "docs/page.md", true).empty());
  EXPECT_TRUE(check_drawing(files, root_ / "docs/page.md", false).empty());
}

TEST_F(Rules, APathThatDoesNotExistIsSeenOnAPage) {
  write_header("ledger/base/money.h", "");
  write("README.md", "`ledger/base/money`, `ledger/base/money.h`, `ledger/base`, `ledger/*.h`\n");
  write("docs/page.md", "See `ledger/core/money.h`.\n");
  write("docs/adr/0001.md", "`ledger/core`\n");
  write("scenarios/README.md", "Plain.\n");
  const Breaches breaches = check_prose(root_);
  ASSERT_EQ(breaches.size(), 2U);
  EXPECT_EQ(breaches[0], "docs/page.md:1: ledger/core/money.h does not exist");
}

TEST_F(Rules, APhraseOfATranslationAndALongParagraphAreSeen) {
  write("README.md", "It Takes up behind the last entry.\n\n```\ntakes up behind\n```\n");
  write("docs/long.md", "a\nb\nc\nd\ne\n\na\nb\nc\nd\ne\nf\n| not | prose |\n");
  write("scenarios/README.md", "Plain.\n");
  const Breaches breaches = check_prose(root_);
  ASSERT_EQ(breaches.size(), 3U);
  EXPECT_EQ(breaches[0], "README.md:1: 'takes up behind' is not plain English");
  EXPECT_EQ(breaches[1], "docs/long.md:12: a paragraph of more than five lines");
  EXPECT_EQ(breaches[2], "only 3 pages were found");
}

TEST_F(Rules, ANamespaceOfAnotherFolderIsSeen) {
  write_header("ledger/base/a.h", "namespace setoff {\n}\n");
  write_header("cli/b.h", "namespace setoff::cli {\n}\n");
  write("cli/main.cpp", "int main() {}\n");
  EXPECT_EQ(found(check_namespaces), "");
  write_header("ledger/base/b.h", "namespace other {\n}\n");
  write_header("simulator/engine/c.h", "namespace setoff {\n}\n");
  write("cli/d.cpp", "namespace setoff::client {\n}\n");
  EXPECT_EQ(found(check_namespaces),
            "cli/d.cpp:1: the namespace of this folder is setoff::cli\n"
            "ledger/base/b.h: nothing in it is in the namespace setoff\n"
            "simulator/engine/c.h:3: the namespace of this folder is setoff::simulator\n");
}

TEST_F(Rules, TwoTypesOfOneNameAreSeen) {
  write_header("ledger/base/a.h", "struct Side {\n  struct Part {};\n};\nclass Later;\n");
  write_header("ledger/text/b.h", "class Later {\n};\nstruct Other {\n  struct Part {};\n};\n");
  EXPECT_EQ(found(check_type_names), "");
  write_header("simulator/scenario/c.h",
               "enum class Side : int {\n};\nclass Later final : Side {\n");
  EXPECT_EQ(found(check_type_names),
            "simulator/scenario/c.h:3: another Side is defined at ledger/base/a.h:3\n"
            "simulator/scenario/c.h:5: another Later is defined at ledger/text/b.h:3\n");
}

}  // namespace
}  // namespace setoff::tests
