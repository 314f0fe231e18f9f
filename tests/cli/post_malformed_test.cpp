// What is no event, given to `setoff post`: each kind is named with its code and its line, nothing
// is recorded, the status is 2. What stands beside it in the file is booked all the same.

#include <fstream>

#include "tests/cli/program.h"

namespace setoff::tests {
namespace {

constexpr std::string_view kSound =
    R"({"specversion":"1.0","id":"fee-1","source":"/test","type":"setoff.fee.charged",)"
    R"("time":"2025-01-02T00:00:00Z","data":{"value_date":"2025-01-02","account":"trust",)"
    R"("line":"power","amount":"1.00 EUR","reason":"postage"}})";

struct Malformed {
  std::string_view what;
  std::string from;  // this part of the sound event
  std::string to;    // turned into that
  std::string_view code;
};

const Malformed kCases[] = {
    {"cut off", R"("postage"}})", R"("posta)", "bad_syntax"},
    {"a comma too many", R"("postage"}})", R"("postage",}})", "bad_syntax"},
    {"bytes that are no text", "postage", "\xff\xfe", "bad_syntax"},
    {"a member twice", R"("id":"fee-1")", R"("id":"fee-1","id":"fee-1")", "bad_field"},
    {"a misspelt member", R"("reason")", R"("reson")", "bad_field"},
    {"a member that no fee has", R"("reason")", R"("colour":"red","reason")", "bad_field"},
    {"a member of the envelope that is not there", R"("source":"/test",)", "", "bad_field"},
    {"another version", R"("1.0")", R"("2.0")", "bad_field"},
    {"a number for an amount", R"("1.00 EUR")", "1.00", "bad_field"},
    {"a list for a name", R"("trust")", R"(["trust"])", "bad_field"},
    {"no currency", "1.00 EUR", "1.00", "bad_field"},
    {"an unknown currency", "1.00 EUR", "1.00 ZZZ", "bad_field"},
    {"a part of a cent", "1.00 EUR", "1.001 EUR", "bad_field"},
    {"nothing", "1.00 EUR", "0.00 EUR", "bad_field"},
    {"less than nothing", "1.00 EUR", "-1.00 EUR", "bad_field"},
    {"more than fits", "1.00 EUR", "100000000000000000000.00 EUR", "bad_field"},
    {"a day that is not", R"("value_date":"2025-01-02")", R"("value_date":"2025-02-29")",
     "bad_field"},
    {"a misspelt type", "fee.charged", "fee.chargd", "unknown_type"},
    {"a type that is not booked yet", "fee.charged", "commitment.erased", "unknown_type"},
    {"nested too deep", R"("postage")", std::string(40, '[') + std::string(40, ']'), "too_large"},
    {"a line too long", "postage", std::string((1U << 20U) + 1, 'x'), "too_large"},
    {"another event under a known id", R"("id":"fee-1","source":"/test")",
     R"("id":"agreement","source":"/setoff/scenario/first-steps")", "id_reused"},
};

std::string changed(const Malformed& malformed) {
  std::string text(kSound);
  const auto at = text.find(malformed.from);
  EXPECT_NE(at, std::string::npos) << malformed.what;
  return text.replace(at, malformed.from.size(), malformed.to);
}

class PostMalformed : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    ASSERT_EQ(run_first_steps().status, 0);
  }
  [[nodiscard]] Ran post(const std::string& lines, const std::string& how = "") const {
    std::ofstream(path("events.jsonl"), std::ios::binary) << lines;
    return setoff("post first/ledger.db events.jsonl " + how);
  }
};

TEST_F(PostMalformed, IsNamedAndLeavesTheBooksAsTheyAre) {
  const auto root = root_of("first/ledger.db");
  for (const auto& malformed : kCases) {
    const auto posted = post(changed(malformed) + "\n");
    EXPECT_EQ(posted.status, 2) << malformed.what << "\n" << posted.output;
    EXPECT_TRUE(posted.says("line 1")) << malformed.what << "\n" << posted.output;
    EXPECT_TRUE(posted.says(malformed.code)) << malformed.what << "\n" << posted.output;
    EXPECT_TRUE(posted.says("0 booked, 0 already there\n")) << malformed.what << "\n"
                                                            << posted.output;
    EXPECT_TRUE(posted.says(root)) << malformed.what << "\n" << posted.output;
  }
  EXPECT_EQ(root_of("first/ledger.db"), root);
}

TEST_F(PostMalformed, KeepsOutWhatStandsBesideItUntilItIsMended) {
  const auto root = root_of("first/ledger.db");
  std::string lines;
  for (const auto& malformed : kCases)
    lines += changed(malformed) + "\n";
  const auto posted = post(lines + std::string(kSound) + "\n");
  EXPECT_EQ(posted.status, 2) << posted.output;
  EXPECT_TRUE(posted.says("0 booked, 0 already there\n")) << posted.output;
  EXPECT_EQ(root_of("first/ledger.db"), root);
  const auto again = post(std::string(kSound) + "\n");
  EXPECT_EQ(again.status, 0) << "the sound event by itself is good\n" << again.output;
  EXPECT_TRUE(again.says("1 booked, 0 already there\n")) << again.output;
}

TEST_F(PostMalformed, IsNoRefusal) {
  // Well formed and against the rules: status 1, and recorded if the rest is to be booked.
  std::string unknown(kSound);
  unknown.replace(unknown.find("trust"), 5, "vault");
  const auto root = root_of("first/ledger.db");
  EXPECT_EQ(post(unknown + "\n").status, 1);
  EXPECT_EQ(root_of("first/ledger.db"), root);
  const auto posted = post(unknown + "\n", "--keep-going");
  EXPECT_EQ(posted.status, 1) << posted.output;
  EXPECT_TRUE(posted.says("1 refused: unknown_account")) << posted.output;
  EXPECT_NE(root_of("first/ledger.db"), root);
}

}  // namespace
}  // namespace setoff::tests
