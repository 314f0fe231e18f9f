#include "ledger/arithmetic/holds.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace setoff {
namespace {

struct Papers {
  Day presented;
  std::int64_t amount = 0;
  std::optional<Day> refused;
};

TEST(UnpaidInTime, CountsPapersPresentedByTheExpiryAndNotTooOld) {
  const std::vector<Papers> papers{{Day(10), 100, {}}, {Day(20), 50, Day(25)}, {Day(30), 70, {}}};
  struct Case {
    std::int64_t captured;
    int expiry, within, day;
    std::int64_t unpaid;
  };
  for (const auto& [captured, expiry, within, day, unpaid] : {
           Case{0, 40, 60, 9, 0},      // before the first
           Case{0, 40, 60, 10, 100},   // on its day
           Case{0, 40, 60, 24, 150},   // 100 + 50
           Case{0, 40, 60, 25, 100},   // the second is refused from here on
           Case{0, 40, 60, 40, 170},   // 100 + 70
           Case{30, 40, 60, 40, 140},  // 70 + 70
           Case{130, 40, 60, 40, 40},  // the oldest are paid first
           Case{500, 40, 60, 40, 0}, Case{0, 29, 60, 40, 100},  // the last came after the expiry
           Case{0, 40, 29, 40, 70},                             // the first is 30 days old
           Case{0, 40, 30, 40, 170},
           Case{30, 40, 29, 40, 70},  // what is paid of it is not paid of another
       })
    EXPECT_EQ(unpaid_in_time(papers, captured, Day(expiry), within, Day(day)), unpaid)
        << captured << " paid, expiry " << expiry << ", within " << within << ", day " << day;
}

RC_GTEST_PROP(UnpaidLaw, FallsWithWhatIsPaidAndNeverBelowZero, ()) {
  std::vector<Papers> papers;
  for (int i = 0; i < 5; ++i)
    papers.push_back({Day(i * 7), *rc::gen::inRange<std::int64_t>(0, 1'000'000), {}});
  const auto paid = *rc::gen::inRange<std::int64_t>(0, 6'000'000);
  const Day day(*rc::gen::inRange(0, 90));
  const Day expiry(*rc::gen::inRange(0, 90));
  const int within_days = *rc::gen::inRange(0, 90);
  const auto of = [&](std::int64_t captured) {
    return unpaid_in_time(papers, captured, expiry, within_days, day);
  };
  RC_ASSERT(of(paid + 1) >= 0);
  RC_ASSERT(of(paid + 1) <= of(paid) && of(paid) <= of(paid + 1) + 1);
}

TEST(LifeOf, ChangesOnItsDays) {
  struct Case {
    HoldDates hold;  // issued, ended, killed, expiry
    int day;
    HoldLife life;
  };
  const HoldDates plain{Day(10), {}, {}, Day(30)};
  const HoldDates ended{Day(10), Day(20), {}, Day(30)};
  const HoldDates killed{Day(10), {}, Day(20), Day(30)};
  for (const auto& [hold, day, life] : {
           Case{plain, 9, HoldLife::none}, Case{plain, 10, HoldLife::whole},
           Case{plain, 30, HoldLife::whole},  // through its expiry
           Case{plain, 31, HoldLife::documents}, Case{ended, 19, HoldLife::whole},
           Case{ended, 20, HoldLife::none}, Case{killed, 19, HoldLife::whole},
           Case{killed, 20, HoldLife::none},
           Case{killed, 31, HoldLife::none},  // not even its documents
       })
    EXPECT_EQ(life_of(hold, Day(day)), life) << day;
}

TEST(LiveOfEarmark, IsWhatCreditsHoldOnceItHasLapsed) {
  EXPECT_EQ(live_of_earmark(100, true, 30), 100);
  EXPECT_EQ(live_of_earmark(100, false, 30), 30);
  EXPECT_EQ(live_of_earmark(100, false, 130), 100);  // never more than the earmark
  EXPECT_EQ(live_of_earmark(100, false, 0), 0);
  EXPECT_EQ(live_of_earmark(0, true, 30), 0);
}

TEST(FallsShort, OnlyIfAShortfallArisesOrGrows) {
  EXPECT_FALSE(falls_short(0, 10));
  EXPECT_TRUE(falls_short(-1, 0));
  EXPECT_TRUE(falls_short(-6, -5));
  EXPECT_FALSE(falls_short(-5, -5));  // as before
  EXPECT_FALSE(falls_short(-4, -5));  // smaller than before
  EXPECT_TRUE(falls_short(INT64_MIN, INT64_MAX));
}

}  // namespace
}  // namespace setoff
