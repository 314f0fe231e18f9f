// Releases, uses, goods and the seller's responses of a random scenario.

#include <algorithm>

#include "tests/simulator/worlds/scenario_writer.h"

namespace setoff::simulator::tests {

std::string ScenarioWriter::request() {
  std::ostringstream out;
  const bool dated = one_in(3);
  const Day date = any_day();
  out << "account: " << (has_pot_ && one_in(5) ? "pot" : "trust") << ", purpose: " << any_purpose()
      << ", payee: " << any({"house", "house", "mill"});
  out << any_line();
  if (dated)
    out << ", date: " << date.text() << ", amount: " << money(20, 1'500);
  else
    out << ", every: " << any({"week", "month"});
  const std::string amount = money(20, 900);
  const std::string share = any({"20 %", "60 %", "uniform(5 %..70 %)"});
  if (!dated) out << (one_in(2) ? ", amount: " + amount : ", share: " + share);
  return out.str();
}

std::string ScenarioWriter::conversions() {
  std::vector<std::string> items;
  std::ostringstream way;
  way << "from: trust, to: pot, spread: " << any({"0 %", "1.3 %"})
      << ", after: " << any({"0 days", "3 days", "uniform(0 days..8 days)"});
  if (one_in(3) && !bank_rate().empty()) way << ", rate: " << bank_rate();
  const std::string fails = any_range(12);
  if (one_in(4)) way << ", fails: [{ " << fails << " }]";
  const Day cut = any_day();
  if (one_in(3)) {
    items.push_back(way.str() + ", since: " + (cut + 1).text());
    items.push_back("from: trust, to: pot, spread: 0.5 %, until: " + cut.text());
  } else {
    items.push_back(way.str());
  }
  return has_pot_ ? list_of("  ", "conversions", items, "") : "";
}

std::string ScenarioWriter::releases() {
  std::ostringstream out;
  out << "releases:\n  approval: { lag: "
      << any({"0 days", "5 days", "uniform(2 days..20 days)", "4 business days"})
      << ", approve: " << any({"100 %", "100 %", "chance(80 %)", "uniform(40 %..90 %)"});
  const int life = between(15, 90);
  if (one_in(2)) out << ", valid_for: " << life << " days";
  const std::string stall = any_range(12);
  if (one_in(4)) out << ", stalls: [{ " << stall << " }]";
  out << " }\n";
  std::vector<std::string> requests;
  for (int i = between(1, 4); i > 0; --i)
    requests.push_back(request() + ", name: request_" + std::to_string(i));
  out << list_of("  ", "requests", requests,
                 "name: aaa, account: trust, purpose: " + purposes_.front() +
                     ", payee: mill, date: " + last_.text() + ", amount: 1 kUSD");
  out << conversions();
  std::vector<std::string> transfers;
  const std::string amount = one_in(2) ? "amount: " + money(5, 500) : "share: 40 %";
  const Day date = any_day();
  if (one_in(2)) transfers.push_back("date: " + date.text() + ", from: pot, to: far, " + amount);
  if (has_far_)
    out << list_of("  ", "transfers", transfers,
                   "date: " + last_.text() + ", from: pot, to: far, share: 1 %");
  return out.str();
}

std::string ScenarioWriter::uses() {
  std::ostringstream out;
  for (const char* name : {"clinic", "hall"}) {
    std::ostringstream row;
    row << "  " << name << ": { date: " << any_day().text() << ", amount: " << money(20, 900)
        << ", account: " << (has_pot_ && one_in(4) ? "pot" : "trust")
        << ", purpose: " << any_purpose() << ", payee: " << any({"house", "mill"});
    row << any_line() << " }\n";
    if (one_in(2)) out << row.str();
  }
  return out.str().empty() ? "" : "uses:\n" + out.str();
}

std::string ScenarioWriter::good(const std::string& name) {
  std::ostringstream out;
  out << "    " << name << ":\n      priority: " << between(1, 2)
      << "\n      need: " << path("t/day", 0, 1'500) << "\n";
  if (one_in(4)) out << "      season: { weights: [1, 1, 1.5, 1, 0.6, 0.7, 0, 1, 1, 1, 1, 1] }\n";
  out << "      price: " << any({"211.37 USD/t", "2.5 bbl/t * oil_price"})
      << "\n      parcel: " << any({"200 t", "1 kt", "3 kt"})
      << "\n      stock: { opening: " << any({"0 days", "20 days"})
      << any({", floor: 10 days, target: 40 days", "", ", target: 60 days"})
      << " }\n      supplier: " << any({"house", "mill"}) << "\n      purpose: " << any_purpose()
      << "\n      other_supply: " << any({"0 %", "35 %"}) << "\n";
  if (one_in(4)) {
    const std::string days = any_range(200);
    if (purposes_.end() == std::ranges::find(purposes_, name))
      out << "      listed: [{ " << days << " }]\n";
  }
  return out.str();
}

std::string ScenarioWriter::imports() {
  std::ostringstream out;
  out << "imports:\n  account: " << (has_pot_ ? "pot" : "trust")
      << "\n  buyer: agency\n  rationing: " << any({"by_priority", "in_proportion"})
      << "\n  order_every: " << any({"week", "month"}) << "\n  tolerance: " << any({"0 %", "5 %"})
      << "\n  landing_loss: " << any({"0 %", "0.5 %"}) << "\n  credit_valid: " << between(10, 90)
      << " days\n  pipeline:\n"
      << any({"    - { stage: open_credit, takes: 3 days, pay: 20 % }\n"
              "    - { stage: shipping, takes: gamma(mean 12 days cv 30 %), pay: 80 % }\n"
              "    - { stage: customs, takes: 2 days, capacity: 3 kt/day }\n",
              "    - { stage: open_credit, takes: 0 days }\n"
              "    - { stage: shipping, takes: 6 business days, pay: 60 % }\n"
              "    - { stage: customs, takes: triangular(1 day..2 days..9 days), pay: 40 % }\n"})
      << "  goods:\n";
  for (const std::string& name : goods_)
    out << good(name);
  out << inserted("    ",
                  "aaa: { need: 0 t/day, price: 1 USD/t, parcel: 1 t, supplier: house, "
                  "purpose: " +
                      purposes_.front() + " }");
  return out.str();
}

std::string ScenarioWriter::supply_response() {
  std::ostringstream out;
  for (const char* name : {"first", "second"}) {
    std::ostringstream row;
    const Line& line = draws_.any_of(lines_);
    row << "  " << name << ": { line: " << line.name << ", when: { ";
    const std::string amount = money(1, 2'500);
    const int days = between(1, 20);
    const int form = between(0, 3);
    const std::string account = has_clear_ && one_in(2) ? "clear" : "trust";
    if (form == 3)
      row << "balance: { account: " << account << ", " << any({"above: ", "below: -"}) << amount
          << " }";
    if (form == 0) row << "overdue: " << amount;
    if (form == 1) row << "blocked: " << amount;
    if (form == 2) row << "overdue_for: " << days << " days";
    row << " }, notice: " << between(0, 10) << " days, restore_after: " << between(0, 10)
        << " days, cut: { ";
    if (one_in(2))
      row << "factor: 30 %";
    else
      row << "set: " << between(0, line.high) << " " << line.unit;
    row << " } }\n";
    if (one_in(2) && !variation_.paying_only) out << row.str();
  }
  if (!purchases_.empty() && !variation_.paying_only) {
    out << "  third: { purchase: " << draws_.any_of(purchases_)
        << ", when: { balance: { account: " << (has_clear_ ? "clear" : "free")
        << ", below: " << any({"", "-"});
    out << money(1, 900) << " } }, cut: { factor: 40 % } }\n";
  }
  const std::string rows =
      inserted("  ", "aaa: { when: { overdue_for: 1 day }, cut: { factor: 90 % }, from: " +
                         last_.text() + " }") +
      out.str();
  return rows.empty() ? "" : "supply_response:\n" + rows;
}

}  // namespace setoff::simulator::tests
