#pragma once
// A scheme in which each side sells to the other on one clearing account, as a text whose parts a
// test chooses. The home side is either of the two, so that a test can look at one scheme from
// both.

#include <string>

namespace setoff::simulator::tests {

// The creditor calls what exceeds the swing, once it is 250,000 guilders.
inline const std::string kExcess =
    "settlement:\n  excess: { account: pot, through: free, what: excess, every: day, at_least: 250 "
    "kNLG, after: 5 days }\n";

struct TwoWayWorld {
  bool mirrored = false;  // the other side keeps the books
  std::string to = "2020-12-31";
  std::string wool = "3 MNLG/month";       // sold by the wool side
  std::string machinery = "2 MNLG/month";  // sold by the other
  std::string opening = "0 NLG";           // in favour of the wool side: what `against` negates
  std::string against = "0 NLG";
  std::string swing = "6 MNLG";
  std::string on_excess = "report";
  std::string settlement;  // the block, in whole lines
  std::string consult;     // ", consult_after: 12 months"
  std::string stop;        // balance at which the wool side stops to deliver; empty: never
  std::string accounts;    // further accounts, in whole lines
  std::string more;        // further sections, in whole lines

  [[nodiscard]] std::string text() const {
    const std::string home = mirrored ? "machinery" : "wool";
    const std::string other = mirrored ? "wool" : "machinery";
    const std::string& out = mirrored ? machinery : wool;
    const std::string& in = mirrored ? wool : machinery;
    return R"(scenario: two-way
format: 1
tag: assumed
time: { from: 2020-01-01, to: )" +
           to + R"(, months: gregorian, day_count: act_360 }
currency: { contract: NLG, payment: NLG, reporting: NLG, rounding: half_even }
flows: behavioural
parties:
  sellers: { side: home, role: exporter }
  importers: { side: home, role: importer }
  buyers: { side: abroad, role: buyer }
  suppliers: { side: abroad, role: supplier }
  bank: { side: abroad, role: custodian }
accounts:
  pot: { bank: bank, owner: sellers, currency: NLG, kind: clearing)" +
           consult + ", opening: { " + home + ": " + (mirrored ? against : opening) + R"( } }
  free: { bank: bank, owner: sellers, currency: NLG, kind: reserve, opening: { )" +
           home + ": 100 MNLG } }\n" + accounts +
           R"(exports:
  )" + home +
           ": { seller: sellers, buyer: buyers, worth: " + out +
           R"(, invoice: { every: month, due: 30 days } }
purchases:
  )" + other +
           ": { seller: suppliers, buyer: importers, worth: " + in +
           R"(, invoice: { every: month, due: 30 days }, account: pot, pays: { after: 30 days } }
payments:
  accounts: { )" +
           home + R"(: pot }
  behaviour: { pays: { share: 100 %, after: 30 days } }
limits:
  swing: { account: pot, kind: swing, amount: )" +
           swing + ", on_excess: " + on_excess + " }\n" + settlement + supply() + more;
  }

 private:
  [[nodiscard]] std::string supply() const {
    if (stop.empty()) return "";
    return "supply_response:\n  stop: { " +
           (mirrored ? "purchase: wool, when: { balance: { account: pot, below: -" + stop
                     : "line: wool, when: { balance: { account: pot, above: " + stop) +
           " } }, notice: 3 days, cut: { factor: 20 % }, restore_after: 5 days }\n";
  }
};

}  // namespace setoff::simulator::tests
