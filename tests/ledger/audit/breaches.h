#pragma once
// What the tests of the audit's laws ask of the breaches that a law reports.

#include <algorithm>
#include <vector>

#include "ledger/audit/laws.h"

namespace setoff::tests {

[[nodiscard]] inline bool has(const std::vector<LawBreach>& breaches, Law law) {
  return std::ranges::any_of(breaches, [&](const LawBreach& breach) { return breach.law == law; });
}

}  // namespace setoff::tests
