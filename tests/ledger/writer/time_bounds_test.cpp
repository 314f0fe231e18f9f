// How far from the clock the times of an event may lie, and what a clock is believed.

#include "ledger/writer/time_bounds.h"

#include <gtest/gtest.h>

namespace setoff {
namespace {

struct Row {
  const char* what;
  const char* time;
  const char* booked;  // "" for none
  const char* value_date;
  const char* where;  // of the refusal; "" if it is taken
};

TEST(TimeBounds, TakesWhatIsNearTheClockAndNamesWhatIsNot) {
  const auto now = *parse_timestamp("2026-03-02T12:00:00Z");
  const TimeBounds bounds{std::chrono::seconds(300), 3'660, 36'600};
  const Row rows[] = {
      {"of today", "2026-03-02T11:59:00Z", "", "2026-03-02", ""},
      {"a clock that is a little ahead", "2026-03-02T12:05:00Z", "", "2026-03-02", ""},
      {"more than the tolerance ahead", "2026-03-02T12:05:00.000001Z", "", "2026-03-02", "time"},
      {"long ago, imported with its stamp", "1952-01-01T00:00:00Z", "1952-01-02T00:00:00Z",
       "1952-01-01", ""},
      {"a slip of a century", "2026-03-02T11:00:00Z", "2126-03-02T11:00:00Z", "2026-03-02",
       "bookedtime"},
      {"the last stamp there is", "2026-03-02T11:00:00Z", "2199-12-31T23:59:59Z", "2026-03-02",
       "bookedtime"},
      {"due in ten years", "2026-03-02T11:00:00Z", "", "2036-03-09", ""},
      {"due after that", "2026-03-02T11:00:00Z", "", "2036-03-10", "data.value_date"},
      {"a century ahead", "2026-03-02T11:00:00Z", "", "2126-03-02", "data.value_date"},
      {"more than a century ago", "2026-03-02T11:00:00Z", "", "1925-01-01", "data.value_date"},
  };
  for (const auto& row : rows) {
    Event event;
    event.time = *parse_timestamp(row.time);
    if (*row.booked != '\0') event.booked = *parse_timestamp(row.booked);
    event.value_date = *parse_day(row.value_date);
    const auto status = check_times(event, now, bounds);
    EXPECT_EQ(status ? "" : status.error().where, row.where) << row.what;
    if (!status) {
      EXPECT_EQ(status.error().code, Code::time_bounds) << row.what;
    }
  }
}

TEST(TimeBounds, AClockFarBehindTheLastEntryIsNotBelieved) {
  const auto last = *parse_timestamp("2026-03-02T12:00:00Z");
  const TimeBounds bounds;
  EXPECT_TRUE(check_clock({}, Timestamp(0), bounds)) << "an empty ledger says nothing of clocks";
  EXPECT_TRUE(check_clock(last, *parse_timestamp("2031-01-01T00:00:00Z"), bounds));
  EXPECT_TRUE(check_clock(last, *parse_timestamp("2026-03-02T11:55:00Z"), bounds));
  EXPECT_FALSE(check_clock(last, *parse_timestamp("2026-03-02T11:54:59Z"), bounds));
  EXPECT_FALSE(check_clock(last, Timestamp(0), bounds)) << "a machine that begins in 1970";
}

}  // namespace
}  // namespace setoff
