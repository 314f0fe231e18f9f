#pragma once
// The laws that hold for every scenario that passes `check`. Each is asked of a life by itself, or
// of two lives that differ by one variation.

#include <string>
#include <vector>

#include "tests/simulator/worlds/life.h"

namespace setoff::simulator::tests {

struct ScenarioBreach {
  std::string law;
  std::string what;
};
using Breaches = std::vector<ScenarioBreach>;

// The run reaches its last day.
void check_end(const Life& life, Breaches& breaches);
// A flow is never above what it would be without its cuts, what is delivered never above the flow.
void check_cuts(const Life& life, Breaches& breaches);
// A payment never exceeds what its invoice has open, or the overdue claims of its line.
void check_payments(const Life& life, Breaches& breaches);
// What is refused for want of a window is tried again only when the windows in force change.
void check_retries(const Life& life, Breaches& breaches);
// What is asked for, free, approved and inside a window does not wait for ever (waiting_laws.cpp).
void check_waiting(const Life& life, Breaches& breaches);
// The parts of every line add up to what it earned, and the run shows what the ledger answers.
void check_parts(const Life& life, Breaches& breaches);
// What is owed abroad is what was bought and not paid, and no more is settled than was called.
void check_two_way(const Life& life, Breaches& breaches);
// The audit of its ledger is clean.
void check_audit(const Life& life, Breaches& breaches);

// What is written in another order, with other prefixes and comments, is the same run.
void check_writing(const Life& life, const Life& written, Breaches& breaches);
// Who pays later is charged no less.
void check_delay(const Life& life, const Life& later, Breaches& breaches);
// What is inserted beside the others, and acts on the last day only, moves nothing before it.
void check_insertion(const Life& life, const Life& inserted, Breaches& breaches);

// A run that stops after some day of it and goes on in books opened anew (L1).
void check_stop(const Life& life, std::uint64_t seed, Breaches& breaches);

}  // namespace setoff::simulator::tests
