// Trade both ways in a random scenario: what the home side buys on open account, and settlements.

#include "tests/simulator/worlds/scenario_writer.h"

namespace setoff::simulator::tests {

std::string ScenarioWriter::purchases() {
  std::ostringstream out;
  const auto purchase = [&](const char* name, const std::string& goods) {
    const std::string account = has_clear_ && has_free_ ? any({"clear", "free", "other_clear"})
                                : has_clear_            ? any({"clear", "other_clear"})
                                                        : "free";
    std::ostringstream row;
    row << "  " << name << ":\n    seller: " << any({"house", "mill"})
        << "\n    buyer: agency\n    " << goods << "\n    line: " << draws_.any_of(lines_).name
        << "\n    account: " << account << "\n    invoice: { every: " << any({"day", "month"})
        << ", due: " << between(0, 30) << " days }\n    pays: { after: " << between(0, 25)
        << any({" days", " business days"}) << " }\n";
    if (one_in(2)) row << "    purpose: " << any_purpose() << "\n";
    if (!(has_clear_ || has_free_) || one_in(3)) return;
    out << row.str();
    purchases_.emplace_back(name);
    bought_on_clear_ = bought_on_clear_ || account == "clear";
  };
  purchase("machines", "worth: " + path("kUSD/month", 20, 900));
  purchase("cables", "quantity: " + path("t/day", 0, 60) + "\n    price: 912.37 EUR/t");
  return out.str().empty() ? "" : "purchases:\n" + out.str();
}

std::string ScenarioWriter::settlement() {
  std::ostringstream out;
  const bool netted = one_in(3);
  out << "settlement:\n  calls: { account: " << (netted ? "[clear, other_clear]" : "clear")
      << ", through: free, ";
  const Day date = any_day();
  const std::string every = any({"day", "week", "month", "2 months"});
  if (one_in(6))
    out << "date: " << date.text();
  else
    out << "every: " << every;
  out << ", after: " << between(0, 12) << any({" days", " business days"});
  const int least = between(1, 400);
  if (one_in(2)) out << ", at_least: " << least << " k" << paid_in_;
  const int number = between(2, 5);
  const int apart = between(0, 20);
  if (one_in(3)) out << ", instalments: { number: " << number << ", apart: " << apart << " days }";
  if (one_in(4)) out << ", discount: 7 %";
  const int first = between(1, 300);
  const int second = between(1, 900);
  if (one_in(3) && !netted)
    out << ", slices: [{ up_to: " << first << " k" << paid_in_ << ", pays: " << any({"0 %", "20 %"})
        << " }, { up_to: " << first + second << " k" << paid_in_ << ", pays: 40 % }]";
  out << " }\n";
  const bool wanted = !one_in(3);
  return has_clear_ && has_free_ && wanted && !variation_.paying_only ? out.str() : "";
}

// Home money in the currency of the contracts, where that is not the currency of the account.
std::string ScenarioWriter::monetisation() {
  std::ostringstream out;
  out << "monetisation:\n  issue: { account: trust, currency: " << contract_
      << ", share: " << any({"10 %", "35 %", "100 %"})
      << ", every: " << any({"week", "month", "quarter"}) << " }\n";
  const bool wanted = one_in(3);
  return wanted && contract_ != paid_in_ && !variation_.paying_only ? out.str() : "";
}

}  // namespace setoff::simulator::tests
