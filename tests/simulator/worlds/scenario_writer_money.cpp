// Accounts, payments, authority, releases and goods of a random scenario.

#include "tests/simulator/worlds/scenario_writer.h"

namespace setoff::simulator::tests {

std::string ScenarioWriter::account(const std::string& name, const std::string& terms,
                                    bool opening) {
  std::ostringstream out;
  out << "  " << name << ": { owner: company, " << terms;
  std::string shares;
  for (const Line& line : lines_) {
    const std::string amount = money(0, 900);
    if (one_in(2)) shares += (shares.empty() ? "" : ", ") + line.name + ": " + amount;
  }
  if (opening && !shares.empty()) out << ", opening: { " << shares << " }";
  out << " }\n";
  return out.str();
}

std::string ScenarioWriter::accounts() {
  std::ostringstream out;
  out << "accounts:\n"
      << inserted("  ", "aaa: { owner: company, bank: bank, currency: USD, kind: reserve }")
      << account("trust", "bank: bank, currency: " + paid_in_ + ", place: here", true);
  const bool late = one_in(3);
  const Day open_from = any_day();
  const std::string place = any({"here", "there"});
  if (has_pot_)
    out << account("pot",
                   "bank: bank, currency: " + goods_in_ + ", place: " + place +
                       (late ? ", open_from: " + open_from.text() : ""),
                   !late);
  if (has_far_)
    out << account("far", "bank: far_bank, currency: " + goods_in_ + ", place: there", true);
  if (has_free_) out << account("free", "bank: bank, kind: reserve, currency: " + contract_, true);
  if (has_clear_)
    for (const char* name : {"clear", "other_clear"})
      out << account(name, "bank: far_bank, kind: clearing, currency: " + paid_in_, true);
  return out.str();
}

std::string ScenarioWriter::openings() {
  std::ostringstream out;
  for (const Line& line : lines_) {
    const std::string amount = money(1, 3'000);
    const Day due = first_ + between(-60, 40);
    if (one_in(2))
      out << "    - { line: " << line.name << ", amount: " << amount << ", due: " << due.text()
          << " }\n";
  }
  return out.str().empty() ? "" : "openings:\n  claims:\n" + out.str();
}

std::string ScenarioWriter::terms() {
  std::ostringstream out;
  const bool given = one_in(3);
  out << "terms: { closing_tolerance: [" << between(1, 40) << " " << paid_in_
      << "], honour_within: " << between(5, 40) << " days"
      << any({"", ", advances: by_instruction"}) << " }\n";
  return given ? out.str() : "";
}

std::string ScenarioWriter::payment_account() {
  std::vector<std::string> names{"trust", "trust", "trust"};
  if (has_free_) names.emplace_back("free");
  if (has_clear_) names.emplace_back("clear");
  return draws_.any_of(names);
}

// When the buyer pays an invoice; a variation moves every form of it.
std::string ScenarioWriter::after() {
  const int days = between(0, 35) + variation_.later_days;
  std::ostringstream out;
  const int form = between(0, 4);
  const int more = between(1, 30);
  if (form <= 1) out << days << " days";
  if (form == 2) out << days << " business days";
  if (form == 3) out << "exponential(mean " << days + 1 << " days)";
  if (form == 4) out << "uniform(" << days << " days.." << days + more << " days)";
  return out.str();
}

std::string ScenarioWriter::behaviour() {
  std::ostringstream out;
  const bool from = !behavioural_ || one_in(4);
  const Day begins = one_in(2) ? first_ : any_day();
  out << "  behaviour:\n";
  if (from) out << "    from: " << begins.text() << "\n";
  const std::string share =
      any({"100 %", "100 %", "61.7 %", "uniform(30 %..70 %)", "chance(80 %)"});
  out << "    pays: { share: " << share << ", after: " << after() << " }\n";
  const std::string gap = any_range(30);
  const std::string pays = any({"nothing", "{ share: 5 %, after: 10 days }"});
  if (one_in(4) && !variation_.paying_only)
    out << "    regimes: { gap: { " << gap << ", pays: " << pays << " } }\n";
  std::vector<std::string> arrears;
  const std::string most = money(100, 900);
  if (one_in(2))
    arrears.push_back("every: " + any({"day", "month"}) + ", share: 33.3 %, at_most: " + most);
  if (one_in(3)) arrears.emplace_back("every: quarter, share: uniform(10 %..60 %)");
  if (variation_.paying_only && !instructed_) arrears.clear();
  out << list_of("    ", "arrears", arrears,
                 "every: day, share: 1 %, name: aaa, from: " + last_.text());
  if (one_in(3) && !variation_.paying_only) out << "    pressure: { share: 90 %, after: 5 days }\n";
  return out.str();
}

std::string ScenarioWriter::payments() {
  std::ostringstream out;
  out << "payments:\n  accounts:\n";
  std::string first;
  for (const Line& line : lines_) {
    std::string account = payment_account();
    const std::string later = payment_account();
    const Day step = any_day();
    if (one_in(4))
      account = "{ steps: { 2020-01-01: " + account + ", " + step.text() + ": " + later + " } }";
    if (first.empty()) first = account;
    out << "    " << line.name << ": " << account << "\n";
  }
  out << inserted("    ", "zzz: " + first);
  const std::string allocation = any({"oldest", "oldest", "product_first", "instructed"});
  instructed_ = allocation == "instructed";
  out << "  allocation: " << allocation << "\n  late_fee: " << any({"0 %", "6 %", "36.5 %"})
      << "/year\n";
  std::vector<std::string> recorded;
  for (int i = between(0, 2); i > 0; --i) {
    const std::string amount = money(1, 2'000);
    const std::string line = any_line();
    const Day date = any_day();
    if (!line.empty() || !variation_.paying_only)
      recorded.push_back("date: " + date.text() + ", amount: " + amount + line);
  }
  out << list_of("  ", "recorded", recorded, "date: " + last_.text() + ", amount: 1 kUSD");
  std::vector<std::string> bridges;
  const std::string amount = money(1, 900);
  const std::string line = any_line();
  const Day date = any_day();
  if (one_in(4))
    bridges.push_back("date: " + date.text() + ", amount: " + amount + line +
                      ", repaid: " + last_.text());
  out << list_of("  ", "bridges", bridges,
                 "date: " + last_.text() + ", amount: 1 kUSD, repaid: " + last_.text());
  std::ostringstream disputes;
  disputes << "  disputes: { meter: { share: " << any({"10 %", "100 %", "uniform(0 %..60 %)"})
           << ", after: " << after();
  disputes << ", resolved_after: " << after();
  disputes << ", conceded: " << any({"0 %", "35 %", "100 %"}) << any_line() << " } }\n";
  if (one_in(4) && !variation_.paying_only) out << disputes.str();
  const std::string behaves = behaviour();
  if (behavioural_ || !one_in(3)) out << behaves;
  return out.str();
}

std::string ScenarioWriter::waiver() {
  std::ostringstream out;
  out << "waiver:\n  guards: " << any({"debits", "debits_and_credits"})
      << "\n  in_flight: " << any({"run_off", "freeze", "kill"}) << "\n  windows:\n";
  Day at = first_ + between(-20, 20);
  const int windows = between(1, 3);
  for (int i = 0; i < windows; ++i) {
    const int length = between(5, 50);
    const bool last = i + 1 == windows;
    out << "    - { from: " << at.text() << ", length: " << (last ? length + 200 : length)
        << " days";
    const std::string& line = draws_.any_of(lines_).name;
    const std::string& purpose = any_purpose();
    if (one_in(5)) out << ", lines: [" << line << "]";
    if (one_in(5)) out << ", purposes: [" << purpose << "]";
    if (one_in(5)) out << ", places: [here]";
    out << " }\n";
    at = at + length + between(0, 30);
  }
  return one_in(3) ? "" : out.str();
}

std::string ScenarioWriter::limits() {
  std::ostringstream out;
  const auto limit = [&](const char* name, const std::string& account, const std::string& currency,
                         const std::string& terms) {
    std::ostringstream row;
    const int low = between(1, 2'000);
    const int high = between(2'000, 9'000);
    const Day step = any_day();
    const bool stepped = one_in(2);
    const bool wanted = one_in(5);
    std::ostringstream then;
    then << ", then: { share: " << any({"5 %", "30 %"}) << ", of: " << any({"purchases", "both"})
         << ", every: " << any({"month", "2 months"}) << " }";
    const bool follows = one_in(3) && account == "clear" && bought_on_clear_;
    // Thousands of units, whatever the currency: some bite at once and some never.
    row << "  " << name << ": { account: " << account << ", " << terms << ", amount: ";
    if (stepped && !follows)
      row << "{ steps: { 2020-01-01: " << low << " k" << currency << ", " << step.text() << ": "
          << high << " k" << currency << " } } }\n";
    else
      row << high << " k" << currency << (follows ? then.str() : "") << " }\n";
    if (wanted && !variation_.paying_only) out << row.str();
  };
  limit("keep", "trust", paid_in_, "kind: floor, on_excess: " + any({"refuse", "report"}));
  limit("most", "trust", paid_in_, "kind: cap, on_excess: " + any({"refuse", "report"}));
  limit("spend", "trust", paid_in_, "kind: spend, per: month");
  const std::string& purpose = any_purpose();
  if (has_pot_) limit("spend_pot", "pot", goods_in_, "kind: spend, purpose: " + purpose);
  if (has_clear_)
    limit("swing", "clear", paid_in_, "kind: swing, on_excess: " + any({"refuse", "report"}));
  return out.str().empty() ? "" : "limits:\n" + out.str();
}

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
