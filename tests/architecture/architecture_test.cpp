// The project's own tree keeps the rules of tests/architecture/table.h.

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/architecture/rules.h"

namespace setoff::tests {
namespace {

std::string listed(const Breaches& breaches) {
  std::string text;
  for (const std::string& breach : breaches)
    text += breach + "\n";
  return text;
}

class Architecture : public testing::Test {
 protected:
  std::vector<SourceFile> files_ = read_source_tree(SETOFF_SOURCE_DIR);
};

TEST_F(Architecture, TheTreeIsThere) {
  EXPECT_GT(files_.size(), 20U);
}
TEST_F(Architecture, TheTableHasNoCycle) {
  EXPECT_EQ(listed(check_table()), "");
}
TEST_F(Architecture, IncludesFollowTheArrows) {
  EXPECT_EQ(listed(check_arrows(files_)), "");
}
TEST_F(Architecture, NoIncludeCycle) {
  EXPECT_EQ(listed(check_include_cycles(files_)), "");
}
TEST_F(Architecture, ForeignHeadersStayAtHome) {
  EXPECT_EQ(listed(check_foreign_headers(files_)), "");
}
TEST_F(Architecture, PureLayersTouchNoWorld) {
  EXPECT_EQ(listed(check_purity(files_)), "");
}
TEST_F(Architecture, NoFloatingPointInTheLedger) {
  EXPECT_EQ(listed(check_no_floating_point(files_)), "");
}
TEST_F(Architecture, TablesOfTextsHaveTheKeyedHash) {
  EXPECT_EQ(listed(check_keyed_tables(files_)), "");
}
TEST_F(Architecture, LocksAreAnnotated) {
  EXPECT_EQ(listed(check_annotated_locks(files_)), "");
}
TEST_F(Architecture, NothingDecidesByAMetric) {
  EXPECT_EQ(listed(check_metrics_are_outputs(files_)), "");
}
TEST_F(Architecture, RunsUseTheirOwnMathematics) {
  EXPECT_EQ(listed(check_own_mathematics(files_)), "");
}
TEST_F(Architecture, EachTopLevelFolderHasItsNamespace) {
  EXPECT_EQ(listed(check_namespaces(files_)), "");
}
TEST_F(Architecture, NoTwoTypesHaveOneName) {
  EXPECT_EQ(listed(check_type_names(files_)), "");
}
TEST_F(Architecture, FilesKeepTheirForm) {
  EXPECT_EQ(listed(check_form(files_)), "");
}
TEST_F(Architecture, BuildFilesLinkWhatTheTableAllows) {
  EXPECT_EQ(listed(check_build_files(SETOFF_SOURCE_DIR)), "");
}
TEST_F(Architecture, ThePictureOfTheFloorsIsThatOfTheTree) {
  const bool redraw = std::getenv("SETOFF_UPDATE_GOLDEN") != nullptr;
  EXPECT_EQ(listed(check_drawing(files_, std::string(SETOFF_SOURCE_DIR) + "/docs/architecture.md",
                                 redraw)),
            "");
}
TEST_F(Architecture, PagesAreInPlainEnglish) {
  EXPECT_EQ(listed(check_prose(SETOFF_SOURCE_DIR)), "");
}

}  // namespace
}  // namespace setoff::tests
