// Amounts that fit into 64 bits one by one, and not together: told, never wrapped; and no reason
// for an honest ledger to fail its audit.

#include "tests/cli/program.h"

namespace setoff::tests {
namespace {

TEST_F(Program, ClaimsThatDoNotFitTogetherAreAnError) {
  const std::string events = SETOFF_SOURCE_DIR "/tests/data/claims-sum-overflow.jsonl";
  ASSERT_EQ(setoff("post big.db " + events).status, 0);
  const auto claims = setoff("claims big.db --on 2024-01-03");
  EXPECT_NE(claims.status, 0);
  EXPECT_NE(claims.output.find("does not fit into 64 bits"), std::string::npos) << claims.output;
  const auto audit = setoff("audit verify big.db");
  EXPECT_EQ(audit.status, 0) << audit.output;
}

}  // namespace
}  // namespace setoff::tests
