#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>

#include "simulator/report/amount_text.h"
#include "tests/cli/figure_checks.h"

namespace setoff::tests {

namespace json = boost::json;

namespace {

std::string brief(const json::value& amount) {
  const auto number = text_of(amount.at("value"));
  const auto point = number.find('.');
  const int scale = point == std::string::npos ? 0 : static_cast<int>(number.size() - point - 1);
  return simulator::brief({*parse_minor(number, scale), scale, ""});
}

// Compares the data of a report with a summary that was compared with the answers.
class ReportCheck {
 public:
  ReportCheck(const json::value& data, const json::value& summary)
      : data_(data), summary_(summary) {}

  Differences run() {
    cards();
    quarters();
    accounts();
    goods();
    for (const auto& line : summary_.at("lines").as_object())
      for (const auto& state : summary_.at("claims_by_state").as_object())
        last_day(std::string("claims.") + std::string(line.key()) + "." + std::string(state.key()));
    sums_of_states();
    return std::move(found_);
  }

 private:
  void expect(const std::string& place, const std::string& shown, const std::string& answered) {
    if (shown != answered) found_.push_back(place + " is " + shown + ", answered " + answered);
  }
  static std::string exact(const json::value& amount) {
    const auto whole = [](const json::value& one) {
      return grouped_text(text_of(one.at("value")), text_of(one.at("unit")));
    };
    const auto* const book = amount.as_object().if_contains("book");
    return whole(amount) + (book == nullptr ? "" : ", in the books " + whole(*book));
  }

  void cards() {
    const std::map<std::string, const json::value*> known = {
        {"billed", &summary_.at("billed")},
        {"paid by the buyer", &summary_.at("paid")},
        {"still owed", &summary_.at("figures").at("owed")},
        {"blocked", &summary_.at("figures").at("blocked")},
        {"spent", &summary_.at("figures").at("spent")},
        {"goods and other purposes", &summary_.at("figures").at("spent")}};
    for (const auto& card : data_.at("cards").as_array()) {
      const std::string label = text_of(card.at("label"));
      if (const auto of = known.find(label); of != known.end()) {
        expect("card " + label, text_of(card.at("value")), brief(*of->second));
        expect("exact of " + label, text_of(card.at("exact")), exact(*of->second));
        continue;
      }
      std::string shown = "another";  // that of a clearing account
      for (const auto& row : summary_.at("clearing").as_array())
        if (text_of(row.at("title")) == label) {
          json::value size = row.at("balance");
          auto& number = size.as_object().at("value");
          if (const auto text = text_of(number); text.starts_with('-')) number = text.substr(1);
          expect("card " + label, text_of(card.at("value")), brief(size));
          shown = exact(row.at("balance"));
        }
      expect("exact of " + label, text_of(card.at("exact")), shown);
    }
  }

  void quarters() {
    const auto& rows = data_.at("quarters").at("rows").as_array();
    const auto& keys = data_.at("quarters").at("keys").as_array();
    const auto& expected = summary_.at("quarters").as_array();
    expect("quarters", std::to_string(rows.size()), std::to_string(expected.size()));
    for (std::size_t i = 0; i < std::min(rows.size(), expected.size()); ++i)
      for (std::size_t column = 1; column < keys.size(); ++column) {
        std::string key = "/" + text_of(keys[column]);
        std::ranges::replace(key, '.', '/');
        if (key != "/")
          expect("quarter " + std::to_string(i) + " " + key, text_of(rows[i].at(column)),
                 brief(expected[i].at_pointer(key)));
      }
  }

  void accounts() {
    std::size_t i = 0;
    for (const auto& account : summary_.at("accounts").as_object()) {
      const auto& row = data_.at("accounts").at(i++);
      for (const auto* name : {"balance", "value", "blocked"}) {
        const auto& amount = account.value().at(name);
        expect(std::string(account.key()) + " " + name, text_of(row.at(name)),
               grouped_text(text_of(amount.at("value")), text_of(amount.at("unit"))));
      }
    }
  }

  void goods() {
    std::size_t i = 0;
    const auto check = [&](const json::value& amount) {
      const auto& row = data_.at("goods").at(i++);
      expect("spent on " + text_of(row.at("title")), text_of(row.at("spent")),
             grouped_text(text_of(amount.at("value")), ""));
    };
    for (const auto& good : summary_.at("goods").as_array())
      check(good.at("spent"));
    for (const auto& use : summary_.at("other_uses").as_object())
      check(use.value());
  }

  // The last value of a packed series, rounded to seven digits for drawing.
  [[nodiscard]] double last_of(const std::string& name) const {
    const auto& packed = data_.at("series").at(name);
    double last = 0.0;
    std::istringstream pieces(text_of(packed.at("values")));
    for (std::string piece; pieces >> piece;) {
      const auto star = piece.find('*');
      last += std::stod(piece.substr(0, star)) *
              (star == std::string::npos ? 1.0 : std::stod(piece.substr(star + 1)));
    }
    return last * std::pow(10.0, -static_cast<double>(packed.at("scale").as_int64()));
  }
  void last_day(const std::string& name) {
    if (!data_.at("series").as_object().contains(name)) found_.push_back("no series " + name);
  }
  // What the stack shows on the last day is the split of the summary.
  void sums_of_states() {
    for (const auto& state : summary_.at("claims_by_state").as_object()) {
      double shown = 0.0;
      for (const auto& line : summary_.at("lines").as_object())
        shown += last_of("claims." + std::string(line.key()) + "." + std::string(state.key()));
      const double expected = std::stod(text_of(state.value().at("value")));
      // Seven digits of the largest value on any day.
      const double slack =
          1e-5 * std::stod(text_of(summary_.at("figures").at("earned").at("value")));
      if (std::fabs(shown - expected) > slack)
        found_.push_back("the stack of " + std::string(state.key()) + " ends at " +
                         std::to_string(shown) + ", answered " + std::to_string(expected));
    }
  }

  const json::value& data_;
  const json::value& summary_;
  Differences found_;
};

}  // namespace

Differences check_report(const json::value& data, const json::value& summary) {
  return ReportCheck(data, summary).run();
}

}  // namespace setoff::tests
