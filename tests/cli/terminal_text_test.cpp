// Foreign text on its way to a terminal: whatever is in events, ledgers, scenarios or file names,
// no control character reaches standard output or standard error.

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "cli/printable_stream.h"
#include "cli/terminal.h"
#include "tests/cli/program.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTurned = "\xe2\x80\xae";  // writing from right to left

void expect_harmless(const Ran& ran, const std::string& what) {
  for (const char c : ran.output)
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F) {
      ADD_FAILURE() << what << " puts the byte " << int{c} << " on the terminal";
      break;
    }
  EXPECT_FALSE(ran.says(kTurned)) << what;
  EXPECT_FALSE(ran.says("\xc2\x9b")) << what;
}

std::string fee_because(const std::string& id, const std::string& reason,
                        const std::string& more = {}) {
  return R"({"specversion":"1.0","id":")" + id +
         R"(","source":"/test","type":"setoff.fee.charged","time":"2025-01-02T00:00:00Z",)" + more +
         R"("data":{"value_date":"2025-01-02","account":"trust","line":"power",)"
         R"("amount":"1.00 EUR","reason":")" +
         reason + R"("}})";
}

class TerminalText : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    ASSERT_EQ(run_first_steps().status, 0);
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
  }
};

TEST_F(TerminalText, OfEventsIsEscaped) {
  const std::string escape = R"(\u001b[31mRED\u009b)";
  const std::string turned = "pay" + std::string(kTurned) + "exe";
  const std::string lines[] = {fee_because(escape, "postage"),
                               fee_because("a", escape),
                               fee_because("b", "postage", "\"" + escape + "\":\"1\","),
                               fee_because(turned, "postage"),
                               fee_because("c", turned),
                               "\x1b[31mnot json",
                               "{\"specversion\":\"1.0\",\"id\":\"\x1b[31m\"}",
                               fee_because("d",
                                           "post\xff"
                                           "age")};
  for (const auto& line : lines) {
    write("in.jsonl", line + "\n");
    for (const auto* how : {"", "--keep-going", "--dry-run", "--dry-run --json"})
      expect_harmless(setoff(std::string("post first/ledger.db in.jsonl ") + how), line);
  }
  for (const auto* call : {"audit log % --from 2025-01-02", "audit log % --json",
                           "export % --format jsonl", "export % --format hledger"}) {
    std::string command = call;
    command.replace(command.find('%'), 1, "first/ledger.db");
    expect_harmless(setoff(command), command);
  }
}

// A text that was put into a table cannot write over the verdict of the audit.
TEST_F(TerminalText, OfTablesThatWereChangedIsEscaped) {
  const std::string forged = "\x1b[2K\x1b[1A\rclean: 518 entries\nclean: 518 entries";
  {
    SQLite::Database database(path("first/ledger.db").string(), SQLite::OPEN_READWRITE);
    SQLite::Statement triggers(database, "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
    std::vector<std::string> names;
    while (triggers.executeStep())
      names.push_back(triggers.getColumn(0).getString());
    for (const auto& name : names)
      database.exec("DROP TRIGGER " + name);
    SQLite::Statement update(database, "UPDATE entry SET event_id = ? WHERE sequence = 7");
    update.bind(1, forged);
    update.exec();
    database.exec("CREATE TABLE \"x\x1b[31mRED\"(a)");
  }
  const auto verified = setoff("audit verify first/ledger.db");
  EXPECT_EQ(verified.status, 1);
  expect_harmless(verified, "audit verify");
  EXPECT_FALSE(verified.says("\nclean: ")) << "a line of its own: " << verified.output;
}

TEST_F(TerminalText, OfScenariosAndNamesIsEscaped) {
  const std::string escape = "\x1b[31mRED";
  const auto text = [&](const std::string& line) {
    return "scenario: x\nformat: 1\n" + line + "\ntime: 1\n";
  };
  for (const auto& line :
       {escape + ": 1", "title: " + escape, std::string("title: \"\\e[31mRED\""),
        "tit" + std::string(kTurned) + "le: 1", std::string("tit\xc2\x9ble: 1")}) {
    write("s.yaml", text(line));
    expect_harmless(setoff("check s.yaml"), line);
    expect_harmless(setoff("run s.yaml -o x"), line);
  }
  write("a\x1b[31m.yaml", "x");
  expect_harmless(setoff("check $'a\\x1b[31m.yaml' \"$(printf 'a\\033[31m.yaml')\""),
                  "a file name");
  for (const auto* call :
       {"$(printf 'bal\\033[31mance')", "balance $(printf 'no\\033[31m.db')",
        "balance first/ledger.db $(printf -- '--va\\033[31m')",
        "claims first/ledger.db --on $(printf '20\\033[31m')",
        "post first/ledger.db $(printf 'no\\033[31m')", "send $(printf 'no\\033[31m')"})
    expect_harmless(setoff(call), call);
}

TEST_F(TerminalText, OfTheProgramKeepsItsColours) {
  std::ostringstream out;
  {
    const cli::PrintableStream stream(out);
    out << cli::toned({.interactive = true, .color = true}, cli::Tone::bad, "a\x1b[0mb")
        << "\x1b[1m"
        << "cut: \xe2\x82" << "\xac" << std::flush;
  }
  EXPECT_EQ(out.str(), "\x1b[31ma\\x1b[0mb\x1b[0m\\x1b[1mcut: \xe2\x82\xac");
}

TEST_F(TerminalText, AnUnknownCommandIsNoHelp) {
  const std::pair<const char*, const char*> calls[] = {{"nonsense --help", "there is no command"},
                                                       {"blance --help", "did you mean 'balance'?"},
                                                       {"audit trcae -h", "did you mean 'trace'?"}};
  for (const auto& [call, words] : calls) {
    const auto done = setoff(call);
    EXPECT_EQ(done.status, 2) << call;
    EXPECT_TRUE(done.says(words)) << done.output;
  }
  for (const auto* call : {"--help", "audit --help", "audit log -h", "run --help"})
    EXPECT_EQ(setoff(call).status, 0) << call;
}

TEST_F(TerminalText, AWrongCallIsExplained) {
  const std::pair<const char*, const char*> calls[] = {
      {"run x.yaml -o a -o b", "setoff: --output is given 2 times; give it once"},
      {"run x.yaml -o", "setoff: --output needs a value"},
      {"claims x.db --on SH 1399-02-03",
       "does not take '1399-02-03'; a value with a space is in quotes: --on 'SH 1399-02-03'"},
      {"claims x.db more", "setoff: setoff claims does not take 'more'"},
      {"balance", "setoff: setoff balance needs ledger\nExample: setoff balance"},
      {"run", "setoff: setoff run needs file"},
      {"audit log x.db --type payment.recieved", "did you mean 'payment.received'?"},
      {"audit log x.db --code window_close", "did you mean 'window_closed'?"},
      {"schema payment.recieved", "did you mean 'payment.received'?"}};
  for (const auto& [call, words] : calls) {
    const auto done = setoff(call);
    EXPECT_EQ(done.status, 2) << call;
    EXPECT_TRUE(done.says(words)) << call << "\n" << done.output;
  }
}

}  // namespace
}  // namespace setoff::tests
