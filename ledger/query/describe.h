#pragma once
// An event in one phrase for people, without its type and date: what, how much, to whom, under
// which documents. Example: "29,850.000 t of order O-1 landed, 150.000 t short". Empty where the
// type says it all.

#include <string>

#include "ledger/core/event.h"

namespace setoff {

[[nodiscard]] std::string describe(const Event& event);

}  // namespace setoff
