// `post`: an input is judged as a whole. What a bad line keeps out of the ledger, what it says, and
// that a file which was mended gives the books of the good one.

#include <fstream>

#include "tests/cli/program.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

std::string fee(const std::string& id, const std::string& amount,
                const std::string& account = "trust") {
  return R"({"specversion":"1.0","id":")" + id +
         R"(","source":"/test","type":"setoff.fee.charged","time":"2025-01-02T00:00:00Z",)"
         R"("data":{"value_date":"2025-01-02","account":")" +
         account + R"(","line":"power","amount":")" + amount + R"(","reason":"postage"}})";
}

class PostFile : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    ASSERT_EQ(run_first_steps().status, 0);
    root_ = root_of("first/ledger.db");
  }
  [[nodiscard]] Ran post(const std::string& text, const std::string& how = "") const {
    std::ofstream(path("in.jsonl"), std::ios::binary) << text;
    return setoff("post first/ledger.db in.jsonl " + how);
  }
  [[nodiscard]] Ran pipe(const std::string& text) const {
    std::ofstream(path("in.jsonl"), std::ios::binary) << text;
    return setoff("post first/ledger.db - < in.jsonl");
  }
  void expect_untouched() const { EXPECT_EQ(root_of("first/ledger.db"), root_); }
  [[nodiscard]] std::string outcomes() const {
    return shell("'" SETOFF_PROGRAM
                 "' audit log first/ledger.db --from 2025-01-02 --to 2025-01-02 "
                 "--type fee.charged --json | grep -o '^{[^{]*' | grep -o '\"outcome\":\"[^\"]*\"' "
                 "| tr '\\n' ' '")
        .output;
  }

 private:
  std::string root_;
};

TEST_F(PostFile, ALineThatIsNoEventKeepsAllOfItOut) {
  const auto lines =
      fee("a", "1.00 EUR") + "\n" + fee("b", "1,00 EUR") + "\n" + fee("c", "2.00 EUR");
  for (const bool piped : {false, true})
    for (const auto* how : {"", "--keep-going"}) {
      const auto posted = piped ? pipe(lines) : post(lines, how);
      EXPECT_EQ(posted.status, 2) << posted.output;
      EXPECT_TRUE(posted.says("line 2: ")) << posted.output;
      EXPECT_TRUE(posted.says("nothing was booked")) << posted.output;
      EXPECT_TRUE(posted.says("0 booked, 0 already there\n")) << posted.output;
      expect_untouched();
    }
}

TEST_F(PostFile, ARefusalKeepsAllOfItOutAndTheMendedFileIsBooked) {
  const auto good =
      fee("a", "1.00 EUR") + "\n" + fee("b", "3.00 EUR") + "\n" + fee("c", "2.00 EUR");
  const auto bad =
      fee("a", "1.00 EUR") + "\n" + fee("b", "3.00 EUR", "vault") + "\n" + fee("c", "2.00 EUR");
  const auto refused = post(bad);
  EXPECT_EQ(refused.status, 1) << refused.output;
  EXPECT_TRUE(refused.says("line 2: b: unknown_account")) << refused.output;
  EXPECT_TRUE(refused.says("nothing was booked")) << refused.output;
  EXPECT_TRUE(refused.says("--keep-going")) << refused.output;
  expect_untouched();
  const auto mended = post(good);
  EXPECT_EQ(mended.status, 0) << mended.output;
  EXPECT_TRUE(mended.says("3 booked")) << mended.output;
  EXPECT_EQ(outcomes(), R"("outcome":"booked" "outcome":"booked" "outcome":"booked" )");
}

// The line that was wrong need not be the line that is refused: any line can be mended.
TEST_F(PostFile, AnEarlierLineCanBeMended) {
  const auto huge = fee("a", "900000000000.00 EUR");
  const auto refused = post(huge + "\n" + fee("b", "1.00 EUR", "vault"));
  EXPECT_NE(refused.status, 0);
  expect_untouched();
  EXPECT_EQ(post(fee("a", "9.00 EUR") + "\n" + fee("b", "1.00 EUR")).status, 0);
}

