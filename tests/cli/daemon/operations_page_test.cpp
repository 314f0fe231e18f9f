// The configuration that docs/operations.md shows is one that the program takes.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/cli/daemon/served.h"

namespace setoff::test {
namespace {

TEST(OperationsPage, ItsConfigurationIsInOrder) {
  std::ifstream page(SETOFF_SOURCE_DIR "/docs/operations.md");
  std::ostringstream text;
  text << page.rdbuf();
  const auto begin = text.str().find("```yaml\n") + 8;
  const auto end = text.str().find("```", begin);
  ASSERT_LT(begin, end);
  const Folder folder;
  folder.write("daemon.yaml", text.str().substr(begin, end - begin));
  const auto checked = folder.shell("$SETOFF serve --config daemon.yaml --check");
  EXPECT_EQ(checked.status, 0) << checked.output;
  EXPECT_NE(checked.output.find("3 doors, 2 users"), std::string::npos) << checked.output;
}

TEST(OperationsPage, ATokenIsPrintedWithItsHash) {
  const Folder folder;
  const auto made = folder.shell("$SETOFF token");
  EXPECT_EQ(made.status, 0);
  const auto hashed = folder.shell("printf %s " + made.output.substr(7, 64) + " | sha256sum");
  EXPECT_NE(made.output.find("sha256:" + hashed.output.substr(0, 64)), std::string::npos);
}

}  // namespace
}  // namespace setoff::test
