#include <iostream>

#include "cli/commands.h"

namespace setoff::cli {

int fail(const Error& error) {
  std::cerr << "setoff: " << error.text() << "\n";
  const bool input = error.family() == Family::malformed || error.family() == Family::refused ||
                     error.code == Code::not_a_ledger || error.code == Code::corrupt;
  return input ? kWrongInput : kEnvironment;
}

}  // namespace setoff::cli
