// The bytes of one entry of each type, beside what they say. A line of tests/vectors/entries-v1.tsv
// is: type, bytes in hex, the event as JSON, links, postings. From the first release on a line is
// never changed, and a new type adds its own; until then SETOFF_UPDATE_GOLDEN=1 makes them anew.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "ledger/crypto/encoding.h"
#include "ledger/event/codec.h"
#include "ledger/exchange/event_json.h"
#include "tests/support/random_events.h"

namespace setoff {
namespace {

struct GoldenLine {
  std::string type;
  ByteBuffer bytes;
  std::string event;
  std::string links;
  std::string postings;
};

constexpr const char* kFile = SETOFF_SOURCE_DIR "/tests/vectors/entries-v1.tsv";

std::vector<GoldenLine> golden_lines() {
  std::ifstream file(kFile);
  std::vector<GoldenLine> lines;
  for (std::string text; std::getline(file, text);) {
    std::istringstream columns(text);
    GoldenLine line;
    std::string hex;
    std::getline(columns, line.type, '\t');
    std::getline(columns, hex, '\t');
    std::getline(columns, line.event, '\t');
    std::getline(columns, line.links, '\t');
    std::getline(columns, line.postings, '\t');
    const auto bytes = from_hex(hex);
    EXPECT_TRUE(bytes.has_value()) << line.type;
    for (const auto byte : *bytes)
      line.bytes.push_back(static_cast<std::uint8_t>(byte));
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string links_text(const Entry& entry) {
  std::string text;
  for (const auto& link : entry.links)
    text += std::string(enum_name(link.kind)) + " " + std::to_string(link.sequence) + ";";
  return text;
}

std::string postings_text(const Entry& entry) {
  std::string text;
  for (const auto& posting : entry.postings)
    text += posting.account + " " + posting.lot + " " + std::to_string(posting.amount) + " " +
            std::string(posting.commodity.code()) + " " +
            (posting.previous ? std::to_string(*posting.previous) : "-") + " " +
            std::to_string(posting.balance) +
            (posting.value_date ? " " + posting.value_date->text() : "") + ";";
  return text;
}

void make_lines_anew() {
  std::ofstream file(kFile, std::ios::binary | std::ios::trunc);
  for (const auto& facts : all_event_types()) {
    const auto entry =
        tests::RandomEntries(static_cast<std::uint64_t>(facts.type)).entry(facts.type);
    ByteBuffer bytes;
    ASSERT_TRUE(encode_entry(entry, bytes).has_value()) << facts.name;
    std::string event;
    print_event(entry, event);
    file << facts.name << "\t" << to_hex(std::as_bytes(std::span(bytes))) << "\t" << event << "\t"
         << links_text(entry) << "\t" << postings_text(entry) << "\n";
  }
}

TEST(GoldenEntries, BytesSayWhatTheyAlwaysSaid) {
  const char* const update = std::getenv("SETOFF_UPDATE_GOLDEN");
  if (update != nullptr && std::string_view(update) == "1") make_lines_anew();
  for (const auto& line : golden_lines()) {
    const auto entry = decode_entry(line.bytes);
    ASSERT_TRUE(entry.has_value()) << line.type << ": " << entry.error().text();
    EXPECT_EQ(entry->event.type_name(), line.type);
    std::string event;
    print_event(*entry, event);
    EXPECT_EQ(event, line.event);
    EXPECT_EQ(links_text(*entry), line.links) << line.type;
    EXPECT_EQ(postings_text(*entry), line.postings) << line.type;
    ByteBuffer again;
    ASSERT_TRUE(encode_entry(*entry, again).has_value());
    EXPECT_EQ(again, line.bytes) << line.type;
  }
}

TEST(GoldenEntries, EachTypeHasALine) {
  std::set<std::string> types;
  for (const auto& line : golden_lines())
    types.insert(line.type);
  for (const auto& facts : all_event_types())
    EXPECT_TRUE(types.contains(std::string(facts.name))) << facts.name;
  EXPECT_EQ(types.size(), all_event_types().size());
}

}  // namespace
}  // namespace setoff
