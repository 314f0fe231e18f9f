#pragma once
// Authority windows: the days on which a restricted account may move, for which lines, purposes and
// places, and what becomes of credits in flight when a window ends. Half-open: `until` is the first
// day not covered.

#include <cstdint>
#include <string>
#include <vector>

#include "simulator/scenario/names.h"
#include "simulator/scenario/steps.h"

namespace setoff::sim {

enum class InFlight : std::uint8_t { run_off, freeze, kill };
enum class WindowGuards : std::uint8_t { debits, debits_and_credits };  // credits: payments in

struct AuthorityWindow {
  std::string name;  // "waiver-12"
  Day from;
  Day until;
  std::vector<LineRef> lines;         // empty: all
  std::vector<std::string> purposes;  // empty: all of Scenario::purposes
  std::vector<std::string> places;    // of accounts; empty: all
  InFlight in_flight = InFlight::freeze;
  friend bool operator==(const AuthorityWindow&, const AuthorityWindow&) = default;
};

struct Waiver {
  bool needed = false;  // no waiver block in the file: restricted accounts move freely
  WindowGuards guards = WindowGuards::debits;
  std::vector<AuthorityWindow> windows;  // by first day; may overlap
  friend bool operator==(const Waiver&, const Waiver&) = default;
};

}  // namespace setoff::sim
