// Bytes on their way out: in order, by text and by reference, in pieces of any size.

#include "cli/daemon/net/outbox.h"

#include <gtest/gtest.h>

namespace setoff::tests {
namespace {

// Sends all of it, `step` bytes at a time.
std::string drained(cli::Outbox& outbox, std::size_t step) {
  std::string out;
  while (!outbox.empty()) {
    const auto part = outbox.front().substr(0, step);
    EXPECT_FALSE(part.empty());
    out += part;
    outbox.sent(part.size());
  }
  return out;
}

TEST(Outbox, KeepsTheOrderOfTextsAndReferences) {
  static const std::string file(1000, 'f');
  for (const std::size_t step : {1U, 7U, 5000U}) {
    cli::Outbox outbox;
    EXPECT_TRUE(outbox.empty());
    outbox.text() += "head ";
    outbox.refer(file);
    outbox.refer(file);
    outbox.text() += "next";
    static_cast<void>(outbox.text());
    outbox.refer("end");
    EXPECT_EQ(outbox.size(), 5 + 2000 + 4 + 3U);
    EXPECT_LT(outbox.held(), 100U) << "what is referred to is not kept";
    EXPECT_EQ(drained(outbox, step), "head " + file + file + "nextend");
    EXPECT_LT(outbox.held(), 100U);
    outbox.text() += "again";
    EXPECT_EQ(drained(outbox, step), "again");
  }
}

TEST(Outbox, ForgetsWhatWasSentOfALongText) {
  cli::Outbox outbox;
  outbox.text() = std::string(300'000, 'x');
  std::size_t sent = 0;
  for (; sent < 290'000; sent += 10'000)
    outbox.sent(10'000);
  EXPECT_EQ(outbox.size(), 300'000 - sent);
  EXPECT_GE(outbox.held(), 300'000 - sent);
  EXPECT_LE(outbox.held(), 300'000 - sent + (64U << 10U) + 10'000) << "room is given back too";
  EXPECT_LE(outbox.text().size(), 300'000 - sent + (64U << 10U) + 10'000);
  outbox.text() += "end";
  EXPECT_TRUE(drained(outbox, 4096).ends_with("xend"));
}

TEST(Outbox, CountsTheRoomThatItMade) {
  cli::Outbox outbox;
  outbox.text().reserve(100'000);
  outbox.text() += "short";
  EXPECT_GE(outbox.held(), 100'000U);
  EXPECT_EQ(drained(outbox, 5), "short");
  EXPECT_LT(outbox.held(), 4096U);
}

TEST(Outbox, TakesNothingForNothing) {
  cli::Outbox outbox;
  outbox.refer({});
  static_cast<void>(outbox.text());
  outbox.refer({});
  EXPECT_TRUE(outbox.empty());
  EXPECT_EQ(outbox.front(), "");
}

}  // namespace
}  // namespace setoff::tests
