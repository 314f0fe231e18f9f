#include "tests/cli/daemon/kept_receipts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace setoff::tests {

namespace {

// Sequence and leaf of a receipt, as they stand in it.
std::string place_of(const std::string& receipt) {
  const auto at = receipt.find("\"sequence\":");
  const auto end = receipt.find(',', at);
  return receipt.substr(at, end - at) + " " + member_of(receipt, "leaf");
}

// Runs what makes first.jsonl, and reads it.
std::string made_by(const Folder& folder, const std::string& commands) {
  const auto made = folder.shell(commands);
  EXPECT_EQ(made.status, 0) << made.output;
  std::ostringstream text;
  text << std::ifstream(folder.path("first.jsonl")).rdbuf();
  return text.str();
}

}  // namespace

std::size_t KeptReceipts::take(RawPeer& peer, std::size_t count) {
  std::size_t taken = 0;
  for (; taken < count; ++taken) {
    const auto receipt = peer.line();
    if (!receipt) break;
    if (member_of(*receipt, "outcome") == "unavailable")
      ++unavailable_;
    else
      note(*receipt);
  }
  return taken;
}

void KeptReceipts::note(const std::string& receipt) {
  EXPECT_NE(receipt.find("\"sequence\":"), std::string::npos) << receipt;
  const auto [known, fresh] = places_.emplace(member_of(receipt, "id"), place_of(receipt));
  const bool kept =
      known->second == place_of(receipt) && (fresh || member_of(receipt, "outcome") == "replayed");
  if (!kept && broken_.empty()) broken_ = receipt + " after " + known->second;
}

std::string first_steps_events(const Folder& folder) {
  return made_by(folder, "$SETOFF run '" SETOFF_SOURCE_DIR
                         "/scenarios/first-steps.yaml' -o first && "
                         "$SETOFF export first/ledger.db --format jsonl -o first.jsonl");
}

std::string long_story_events(const Folder& folder) {
  return made_by(folder, "$SETOFF run '" SETOFF_SOURCE_DIR
                         "/scenarios/iran-iraq-2019-2025.yaml' -o long && "
                         "$SETOFF export long/ledger.db --format jsonl -o long.jsonl && "
                         "head -n 3000 long.jsonl > first.jsonl && mkdir first && "
                         "$SETOFF post first/ledger.db first.jsonl");
}

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

std::string listener_in(const Folder& folder) {
  return "unix:" + folder.path("listener.sock").string();
}

int rounds_asked(const char* variable, int usual) {
  const char* const asked = std::getenv(variable);
  return asked == nullptr ? usual : std::atoi(asked);
}

}  // namespace setoff::tests
