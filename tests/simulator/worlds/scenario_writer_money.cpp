// Accounts, payments, authority and limits of a random scenario.

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

}  // namespace setoff::simulator::tests
