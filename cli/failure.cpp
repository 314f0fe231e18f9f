#include <iostream>

#include "cli/commands.h"
#include "ledger/text/printable.h"

namespace setoff::cli {

int fail(const Error& error) {
  std::cerr << "setoff: " << printable(error.text()) << "\n";
  if (error.code == Code::corrupt) return kFinding;
  const bool input = error.family() == Family::malformed || error.family() == Family::refused ||
                     error.code == Code::not_a_ledger;
  return input ? kWrongInput : kEnvironment;
}

}  // namespace setoff::cli
