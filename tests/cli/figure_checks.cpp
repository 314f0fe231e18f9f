#include "tests/cli/figure_checks.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "simulator/report/amount_text.h"

namespace setoff::tests {

namespace json = boost::json;

std::string text_of(const json::value& value) {
  return value.is_string() ? std::string(value.as_string()) : json::serialize(value);
}

bool is_amount(const json::value& value) {
  const auto* const object = value.if_object();
  if (object == nullptr || !object->contains("value") || !object->contains("unit")) return false;
  return Currency::find(text_of(object->at("unit"))).has_value();
}

std::string grouped_text(const std::string& number, std::string_view unit) {
  const auto point = number.find('.');
  const int scale = point == std::string::npos ? 0 : static_cast<int>(number.size() - point - 1);
  return simulator::grouped({*parse_minor(number, scale), scale, std::string(unit)});
}

namespace {

std::string brief(const json::value& amount) {
  const auto number = text_of(amount.at("value"));
  const auto point = number.find('.');
  const int scale = point == std::string::npos ? 0 : static_cast<int>(number.size() - point - 1);
  return simulator::brief({*parse_minor(number, scale), scale, ""});
}

// Compares a summary with what the commands answer.
class SummaryCheck {
 public:
  SummaryCheck(const json::value& summary, RunAnswers& answers)
      : summary_(summary),
        answers_(answers),
        from_(*parse_day(text_of(summary.at("from")))),
        to_(*parse_day(text_of(summary.at("to")))) {}

  Differences run() {
    flow("billed", "billed");
    flow("paid", "paid");
    flow("paid_out", "spent");
    for (const auto& line : summary_.at("lines").as_object()) {
      const std::string name(line.key());
      const std::string place = "lines." + name;
      flow(place + ".billed", "billed." + name);
      flow(place + ".paid", "paid." + name);
      quantity(line.value().at("delivered"), "delivered." + name);
    }
    for (const auto& state : summary_.at("claims_by_state").as_object())
      both("claims_by_state." + std::string(state.key()), [&](bool in_books) {
        return answers_.state_of(std::string(state.key()), to_, in_books);
      });
    for (const auto& figure : summary_.at("figures").as_object())
      both("figures." + std::string(figure.key()), [&](bool in_books) {
        return answers_.figure(std::string(figure.key()), to_, in_books);
      });
    accounts();
    two_way();
    uses();
    quarters();
    worst();
    totals();
    return std::move(found_);
  }

 private:
  [[nodiscard]] const json::value& at(const std::string& place) const {
    std::string pointer = "/" + place;
    std::ranges::replace(pointer, '.', '/');
    return summary_.at_pointer(pointer);
  }
  void expect(const std::string& place, const std::string& shown, const std::string& answered) {
    if (shown != answered) found_.push_back(place + " is " + shown + ", answered " + answered);
  }
  // An amount in the reporting currency, with that of the books where it is another.
  template <class Answer>
  void both(const std::string& place, Answer answer) {
    const auto& amount = at(place);
    expect(place, text_of(amount.at("value")), answer(false));
    const bool two = answers_.book() != answers_.reporting();
    expect(place + ".unit", text_of(amount.at("unit")), std::string(answers_.reporting().code()));
    if (two) expect(place + ".book", text_of(amount.at("book").at("value")), answer(true));
  }
  void flow(const std::string& place, const std::string& name) {
    both(place, [&](bool in_books) { return answers_.flow(name, from_, to_, in_books); });
  }

  // What was delivered and what landed is what the events of the ledger say.
  void quantity(const json::value& shown, const std::string& name) {
    const auto text = text_of(shown.at("value"));
    const auto point = text.find('.');
    const int scale = point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
    expect(name, text, format_minor(answers_.quantity(name), scale));
  }

  void accounts() {
    for (const auto& account : summary_.at("accounts").as_object()) {
      const std::string name(account.key());
      expect("balance of " + name, text_of(account.value().at("balance").at("value")),
             answers_.balance(name, to_));
      for (const auto& [shown, asked] : {std::pair{"value", "worth"}, {"blocked", "blocked"}})
        both("accounts." + name + "." + shown, [&, what = asked](bool in_books) {
          return answers_.worth(name, what, to_, in_books);
        });
    }
  }

  void two_way() {
    const auto& purchases = summary_.at("purchases").as_array();
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      const auto name = text_of(purchases[i].at("purchase"));
      flow("purchases." + std::to_string(i) + ".billed", "purchased." + name);
      flow("purchases." + std::to_string(i) + ".paid", "paid_for." + name);
    }
    for (const auto& row : summary_.at("clearing").as_array()) {
      const auto name = text_of(row.at("account"));
      expect("balance of " + name, text_of(row.at("balance").at("value")),
             answers_.balance(name, to_));
      expect("settled of " + name, text_of(row.at("settled").at("value")),
             answers_.settled(name, from_, to_));
    }
  }

