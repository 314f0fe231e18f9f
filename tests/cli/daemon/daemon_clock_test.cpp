// The daemon's clock: small corrections are followed, jumps are not until somebody says so.

#include "cli/daemon/ops/daemon_clock.h"

#include <gtest/gtest.h>

namespace setoff::tests {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::seconds;

class DaemonClock : public testing::Test {
 protected:
  // What the clock says, in seconds from the beginning of the test.
  [[nodiscard]] std::int64_t said() {
    return (clock_.now().microseconds() - kBegin.count()) / 1'000'000;
  }
  // `passed` goes by, and the system's clock is set by `set`.
  void pass(microseconds passed, microseconds set = microseconds(0)) {
    steady_ += passed;
    wall_ += passed + set;
  }

  static constexpr microseconds kBegin = hours(500'000);
  microseconds wall_ = kBegin;
  microseconds steady_ = seconds(17);
  cli::DaemonClock clock_{seconds(300), [this] { return wall_; }, [this] { return steady_; }};
};

TEST_F(DaemonClock, FollowsTheSystemsClockAndItsCorrections) {
  EXPECT_EQ(said(), 0);
  pass(seconds(10));
  EXPECT_EQ(said(), 10);
  pass(hours(24 * 30), seconds(2));
  EXPECT_EQ(said(), 24 * 30 * 3600 + 12);
  pass(seconds(1), -seconds(200));
  EXPECT_EQ(clock_.deviation(), seconds(0));
  pass(seconds(0), -seconds(200));
  EXPECT_EQ(clock_.deviation(), seconds(0)) << "each is within the tolerance";
}

TEST_F(DaemonClock, AJumpDoesNotMoveItsTime) {
  const microseconds jumps[] = {hours(87'600), -hours(24), -kBegin, seconds(301)};
  for (const auto jump : jumps) {
    const auto before = said();
    pass(seconds(5), jump);
    EXPECT_EQ(said(), before + 5);
    EXPECT_EQ(clock_.deviation(), std::chrono::duration_cast<seconds>(jump));
    pass(seconds(5));
    EXPECT_EQ(said(), before + 10) << "it goes on meanwhile";
    pass(seconds(5), -jump);
    EXPECT_EQ(said(), before + 15);
    EXPECT_EQ(clock_.deviation(), seconds(0)) << "the system's clock is back";
  }
}

TEST_F(DaemonClock, AnOperatorCanSayThatTheClockIsRight) {
  pass(seconds(5), hours(48));
  EXPECT_EQ(said(), 5);
  clock_.resync();
  EXPECT_EQ(said(), 5 + 48 * 3600);
  EXPECT_EQ(clock_.deviation(), seconds(0));
}

}  // namespace
}  // namespace setoff::tests
