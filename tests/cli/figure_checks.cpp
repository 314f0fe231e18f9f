#include "tests/cli/figure_checks.h"

#include <algorithm>

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
      if (row.as_object().contains("moved"))
        expect("moved of " + name, text_of(row.at("moved").at("value")),
               answers_.moved(name, from_, to_));
    }
  }
  void two_way_of(const json::value& quarter, const std::string& place, Day from, Day to) {
    if (quarter.as_object().contains("purchased"))
      for (const std::string name : {"purchased", "paid_for"})
        both(place + name, [&](bool in_books) { return answers_.flow(name, from, to, in_books); });
    if (!quarter.as_object().contains("clearing")) return;
    for (const auto& row : quarter.at("clearing").as_array()) {
      const auto name = text_of(row.at("account"));
      expect(place + "balance of " + name, text_of(row.at("balance").at("value")),
             answers_.balance(name, to));
      expect(place + "settled of " + name, text_of(row.at("settled").at("value")),
             answers_.settled(name, from, to));
      if (row.as_object().contains("moved"))
        expect(place + "moved of " + name, text_of(row.at("moved").at("value")),
               answers_.moved(name, from, to));
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
      two_way_of(rows[i], place, from, to);
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
      } else if (group == "moved") {
        expect(name, shown(), answers_.moved(rest, from_, to_));
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

}  // namespace

Differences check_summary(const json::value& summary, RunAnswers& answers) {
  return SummaryCheck(summary, answers).run();
}

}  // namespace setoff::tests
