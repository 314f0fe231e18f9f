// Decimals in snapshots and in entries: what one takes the other takes.

#include "ledger/books/state_codec.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "ledger/event/binary.h"
#include "ledger/event/codec.h"

namespace setoff::tests {
namespace {

// A state with that rate in its rules, as bytes with those parts in its place.
bool taken_by_a_snapshot(std::int64_t mantissa, int exponent) {
  constexpr std::int64_t kMark = 0x1234567890ABCDL;
  State state;
  state.rules.emplace_back().second.late_fee_per_year = Decimal(kMark, 0);
  ByteBuffer bytes;
  FlatWriter out([&bytes](std::span<const std::uint8_t> chunk) -> Status {
    bytes.insert(bytes.end(), chunk.begin(), chunk.end());
    return Ok{};
  });
  write_state(state, out);
  const auto marks = out.marks();
  SETOFF_CHECK(out.finish().has_value());
  std::array<std::uint8_t, sizeof kMark> mark{};
  std::memcpy(mark.data(), &kMark, sizeof kMark);
  const auto at = std::ranges::search(bytes, mark).begin();
  SETOFF_CHECK(at != bytes.end());
  std::memcpy(&*at, &mantissa, sizeof mantissa);
  *(at + sizeof mantissa) = static_cast<std::uint8_t>(exponent);
  State back;
  FlatReader in(bytes, marks);
  read_state(in, back);
  for (const auto& errand : in.take_tasks())
    if (!errand()) return false;
  return in.finish().has_value();
}

bool taken_by_an_entry(std::int64_t mantissa, int exponent) {
  ByteBuffer bytes;
  for (int shift = 56; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(mantissa) >> shift));
  bytes.push_back(static_cast<std::uint8_t>(exponent));
  BinaryReader in(bytes);
  Decimal decimal;
  in.get(decimal);
  return !in.failed();
}

TEST(DecimalParts, HaveOneRangeInEntriesAndInSnapshots) {
  struct Case {
    std::int64_t mantissa;
    int exponent;
    bool good;
  };
  for (const auto& [mantissa, exponent, good] :
       {Case{1, -19, true}, Case{1, 36, true}, Case{-7, 0, true}, Case{0, 0, true},
        Case{1, -20, false}, Case{1, 37, false}, Case{10, 0, false}, Case{0, 1, false}}) {
    EXPECT_EQ(Decimal::is_canonical(mantissa, exponent), good) << mantissa << "e" << exponent;
    EXPECT_EQ(taken_by_an_entry(mantissa, exponent), good) << mantissa << "e" << exponent;
    EXPECT_EQ(taken_by_a_snapshot(mantissa, exponent), good) << mantissa << "e" << exponent;
  }
}

}  // namespace
}  // namespace setoff::tests
