// Damaged input: random mutations of scenarios, of their data and of configurations of the daemon,
// each given to the program. It must not crash, hang or eat memory, its status is one that the
// contract knows, it says something about every refusal, and what `check` calls OK runs to its end.
// A short run always; SETOFF_MUTATIONS=500 makes so many of each kind, SETOFF_MUTATION_SEED others.

#include <sys/resource.h>

#include <cstdlib>
#include <fstream>
#include <random>

#include "tests/cli/program.h"
#include "tests/simulator/scenario/wired.h"

namespace setoff::tests {
namespace {

constexpr int kSecondsMax = 5;
constexpr long kMemoryMaxKiB = 500L * 1024;

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

int setting_of(const char* variable, int otherwise) {
  const char* const value = std::getenv(variable);
  return value == nullptr ? otherwise : std::atoi(value);
}

// Damages a text in one of the ways in which people and programs do.
class Mutator {
 public:
  explicit Mutator(std::uint32_t seed) : random_(seed) {}

  std::string mutate(std::string text) {
    for (int i = below(3) + 1; i > 0; --i)
      text = once(std::move(text));
    return text;
  }

 private:
  int below(std::size_t end) {
    return end == 0 ? 0 : static_cast<int>(random_() % static_cast<std::uint32_t>(end));
  }
  std::size_t place(const std::string& text) {
    return static_cast<std::size_t>(below(text.size()));
  }

  template <std::size_t N>
  const char* any(const char* const (&texts)[N]) {
    return texts[below(N)];
  }

  static bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
  }

  // Begin and length of the word nearest behind a random place.
  std::pair<std::size_t, std::size_t> word(const std::string& text) {
    std::size_t begin = place(text);
    while (begin < text.size() && !is_word(text[begin]))
      ++begin;
    while (begin > 0 && begin <= text.size() && is_word(text[begin - 1]))
      --begin;
    std::size_t end = begin;
    while (end < text.size() && is_word(text[end]))
      ++end;
    return {begin, end - begin};
  }

  // Begin and length of a random line, with its end.
  std::pair<std::size_t, std::size_t> line(const std::string& text) {
    const std::size_t at = place(text);
    const std::size_t before = text.rfind('\n', at == 0 ? 0 : at - 1);
    const std::size_t begin = before == std::string::npos ? 0 : before + 1;
    const std::size_t end = text.find('\n', begin);
    return {begin, (end == std::string::npos ? text.size() : end + 1) - begin};
  }

  std::string once(std::string text) {
    if (text.empty()) return "x";
    switch (below(12)) {
      case 0:  // a letter less
        return text.erase(place(text), 1);
      case 1:  // a letter more, foreign ones among them
        return text.insert(place(text), any({"x",
                                             "0",
                                             " ",
                                             "\n",
                                             ":",
                                             "{",
                                             "]",
                                             "\"",
                                             "-",
                                             "%",
                                             "#",
                                             "\xE2\x82\xAC",
                                             "\xEF\xBB\xBF",
                                             "\xFF",
                                             "\t",
                                             "&",
                                             "*",
                                             "\xD9\xA3",
                                             "'",
                                             "|",
                                             "\x1B",
                                             ","}));
      case 2: {  // a line less
        const auto [begin, size] = line(text);
        return text.erase(begin, size);
      }
      case 3: {  // a line twice
        const auto [begin, size] = line(text);
        return text.insert(begin, text.substr(begin, size));
      }
      case 4: {  // a word of another place
        const auto [from, from_size] = word(text);
        const std::string other = text.substr(from, from_size);
        const auto [begin, size] = word(text);
        return text.replace(begin, size, other);
      }
      case 5: {  // a number
        const auto [begin, size] = word(text);
        return text.replace(
            begin, size,
            any({"0", "-1", "1", "999999999999999999", "1_000", "0.000001", "1e9", "3,5", "100 %",
                 "9223372036854775807", "99999999 TWh", "1 kt", "0 EUR", "4000 days", "1 MGBP"}));
      }
      case 6: {  // a date
        const auto [begin, size] = word(text);
        return text.replace(begin, size,
                            any({"1900-01-01", "2199-12-31", "2024-02-30", "SH 1403-01-01",
                                 "2024-06-30", "2042-01-01", "2023", "2024-13-01"}));
      }
      case 7: {  // a word that means something
        const auto [begin, size] = word(text);
        return text.replace(begin, size,
                            any({"null", "~", "value", "source", "nothing", "all", "behavioural",
                                 "clearing", "reserve", "abroad", "home", "day", "week", "year",
                                 "chance(50 %)", "exponential(mean 30 days)", "true", "trust"}));
      }
      case 8:  // the rest is missing
        return text.substr(0, place(text));
      case 9: {  // another indent
        const auto [begin, size] = line(text);
        return size > 2 ? text.insert(begin, std::string(static_cast<std::size_t>(below(5)), ' '))
                        : text;
      }
      case 10: {  // a word less
        const auto [begin, size] = word(text);
        return text.erase(begin, size);
      }
      default: {  // one line in another's place
        const auto [from, from_size] = line(text);
        const std::string moved = text.substr(from, from_size);
        text.erase(from, from_size);
        return text.insert(line(text).first, moved);
      }
    }
  }

