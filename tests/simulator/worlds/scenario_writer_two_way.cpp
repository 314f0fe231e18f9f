// Trade both ways in a random scenario: what the home side buys on open account, and settlements.

#include "tests/simulator/worlds/scenario_writer.h"

namespace setoff::simulator::tests {

std::string ScenarioWriter::purchases() {
  std::ostringstream out;
  const auto purchase = [&](const char* name, const std::string& goods) {
    const std::string account = has_clear_ && has_free_ ? any({"clear", "free"})
                                : has_clear_            ? "clear"
                                                        : "free";
    std::ostringstream row;
    row << "  " << name << ":\n    seller: " << any({"house", "mill"})
        << "\n    buyer: agency\n    " << goods << "\n    line: " << draws_.any_of(lines_).name
        << "\n    account: " << account << "\n    invoice: { every: " << any({"day", "month"})
        << ", due: " << between(0, 30) << " days }\n    pays: { after: " << between(0, 25)
        << any({" days", " business days"}) << " }\n";
    if (one_in(2)) row << "    purpose: " << any_purpose() << "\n";
    if ((has_clear_ || has_free_) && !one_in(3)) out << row.str();
  };
  purchase("machines", "worth: " + path("kUSD/month", 20, 900));
  purchase("cables", "quantity: " + path("t/day", 0, 60) + "\n    price: 912.37 EUR/t");
  return out.str().empty() ? "" : "purchases:\n" + out.str();
}

std::string ScenarioWriter::settlement() {
  std::ostringstream out;
  out << "settlement:\n  calls: { account: clear, through: free, every: "
      << any({"day", "week", "month"}) << ", after: " << between(0, 12)
      << any({" days", " business days"});
  const int least = between(1, 400);
  if (one_in(2)) out << ", at_least: " << least << " k" << paid_in_;
  out << " }\n";
  const bool wanted = !one_in(3);
  return has_clear_ && has_free_ && wanted && !variation_.paying_only ? out.str() : "";
}

}  // namespace setoff::simulator::tests
