// Frame, trade, rates and shocks of a random scenario.

#include "tests/simulator/worlds/scenario_writer.h"

#include <algorithm>

namespace setoff::simulator::tests {

namespace {

constexpr int kFirstDay2023 = 19'358;
constexpr int kShortest = 45;
constexpr int kLongest = 110;

struct CurrencyRate {
  const char* code;
  int per_thousand_dollars;
};
constexpr CurrencyRate kCurrencies[] = {{"EUR", 912},     {"IQD", 1'310'000}, {"IRR", 42'000'000},
                                        {"JPY", 141'500}, {"BHD", 377},       {"GBP", 790}};

}  // namespace

std::string random_scenario(std::uint64_t seed, const Variation& variation) {
  return ScenarioWriter(seed, variation).text();
}

ScenarioWriter::ScenarioWriter(std::uint64_t seed, const Variation& variation)
    : draws_(seed), variation_(variation) {
  first_ = Day(kFirstDay2023 + between(0, 700));
  days_ = between(kShortest, kLongest);
  last_ = first_ + (days_ - 1);
  solar_ = one_in(3);
  behavioural_ = !one_in(3);
  const auto currency = [&] {
    return one_in(3) ? std::string("USD") : std::string(draws_.any_of(kCurrencies).code);
  };
  contract_ = currency();
  paid_in_ = one_in(3) ? contract_ : currency();
  goods_in_ = currency();
  has_pot_ = goods_in_ != paid_in_ && !one_in(3);
  has_far_ = has_pot_ && !one_in(3);
  has_free_ = one_in(3);
  has_clear_ = one_in(3);
  for (const char* purpose : {"food", "feed", "medicine"})
    if (purposes_.empty() || one_in(2)) purposes_.emplace_back(purpose);
  for (const char* name : {"corn", "rice", "wheat"})
    if (goods_.empty() || one_in(2)) goods_.emplace_back(name);
  choose_lines();
  data_ += monthly(40, 120) + " }\n";
}

void ScenarioWriter::choose_lines() {
  const std::string gas = any({"0.11 bbl/MMBtu * average(oil_price, 2 months) + 0.3 USD/MMBtu",
                               "max(0.2 USD/m3, 0.001 bbl/m3 * oil_price)", "0.23 USD/m3"});
  const std::string oil =
      any({"4 bbl/t * oil_price", "4 bbl/t * average(oil_price, 30 days)", "411.37 USD/t"});
  std::ostringstream power;
  power << "6" << between(0, 9) << "." << between(0, 9'999) << " USD/MWh";
  const std::vector<Line> all{{"gas", "MCM/day", 0, 6, gas},
                              {"oil", "t/day", 100, 2'000, oil},
                              {"power", "MWh/day", 1, 9'000, power.str()}};
  const auto sure = draws_.below(all.size());
  for (std::size_t i = 0; i < all.size(); ++i)
    if (i == sure || one_in(3)) lines_.push_back(all[i]);
}

std::string ScenarioWriter::any(std::initializer_list<const char*> texts) {
  return draws_.any_of(std::vector<std::string>(texts.begin(), texts.end()));
}

std::string ScenarioWriter::any_range(int longest) {
  std::ostringstream out;
  const Day from = any_day();
  const int length = between(1, longest);
  out << "from: " << from.text();
  if (one_in(2))
    out << ", for: " << length << " days";
  else
    out << ", to: " << (from + length).text();
  return out.str();
}

std::string ScenarioWriter::any_line() {
  return one_in(2) ? ", line: " + draws_.any_of(lines_).name : "";
}

std::string ScenarioWriter::list_of(const std::string& margin, const std::string& key,
                                    std::vector<std::string> items,
                                    const std::string& inserted) const {
  if (variation_.inserted && !inserted.empty()) items.insert(items.begin(), inserted);
  if (items.empty()) return "";
  std::string text = margin + key + ":\n";
  for (const std::string& item : items)
    text += margin + "  - { " + item + " }\n";
  return text;
}

// Whole years of twelve values, from the year before the run on.
std::string ScenarioWriter::monthly(int low, int high) {
  const Calendar calendar = solar_ ? Calendar::solar_hijri : Calendar::gregorian;
  const int begin = to_calendar(first_, calendar).year - 1;
  const int end = to_calendar(last_, calendar).year;
  std::ostringstream out;
  for (int year = begin; year <= end; ++year) {
    out << (year == begin ? "{ " : ", ") << year << ": [";
    for (int month = 0; month < 12; ++month)
      out << (month == 0 ? "" : ", ") << between(low, high);
    out << "]";
  }
  out << " }";
  return out.str();
}

std::string ScenarioWriter::path(const std::string& unit, int low, int high) {
  std::ostringstream out;
  const int form = between(0, 4);
  const int value = between(low, high);
  const Day step = any_day();
  const int later = between(low, high);
  const std::string steps = "steps: { 2020-01-01: " + std::to_string(value) + ", " + step.text() +
                            ": " + std::to_string(later) + " }, unit: " + unit;
  if (form <= 1) {
    out << value << " " << unit;
  } else if (form == 2) {
    out << "{ " << steps << " }";
  } else if (form == 3) {
    out << "{ monthly: " << monthly(low, high) << ", unit: " << unit << " }";
  } else {
    series_.push_back("series_" + std::to_string(series_.size() + 1));
    data_ += "  " + series_.back() + ": { " + steps + " }\n";
    out << "{ data: " << series_.back() << " }";
  }
  return out.str();
}

std::string ScenarioWriter::rate(int per_thousand) {
  const std::int64_t millionths = std::int64_t{per_thousand} * between(880, 1'120);
  std::string fraction = std::to_string(1'000'000 + millionths % 1'000'000);
  return std::to_string(millionths / 1'000'000) + "." + fraction.substr(1);
}

std::string ScenarioWriter::money(int low, int high) {
  const int thousands = between(low, high);
  const bool dollars = !one_in(3);
  for (const auto& [code, per_thousand] : kCurrencies)
    if (!dollars && code == paid_in_)
      return std::to_string(std::int64_t{thousands} * per_thousand) + " " + code;
  return std::to_string(thousands) + ".37 kUSD";
}

// Half as much again as the rates of fx begin with; empty for dollars.
std::string ScenarioWriter::bank_rate() const {
  for (const auto& [code, per_thousand] : kCurrencies) {
    if (code != paid_in_) continue;
    const std::string digits = std::to_string(1'000 + per_thousand * 3 / 2 % 1'000).substr(1);
    return std::to_string(per_thousand * 3 / 2 / 1'000) + "." + digits + " " + paid_in_ + "/USD";
  }
  return "";
}

std::string ScenarioWriter::frame() {
  std::ostringstream out;
  out << "scenario: random\nformat: 1\nseed: " << between(1, 1'000'000)
      << "\nflows: " << (behavioural_ ? "behavioural" : "recorded")
      << "\ntime: { from: " << first_.text() << ", to: " << last_.text()
      << ", months: " << (solar_ ? "solar_hijri" : "gregorian")
      << any({"", ", days_off: [friday, saturday]", ", days_off: [saturday, sunday]"})
      << ", holidays: [" << any_day().text() << "]" << any({"", ", day_count: act_360"}) << " }\n"
      << "currency: { contract: " << contract_ << ", payment: " << paid_in_
      << ", reporting: USD, rounding: " << any({"half_even", "half_up", "down", "up"}) << " }\n"
      << "purposes: [";
  for (const std::string& purpose : purposes_)
    out << (purpose == purposes_.front() ? "" : ", ") << purpose;
  out << "]\nparties:\n"
         "  company: { side: home, role: exporter }\n"
         "  other_company: { side: home, role: exporter }\n"
         "  agency: { side: home, role: importer }\n"
         "  ministry: { side: abroad, role: buyer }\n"
         "  utility: { side: abroad, role: buyer }\n"
         "  bank: { side: abroad, role: custodian }\n"
         "  far_bank: { side: abroad, role: custodian }\n"
         "  house: { side: abroad, role: supplier }\n"
         "  mill: { side: abroad, role: supplier }\n";
  return out.str();
}

std::string ScenarioWriter::cuts() {
  std::vector<std::string> items;
  for (int i = between(0, 2); i > 0; --i) {
    std::ostringstream out;
    out << any_range(40) << ", ";
    const int form = between(0, 2);
    const std::string& unit = lines_.back().unit;
    const int percent = between(0, 100);
    const int amount = between(0, lines_.back().high);
    if (form == 0) out << "factor: " << percent << " %";
    if (form == 1) out << "set: " << amount << " " << unit;
    if (form == 2) out << "add: -" << amount << " " << unit;
    out << any({"", ", applies_to: behavioural", ", applies_to: recorded"});
    items.push_back(out.str());
  }
  return list_of("    ", "cuts", items,
                 "from: " + last_.text() + ", to: " + last_.text() + ", factor: 90 %");
}

std::string ScenarioWriter::exports() {
  std::ostringstream out;
  const int grace = between(0, 6);
  const std::vector<Line> all = lines_;
  out << "exports:\n";
  for (const Line& line : all) {
    lines_ = {line};  // what cuts() writes for
    out << "  " << line.name << ":\n    seller: " << any({"company", "other_company"})
        << "\n    buyer: " << any({"ministry", "utility"}) << "\n    quantity: ";
    out << path(line.unit, line.low, line.high) << "\n";
    if (one_in(3))
      out << "    season: { weights: [1.4, 1.2, 1, 0.9, 0.6, 0.7, 0, 1.1, 1, 1, 1.3, 1.2], "
             "scaled_to: "
          << any({"yearly_mean_1", "as_given"}) << " }\n";
    if (one_in(3)) out << "    recorded: " << path(line.unit, line.low, line.high) << "\n";
    out << cuts();
    if (one_in(3)) out << "    capacity: " << between(1, line.high) << " " << line.unit << "\n";
    if (one_in(5)) out << "    retained: 12.5 %\n";
    if (one_in(3)) {
      out << "    contract_max: " << path(line.unit, line.low, line.high) << "\n";
      if (one_in(2))
        out << "    take_or_pay: { share: " << between(1, 100)
            << " %, every: " << any({"month", "2 months", "quarter", "year"})
            << ", makeup: " << between(0, 120) << " days }\n";
    }
    if (one_in(5))
      out << "    breaches: [{ date: " << any_day().text() << ", amount: " << money(1, 90)
          << ", due: " << between(0, 60) << " days, reason: late opening }]\n";
    if (line.price.find("MMBtu") != std::string::npos) out << "    heat_content: 0.0366 MMBtu/m3\n";
    out << "    price: " << line.price << "\n    price_decimals: " << between(2, 6)
        << "\n    invoice: { every: " << any({"day", "month"}) << ", due: " << between(0, 30)
        << " days, grace: " << grace << " days }\n";
  }
  lines_ = all;
  std::ostringstream idle;
  idle << "zzz: { seller: company, buyer: ministry, quantity: 0 t/day, price: 1 USD/t, invoice: { "
          "every: month, due: 1 day, grace: "
       << grace << " days } }";
  return out.str() + inserted("  ", idle.str());
}

std::string ScenarioWriter::fx() {
  std::ostringstream out;
  out << "fx:\n  rates:\n";
  for (const auto& [code, per_thousand] : kCurrencies) {
    const int form = between(0, 2);
    const std::string begin = rate(per_thousand);
    const Day step = any_day();
    const std::string later = rate(per_thousand);
    const std::string steps =
        "steps: { 2020-01-01: " + begin + ", " + step.text() + ": " + later + " }";
    std::string name(code);
    std::ranges::transform(name, name.begin(), [](char c) { return static_cast<char>(c + 32); });
    out << "    usd_" << name << ": { unit: " << code << "/USD, ";
    if (form == 2) {
      series_.push_back("rate_" + name);
      data_ += "  " + series_.back() + ": { unit: " + code + "/USD, " + steps + " }\n";
      out << "data: " << series_.back() << " }\n";
    } else {
      out << (form == 0 ? "value: " + begin : steps) << " }\n";
    }
  }
  std::vector<std::string> interest;
  for (const char* account : {"trust", "pot"}) {
    std::ostringstream row;
    row << "account: " << account << ", rate: " << any({"2.5 %", "-0.7 %", "-12 %"})
        << "/year, every: " << any({"day", "month"});
    const bool given = one_in(3);
    if (given && (has_pot_ || account != std::string("pot"))) interest.push_back(row.str());
  }
  return out.str() +
         list_of("  ", "interest", interest, "account: aaa, rate: 1 %/year, from: " + last_.text());
}

std::string ScenarioWriter::shocks() {
  std::ostringstream out;
  const auto shock = [&](const char* name, const std::string& change) {
    const std::string range = any_range(40);
    if (one_in(3)) out << "  " << name << ": { " << range << ", change: { " << change << " } }\n";
  };
  const Line& line = draws_.any_of(lines_);
  shock("storm", "exports." + line.name + ".quantity: \"" + any({"* 0.5", "* 1.3", "* 0"}) + "\"");
  shock("drought", "imports.goods." + goods_.front() + ".need: \"* 1.5\"");
  shock("queue", "releases.approval.lag: \"+ 4 days\"");
  shock("strike", "imports.pipeline.shipping.takes: \"+ 5 days\"");
  const std::string series = series_.empty() ? "oil_price" : draws_.any_of(series_);
  shock("turn", "data." + series + ": \"" + any({"* 0.8", "* 1.25"}) + "\"");
  const std::string rows =
      inserted("  ", "aaa: { from: " + last_.text() + ", to: " + last_.text() +
                         ", change: { exports." + line.name + ".quantity: \"* 0.9\" } }") +
      out.str();
  return rows.empty() ? "" : "shocks:\n" + rows;
}

std::string ScenarioWriter::text() {
  // In this order, because sections name series that others have declared.
  const std::vector<std::string> sections{
      frame(),    exports(), purchases(), accounts(),        openings(),     terms(),
      payments(), waiver(),  limits(),    settlement(),      monetisation(), releases(),
      uses(),     imports(), fx(),        supply_response(), shocks()};
  std::string all;
  for (const std::string& section : sections)
    all += section;
  return all + "data:\n" + data_ +
         "expect:\n  - { name: balanced, always: imbalance() == 0 USD }\n";
}

}  // namespace setoff::simulator::tests