  std::mt19937 random_;
};

class Mutation : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    count_ = setting_of("SETOFF_MUTATIONS", 25);
    seed_ = static_cast<std::uint32_t>(setting_of("SETOFF_MUTATION_SEED", 1));
  }

  // Runs the program on `text` as the file; fails the test on whatever must not be.
  Ran give(const std::string& arguments, const std::string& text) {
    const Ran done = shell("timeout -s KILL " + std::to_string(kSecondsMax) +
                           " '" SETOFF_PROGRAM "' " + arguments);
    rusage used{};
    getrusage(RUSAGE_CHILDREN, &used);
    EXPECT_GE(done.status, 0) << arguments << "\n" << done.output << "\n" << text;
    EXPECT_LE(done.status, 3) << arguments << "\n" << done.output << "\n" << text;
    EXPECT_TRUE(done.status == 0 || !done.output.empty()) << arguments << "\n" << text;
    EXPECT_LT(used.ru_maxrss, kMemoryMaxKiB) << arguments << "\n" << text;
    return done;
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
  }
  // check, and what it calls OK is run.
  void check_and_run(const std::string& scenario, const std::string& text) {
    const Ran checked = give("check " + scenario, text);
    EXPECT_NE(checked.status, 1) << "check has no findings, only mistakes";
    if (checked.status != 0) return;
    ++ran_;
    const Ran ran = give("run " + scenario + " -o run", text);
    EXPECT_LE(ran.status, 1) << ran.output << "\n" << text;
    static_cast<void>(shell("rm -rf run"));
  }

  int count_ = 0;
  std::uint32_t seed_ = 0;
  int ran_ = 0;
};

TEST_F(Mutation, OfAScenario) {
  const std::filesystem::path source(SETOFF_SOURCE_DIR);
  const std::string texts[] = {simulator::wired_text(),
                               text_of(source / "scenarios/first-steps.yaml"),
                               text_of(source / "tests/data/every_key/scenario.yaml")};
  write("prices.csv", text_of(source / "tests/data/every_key/prices.csv"));
  for (int i = 0; i < count_; ++i) {
    Mutator mutator(seed_ * 1'000'003U + static_cast<std::uint32_t>(i));
    const std::string text = mutator.mutate(texts[static_cast<std::size_t>(i) % std::size(texts)]);
    write("mutant.yaml", text);
    check_and_run("mutant.yaml", text);
  }
  EXPECT_GT(ran_, 0) << "some mutants are still scenarios";
}

TEST_F(Mutation, OfItsData) {
  std::string scenario = simulator::wired_text();
  const std::string flow = "quantity: 100 MW";
  scenario.replace(scenario.find(flow), flow.size(), "quantity: { data: flow }");
  std::string csv = "date,mw,note\n";
  for (int month = 1; month <= 12; ++month)
    csv += std::string("2024-") + (month < 10 ? "0" : "") + std::to_string(month) + ",90." +
           std::to_string(month) + ",\"a, b\"\n";
  for (int i = 0; i < count_; ++i) {
    Mutator mutator(seed_ * 2'000'003U + static_cast<std::uint32_t>(i));
    const std::string text = mutator.mutate(csv);
    write("flow.csv", text);
    const Ran pinned = shell("sha256sum flow.csv | cut -c1-64");
    std::string whole = scenario;
    whole.insert(whole.find("  index: {"),
                 "  flow: { unit: MW, file: flow.csv, date: date, column: mw, sha256: " +
                     pinned.output.substr(0, 64) + " }\n");
    write("data.yaml", whole);
    check_and_run("data.yaml", text);
  }
  EXPECT_GT(ran_, 0) << "some mutants are still data";
}

TEST_F(Mutation, OfAConfiguration) {
  ASSERT_EQ(run_first_steps().status, 0);
  const std::string token(64, 'a');
  const std::string text =
      "daemon: 1\nledger: first/ledger.db\nlisteners:\n"
      "  - { for: events, at: \"unix:events.sock\", user: tess }\n"
      "  - { for: http, at: \"127.0.0.1:7480\" }\n"
      "commit: { within_ms: 2, events: 100 }\nlimits: { connections: 10, idle_ms: 500 }\n"
      "bounds: { clock_tolerance_s: 60, value_days_ahead: 400 }\n"
      "log: { form: json, level: warning }\nusers:\n  tess:\n    token: sha256:" +
      token +
      "\n    party: power-company\n    submit: [payment.received, invoice.*]\n"
      "    lines: [power]\n    sources: [/gas, /gas/*]\n    read: true\n";
  int good = 0;
  for (int i = 0; i < count_; ++i) {
    Mutator mutator(seed_ * 3'000'017U + static_cast<std::uint32_t>(i));
    const std::string mutant = mutator.mutate(text);
    write("daemon.yaml", mutant);
    good += give("serve --config daemon.yaml --check", mutant).status == 0 ? 1 : 0;
  }
  EXPECT_GT(good, 0) << "some mutants are still configurations";
}

}  // namespace
}  // namespace setoff::tests
