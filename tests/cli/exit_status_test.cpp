// The exit statuses of every command: 0 done and good; 1 done, with a finding; 2 the input or the
// call is wrong; 3 the environment failed. Every failure says something on the way.

#include <unistd.h>

#include <fstream>

#include "tests/cli/program.h"

namespace setoff::tests {
namespace {

struct Call {
  const char* arguments;
  int status;
};

class ExitStatus : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    ASSERT_EQ(run_first_steps().status, 0);
    std::ofstream(path("bad.yaml")) << "scenario: x\nfromat: 1\n";
    std::ofstream(path("bad.jsonl")) << "{\"specversion\": \"1.0\"}\n";
    std::ofstream(path("text.db")) << "this is no ledger, and long enough to be read as one\n";
  }
  template <std::size_t Size>
  void expect(const Call (&calls)[Size]) {
    for (const auto& call : calls) {
      const auto done = setoff(call.arguments);
      EXPECT_EQ(done.status, call.status) << "setoff " << call.arguments << "\n" << done.output;
      EXPECT_TRUE(call.status == 0 || !done.output.empty()) << call.arguments;
    }
  }
};

TEST_F(ExitStatus, IsZeroForWhatIsDoneAndGood) {
  expect({{"--help", 0},
          {"--version", 0},
          {"version", 0},
          {"run --help", 0},
          {"audit trace --help", 0},
          {"check '" SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml'", 0},
          {"test '" SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml'", 0},
          {"explain '" SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml' time.from", 0},
          {"explain --codes", 0},
          {"balance first/ledger.db", 0},
          {"claims first/ledger.db --on 2024-06-30", 0},
          {"export first/ledger.db --format jsonl", 0},
          {"rebuild first/ledger.db", 0},
          {"audit verify first/ledger.db", 0},
          {"audit log first/ledger.db --limit 1", 0},
          {"audit show first/ledger.db 0", 0}});
}

TEST_F(ExitStatus, EveryCommandHelpsWithAnExample) {
  for (const std::string command : {"run", "check", "test", "explain", "post", "balance", "claims",
                                    "export", "rebuild", "serve", "send", "audit", "audit verify",
                                    "audit log", "audit show", "audit trace", "version"}) {
    const auto help = setoff(command + " --help");
    EXPECT_EQ(help.status, 0) << command;
    EXPECT_TRUE(help.says("Example")) << command << "\n" << help.output;
    EXPECT_TRUE(help.says("setoff " + command.substr(0, command.find(' ')))) << command;
  }
}

TEST_F(ExitStatus, IsOneForAFinding) {
  const std::string no_root(64, '0');
  const auto verified = setoff("audit verify first/ledger.db --expect-root " + no_root);
  EXPECT_EQ(verified.status, 1) << verified.output;
  ASSERT_EQ(setoff("export first/ledger.db --format jsonl -o first.jsonl").status, 0);
  // An event that was booked there is refused here: the window is missing.
  ASSERT_EQ(shell("grep -v window.opened first.jsonl > changed.jsonl").status, 0);
  const auto posted = setoff("post changed.db changed.jsonl");
  EXPECT_EQ(posted.status, 1) << posted.output;
  EXPECT_TRUE(posted.says("window_closed")) << posted.output;
}

TEST_F(ExitStatus, IsTwoForWrongCallsAndWrongInput) {
  expect({{"", 2},
          {"frobnicate", 2},
          {"balance", 2},
          {"balance first/ledger.db --on yesterday", 2},
          {"balance first/ledger.db --known 2024-13-01", 2},
          {"balance text.db", 2},
          {"claims first/ledger.db", 2},
          {"claims none.db --on 2024-13-01", 2},
          {"export first/ledger.db --format pdf", 2},
          {"check bad.yaml", 2},
          {"run bad.yaml -o bad", 2},
          {"run '" SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml' --seed one", 2},
          {"test bad.yaml", 2},
          {"explain bad.yaml time.from", 2},
          {"explain '" SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml' no.where", 2},
          {"post new.db bad.jsonl", 2},
          {"audit", 2},
          {"audit verify first/ledger.db --expect-root xyz", 2},
          {"audit log first/ledger.db --type payment.recieved", 2},
          {"audit log first/ledger.db --code window_shut", 2},
          {"audit log first/ledger.db --limit many", 2},
          {"audit show first/ledger.db first", 2},
          {"audit show first/ledger.db 999999", 2},
          {"audit trace first/ledger.db -1", 2},
          {"audit trace first/ledger.db 0", 2},
          {"audit trace first/ledger.db 999999", 2},
          {"audit trace text.db 0", 2}});
}

TEST_F(ExitStatus, IsThreeWhereTheEnvironmentFails) {
  expect({{"check none.yaml", 3},
          {"run none.yaml", 3},
          {"test none.yaml", 3},
          {"balance none.db", 3},
          {"claims none.db --on 2024-06-30", 3},
          {"export none.db --format jsonl", 3},
          {"export first/ledger.db --format jsonl -o no/such/folder/out.jsonl", 3},
          {"post new.db none.jsonl", 3},
          {"post no/such/folder/new.db bad.jsonl", 3},
          {"audit verify none.db", 3},
          {"audit log none.db", 3},
          {"audit show none.db 0", 3},
          {"audit trace none.db 0", 3},
          {"run '" SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml' -o first", 3},
          {"run '" SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml' -o bad.yaml/under", 3},
          {"run '" SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml' -o /proc/setoff", 3},
          {"balance first/ledger.db > /dev/full", 3}});
}

TEST_F(ExitStatus, AWrongCallIsToldWhatWouldBeRight) {
  const std::pair<const char*, const char*> calls[] = {
      {"blance first/ledger.db", "did you mean 'balance'?"},
      {"audit trcae first/ledger.db 3", "did you mean 'trace'?"},
      {"audit", "setoff audit needs a command"},
      {"balance first/ledger.db --onn 2024-06-30", "did you mean '--on'?"},
      {"balance first", "'first/ledger.db'"},
      {"audit show first/ledger.db 999999", "999999"},
      {"audit trace first/ledger.db 3", "`audit show`"},
      {"run '" SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml' -o first", "never overwritten"},
      {"check none.yaml", "give the path of a scenario file"}};
  for (const auto& [arguments, words] : calls) {
    const auto done = setoff(arguments);
    EXPECT_TRUE(done.says(words)) << "setoff " << arguments << "\n" << done.output;
  }
}

// Permissions hold for everybody but root: root runs these calls as another user.
class Permission : public ExitStatus {
 protected:
  void SetUp() override {
    ExitStatus::SetUp();
    if (geteuid() == 0) as_other_ = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
    ASSERT_EQ(shell("chmod 755 .").status, 0);
    if (call("version").status != 0) GTEST_SKIP() << "no other user may run the program here";
  }
  [[nodiscard]] Ran call(const std::string& arguments) const {
    return shell(as_other_ + "'" SETOFF_PROGRAM "' " + arguments);
  }

 private:
  std::string as_other_;
};

TEST_F(Permission, AFolderThatMayNotBeWrittenIsAFailureOfTheEnvironment) {
  ASSERT_EQ(shell("mkdir locked && chmod 555 locked").status, 0);
  for (const auto* arguments :
       {"run '" SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml' -o locked/first",
        "export first/ledger.db --format jsonl -o locked/out.jsonl",
        "post locked/new.db bad.jsonl"}) {
    const auto done = call(arguments);
    EXPECT_EQ(done.status, 3) << arguments << "\n" << done.output;
  }
}

TEST_F(Permission, ALedgerThatMayOnlyBeReadIsRead) {
  ASSERT_EQ(shell("chmod 444 first/ledger.db && chmod 555 first").status, 0);
  for (const auto* arguments :
       {"balance first/ledger.db", "claims first/ledger.db --on 2024-06-30",
        "audit verify first/ledger.db", "audit log first/ledger.db --limit 1",
        "audit show first/ledger.db 3", "export first/ledger.db --format hledger"}) {
    const auto done = call(arguments);
    EXPECT_EQ(done.status, 0) << arguments << "\n" << done.output;
  }
  EXPECT_EQ(call("post first/ledger.db bad.jsonl").status, 3);
  EXPECT_EQ(shell("ls first | grep -c ledger").output, "1\n");
  EXPECT_EQ(shell("chmod 000 first/ledger.db").status, 0);
  EXPECT_EQ(call("balance first/ledger.db").status, 3);
  EXPECT_EQ(shell("chmod 755 first").status, 0);
}

}  // namespace
}  // namespace setoff::tests