TEST_F(PostFile, KeepGoingAndStandardInputRecordRefusals) {
  const auto lines =
      fee("a", "1.00 EUR") + "\n" + fee("b", "3.00 EUR", "vault") + "\n" + fee("c", "2.00 EUR");
  const auto kept = post(lines, "--keep-going");
  EXPECT_EQ(kept.status, 1) << kept.output;
  EXPECT_TRUE(kept.says("2 booked, 0 already there, 1 refused: unknown_account")) << kept.output;
  EXPECT_EQ(outcomes(),
            R"("outcome":"booked" "outcome":"refused:unknown_account" "outcome":"booked" )");
  const auto piped = pipe(lines);
  EXPECT_EQ(piped.status, 0) << piped.output;
  EXPECT_TRUE(piped.says("0 booked, 3 already there")) << piped.output;
  const auto atomic = setoff("post first/ledger.db --atomic < in.jsonl");
  EXPECT_EQ(atomic.status, 0) << atomic.output;
  EXPECT_EQ(post(lines, "--atomic --keep-going").status, 2);
}

TEST_F(PostFile, ADryRunSaysWhatWouldBecomeOfTheFile) {
  const auto dry = post(fee("a", "1.00 EUR") + "\n" + fee("b", "3.00 EUR", "vault"), "--dry-run");
  EXPECT_EQ(dry.status, 1) << dry.output;
  EXPECT_TRUE(dry.says("nothing would be booked")) << dry.output;
  expect_untouched();
}

TEST_F(PostFile, TakesListsAndAByteOrderMark) {
  const auto list = "\xEF\xBB\xBF[\n  " + fee("a", "1.00 EUR") + ",\n  " + fee("b", "2.00 EUR") +
                    "\n]\n" + fee("c", "3.00 EUR") + "\n";
  const auto posted = post(list);
  EXPECT_EQ(posted.status, 0) << posted.output;
  EXPECT_TRUE(posted.says("3 booked, 0 already there")) << posted.output;
  const auto again = pipe("[" + fee("a", "1.00 EUR") + "," + fee("b", "2,00 EUR") + "]");
  EXPECT_EQ(again.status, 2) << again.output;
  EXPECT_TRUE(again.says("line 1: ")) << again.output;
}

// Reading what cannot be read says so; it is no crash, and nothing is booked.
TEST_F(PostFile, AnInputThatBreaksOffIsTheEnvironments) {
  const auto posted = setoff("post first/ledger.db - < .");
  EXPECT_EQ(posted.status, 3) << posted.output;
  EXPECT_TRUE(posted.says("cannot")) << posted.output;
  EXPECT_EQ(setoff("post first/ledger.db .").status, 3);
  EXPECT_EQ(setoff("post first/ledger.db none.jsonl").status, 3);
  EXPECT_EQ(setoff("send unix:none.sock . --retry 0").status, 3);
  EXPECT_EQ(setoff("send unix:none.sock - --retry 0 < .").status, 3);
  for (const auto* call : {"check .", "run . -o x", "test .", "serve --config . --check",
                           "send unix:none.sock in.jsonl --token-file . --retry 0"})
    EXPECT_EQ(setoff(call).status, std::string_view(call).starts_with("serve") ? 2 : 3) << call;
  expect_untouched();
}

// More than waits in memory: the entries pass through a file without a name.
TEST_F(PostFile, NothingIsLeftBesideTheLedger) {
  ASSERT_EQ(post(fee("a", "1.00 EUR")).status, 0);
  EXPECT_EQ(shell("ls -A first").output,
            "ledger.db\nmanifest.json\nreport.html\nseries.csv\nsummary.json\n");
}

TEST_F(PostFile, ATokenIsNotSentInClearToAnotherMachine) {
  ASSERT_EQ(shell("echo secret > token; : > in.jsonl").status, 0);
  for (const auto* address : {"192.0.2.1:7401", "[2001:db8::1]:7401"}) {
    const auto sent =
        setoff(std::string("send '") + address + "' in.jsonl --token-file token --retry 0");
    EXPECT_EQ(sent.status, 2) << sent.output;
    EXPECT_TRUE(sent.says("--plain-token")) << sent.output;
    EXPECT_FALSE(sent.says("secret"));
  }
  // Nothing is to be sent, so nobody is reached for.
  EXPECT_EQ(setoff("send 192.0.2.1:7401 in.jsonl --token-file token --plain-token").status, 0);
  EXPECT_EQ(setoff("send unix:none.sock in.jsonl --token-file token").status, 0);
}

}  // namespace
}  // namespace setoff::tests