  void uses() {
    const auto& goods = summary_.at("goods").as_array();
    for (std::size_t i = 0; i < goods.size(); ++i) {
      const auto name = text_of(goods[i].at("good"));
      flow("goods." + std::to_string(i) + ".spent", "spent_on." + name);
      quantity(goods[i].at("landed"), "landed." + name);
    }
    for (const auto& use : summary_.at("other_uses").as_object())
      flow("other_uses." + std::string(use.key()), "other_uses." + std::string(use.key()));
  }

  void quarters() {
    const auto& rows = summary_.at("quarters").as_array();
    Day next = from_;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string place = "quarters." + std::to_string(i) + ".";
      const Day from = *parse_day(text_of(rows[i].at("from")));
      const Day to = *parse_day(text_of(rows[i].at("to")));
      expect(place + "from", from.text(), next.text());
      next = to + 1;
      for (const std::string name : {"billed", "paid", "released", "spent"})
        both(place + name, [&](bool in_books) { return answers_.flow(name, from, to, in_books); });
      both(place + "overdue",
           [&](bool in_books) { return answers_.state_of("overdue", to, in_books); });
      both(place + "blocked",
           [&](bool in_books) { return answers_.figure("blocked", to, in_books); });
    }
    expect("the day after the last quarter", next.text(), (to_ + 1).text());
  }

  // The worst month is that of the worst day of the whole run.
  void worst() {
    const auto& rows = summary_.at("worst_months").as_array();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!is_amount(rows[i].at("worst"))) continue;
      const std::string place = "worst_months." + std::to_string(i) + ".";
      const Day on = answers_.worst_overdue(from_, to_);
      const bool holds = *parse_day(text_of(rows[i].at("from"))) <= on &&
                         on <= *parse_day(text_of(rows[i].at("to")));
      expect(place + "from to", holds ? "the month of it" : "another", "the month of it");
      both(place + "worst",
           [&](bool in_books) { return answers_.state_of("overdue", on, in_books); });
    }
  }

  // The sums of the daily table, in the currency of their column.
  void totals() {
    for (const auto& total : summary_.at("totals").as_object()) {
      const std::string name(total.key());
      const auto dot = name.find('.');
      const auto group = name.substr(0, dot);
      const auto rest = dot == std::string::npos ? std::string() : name.substr(dot + 1);
      const auto shown = [&] { return text_of(total.value().at("value")); };
      if (group == "claims") {
        const auto split = rest.rfind('.');
        expect(name, shown(),
               answers_.line_state(rest.substr(0, split), rest.substr(split + 1), to_));
      } else if (group == "earned") {
        expect(name, shown(), answers_.line_state(rest, "earned", to_));
      } else if (group == "balance") {
        expect(name, shown(), answers_.balance(rest, to_));
      } else if (group == "blocked") {
        expect(name, shown(), answers_.worth(rest, "blocked", to_, true));
      } else if (group == "settled") {
        expect(name, shown(), answers_.settled(rest, from_, to_));
      } else if (group == "home_money") {
        quantity(total.value(), group);  // of the one issuer that a file has
      } else if (is_amount(total.value()) && group != "delivered_value" && group != "called") {
        expect(name, shown(), answers_.flow(name, from_, to_, true));
      }
    }
  }

  const json::value& summary_;
  RunAnswers& answers_;
  Day from_;
  Day to_;
  Differences found_;
};

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
    const std::pair<const char*, const json::value*> expected[] = {
        {"billed", &summary_.at("billed")},
        {"paid by the buyer", &summary_.at("paid")},
        {"still owed", &summary_.at("figures").at("owed")},
        {"blocked", &summary_.at("figures").at("blocked")},
        {"spent", &summary_.at("figures").at("spent")}};
    for (std::size_t i = 0; i < std::size(expected); ++i) {
      const auto& card = data_.at("cards").at(i);
      const auto& [label, amount] = expected[i];
      expect("card", text_of(card.at("label")), label);
      expect(std::string("card ") + label, text_of(card.at("value")), brief(*amount));
      expect(std::string("exact of ") + label, text_of(card.at("exact")), exact(*amount));
    }
  }

  void quarters() {
    const auto& rows = data_.at("quarters").at("rows").as_array();
    const auto& expected = summary_.at("quarters").as_array();
    expect("quarters", std::to_string(rows.size()), std::to_string(expected.size()));
    const std::size_t lines = summary_.at("lines").as_object().size();
    for (std::size_t i = 0; i < std::min(rows.size(), expected.size()); ++i) {
      std::size_t column = 2 + lines;
      for (const auto* name : {"billed", "paid", "released", "spent", "overdue", "blocked"})
        expect("quarter " + std::to_string(i) + " " + name, text_of(rows[i].at(column++)),
               brief(expected[i].at(name)));
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

Differences check_summary(const json::value& summary, RunAnswers& answers) {
  return SummaryCheck(summary, answers).run();
}
Differences check_report(const json::value& data, const json::value& summary) {
  return ReportCheck(data, summary).run();
}

}  // namespace setoff::tests
