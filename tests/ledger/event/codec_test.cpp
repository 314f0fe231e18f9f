// The canonical encoding: one byte string for each entry, and each byte string at most one entry.

#include "ledger/event/codec.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <type_traits>

#include "ledger/crypto/ed25519.h"
#include "tests/support/books.h"
#include "tests/support/random_events.h"

namespace setoff::tests {
namespace {

// That of an event is what somebody claims; one of the cryptography has its form.
static_assert(!std::is_same_v<PartySignature, Signature>);

ByteBuffer encoded(const Entry& entry) {
  ByteBuffer bytes;
  const auto status = encode_entry(entry, bytes);
  SETOFF_CHECK(status.has_value());
  return bytes;
}

EventType any_type() {
  const auto& types = all_event_types();
  return types[*rc::gen::inRange<std::size_t>(0, types.size())].type;
}

// Any entry of any type.
Entry any_entry() {
  const auto type = any_type();
  return RandomEntries(*rc::gen::arbitrary<std::uint64_t>()).entry(type);
}

Entry entry_of(EventType type) {
  return RandomEntries(static_cast<std::uint64_t>(type)).entry(type);
}

TEST(Codec, EachTypeComesBackAsItWas) {
  for (const auto& facts : all_event_types()) {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      const auto entry = RandomEntries(seed).entry(facts.type);
      const auto bytes = encoded(entry);
      const auto back = decode_entry(bytes);
      ASSERT_TRUE(back.has_value()) << facts.name << ": " << back.error().text();
      EXPECT_EQ(*back, entry) << facts.name << ", seed " << seed;
      EXPECT_EQ(encoded(*back), bytes) << facts.name << ", seed " << seed;
    }
  }
}

TEST(Codec, HeadAndPartsAreThoseOfTheWhole) {
  for (const auto& facts : all_event_types()) {
    const auto entry = entry_of(facts.type);
    const auto bytes = encoded(entry);
    const auto head = decode_front(bytes);
    ASSERT_TRUE(head.has_value());
    EXPECT_EQ(head->event, entry.event);
    EXPECT_EQ(head->sequence, entry.sequence);
    EXPECT_EQ(head->refusal, entry.refusal);
    ByteBuffer parts;
    const EntryHeader place{entry.sequence, entry.rules_version, entry.refusal};
    ASSERT_TRUE(encode_front(place, entry.event, parts).has_value());
    std::vector<PostingView> postings;
    for (const auto& posting : entry.postings)
      postings.push_back({posting.account, posting.lot, posting.commodity, posting.amount,
                          posting.previous, posting.balance, posting.value_date});
    ASSERT_TRUE(encode_back(entry.links, postings, parts).has_value());
    EXPECT_EQ(parts, bytes) << facts.name;
  }
}

RC_GTEST_PROP(Codec, AChangedByteFailsOrGivesAnotherEntry, ()) {
  const auto entry = any_entry();
  auto bytes = encoded(entry);
  const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
  const auto flip = *rc::gen::inRange<int>(1, 256);
  bytes[at] ^= static_cast<std::uint8_t>(flip);
  const auto other = decode_entry(bytes);
  RC_TAG(other.has_value() ? "another entry" : "fails");
  if (!other) {
    RC_ASSERT(other.error().code == Code::corrupt);
    return;
  }
  RC_ASSERT(!(*other == entry));
  RC_ASSERT(encoded(*other) == bytes);
}

TEST(Codec, EveryByteOfEveryTypeCounts) {
  for (const auto& facts : all_event_types()) {
    const auto entry = entry_of(facts.type);
    auto bytes = encoded(entry);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      const auto flip = static_cast<std::uint8_t>(1U << (at % 8));
      bytes[at] ^= flip;
      if (const auto other = decode_entry(bytes)) {
        EXPECT_FALSE(*other == entry) << facts.name << ", byte " << at;
        EXPECT_EQ(encoded(*other), bytes) << facts.name << ", byte " << at;
      }
      bytes[at] ^= flip;
    }
  }
}

TEST(Codec, NothingMayBeCutOffOrLeftOver) {
  for (const auto& facts : all_event_types()) {
    const auto bytes = encoded(entry_of(facts.type));
    for (std::size_t size = 0; size < bytes.size(); ++size)
      EXPECT_FALSE(decode_entry(ByteView(bytes).first(size)).has_value()) << facts.name << size;
    auto longer = bytes;
    longer.push_back(0);
    const auto read = decode_entry(longer);
    ASSERT_FALSE(read.has_value()) << facts.name;
    EXPECT_NE(read.error().detail.find("1 bytes are left over"), std::string::npos);
  }
}

TEST(Codec, AnEntryOfMoreThan65535BytesIsTooLarge) {
  auto entry = entry_of(EventType::period_closed);
  entry.postings.clear();
  Posting posting;
  posting.account = std::string(1000, 'a');
  posting.commodity = currency("EUR");
  while (encoded(entry).size() + 1100 < kEntrySizeMax)
    entry.postings.push_back(posting);
  const auto room = kEntrySizeMax - encoded(entry).size();
  auto& last = entry.postings.back().account;
  last += std::string(room, 'b');
  EXPECT_EQ(encoded(entry).size(), kEntrySizeMax);
  EXPECT_TRUE(decode_entry(encoded(entry)).has_value());

  last += 'c';
  ByteBuffer out{1, 2, 3};
  const auto status = encode_entry(entry, out);
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, Code::entry_too_large);
  EXPECT_EQ(out, (ByteBuffer{1, 2, 3})) << "on an error the buffer is as it was";
  EXPECT_EQ(decode_entry(ByteBuffer(kEntrySizeMax + 1)).error().code, Code::corrupt);
}

TEST(Codec, WhatHasNoEncodingIsABadField) {
  const auto refused = [](auto&& change) {
    auto entry = entry_of(EventType::period_closed);
    change(entry);
    ByteBuffer out;
    const auto status = encode_entry(entry, out);
    return status ? std::string("encoded") : std::string(info_of(status.error().code).name);
  };
  EXPECT_EQ(refused([](Entry& entry) { entry.event.booked.reset(); }), "bad_field");
  EXPECT_EQ(refused([](Entry& entry) { entry.event.signatures.push_back({"k", "s"}); }),
            "bad_field");
  EXPECT_EQ(refused([](Entry& entry) { entry.event.value_date = kLastDay + 1; }), "bad_field");
  EXPECT_EQ(refused([](Entry& entry) { entry.event.data = {}; }), "unknown_type");
}

}  // namespace
}  // namespace setoff::tests
