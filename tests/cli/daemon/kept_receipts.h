#pragma once
// KeptReceipts: what a sender remembers of its receipts, and which of them the daemon did not keep
// to: an event that was receipted must stand where its receipt said, also after a crash.

#include <map>
#include <string>

#include "tests/cli/daemon/served.h"

namespace setoff::tests {

class KeptReceipts {
 public:
  // Takes receipts until there are `count` or the connection ends; compares each with the one that
  // was given for the same event before. How many came, `unavailable` ones among them.
  std::size_t take(RawPeer& peer, std::size_t count);

  // Events that were receipted.
  [[nodiscard]] std::size_t known() const { return places_.size(); }
  [[nodiscard]] std::size_t unavailable() const { return unavailable_; }
  // The first receipt that said otherwise than an earlier one; "" if none did.
  [[nodiscard]] const std::string& broken() const { return broken_; }

 private:
  void note(const std::string& receipt);

  std::map<std::string, std::string> places_;  // by event id
  std::size_t unavailable_ = 0;
  std::string broken_;
};

// Runs the scenario of first steps in the folder (first/ledger.db); its events as lines.
[[nodiscard]] std::string first_steps_events(const Folder& folder);
// The first three thousand events of the scenario of seven years, which keep a daemon busy for a
// while; first/ledger.db holds the same.
[[nodiscard]] std::string long_story_events(const Folder& folder);
[[nodiscard]] std::size_t lines_of(const std::string& text);
// unix:listener.sock, as seen from everywhere.
[[nodiscard]] std::string listener_in(const Folder& folder);
// The number in the environment, or `usual`.
[[nodiscard]] int rounds_asked(const char* variable, int usual);

}  // namespace setoff::tests
