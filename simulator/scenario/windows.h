#pragma once
// Authority windows: the days on which restricted money may move, for which lines, purposes and
// places, and what happens to credits in flight when a window ends. Half-open: `until` is the first
// day not covered.

#include <cstdint>
#include <string>
#include <vector>

#include "ledger/terms/kinds.h"
#include "simulator/scenario/names.h"
#include "simulator/scenario/steps.h"

namespace setoff::simulator {

// Credits are incoming payments.
enum class WindowGuards : std::uint8_t { debits, debits_and_credits };

struct AuthorityWindow {
  std::string name;  // "waiver-12"
  Day from;
  Day until;
  std::vector<LineRef> lines;         // empty: all
  std::vector<std::string> purposes;  // empty: all of Scenario::purposes
  std::vector<std::string> places;    // places of accounts; empty: all
  InFlight in_flight = InFlight::freeze;
  friend bool operator==(const AuthorityWindow&, const AuthorityWindow&) = default;
};

struct Waiver {
  bool needed = false;  // false if the file has no waiver block: restricted accounts move freely
  WindowGuards guards = WindowGuards::debits;
  std::vector<AuthorityWindow> windows;  // by first day; may overlap
  friend bool operator==(const Waiver&, const Waiver&) = default;
};

}  // namespace setoff::simulator
