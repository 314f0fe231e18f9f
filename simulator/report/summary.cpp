#include "simulator/report/summary.h"

#include <algorithm>
#include <functional>

#include "simulator/report/amount_text.h"
#include "simulator/report/columns.h"
#include "simulator/report/expectation_row.h"
#include "simulator/report/summary_parts.h"

namespace setoff::simulator {
namespace {

Result<Value> percent(const Exact& share) {
  SETOFF_TRY(hundredfold, share.times(std::int64_t{100}));
  SETOFF_TRY(tenths, hundredfold.round(1, Rounding::half_even));
  return Value{tenths, 1, "%"};
}

// Computes the summary of a run; each member function fills one part of it.
class Summarizer {
 public:
  explicit Summarizer(const RunRecord& record)
      : record_(record),
        scenario_(record.scenario()),
        table_(record.result.daily),
        reporting_(record) {}

  Result<Summary> make() {
    if (table_.days.empty()) return Error(Code::bad_range, "the run has no day");
    whole_ = {0, table_.days.size() - 1, table_.days.front(), table_.days.back()};
    SETOFF_TRY_STATUS(frame());
    SETOFF_TRY_STATUS(lines());
    SETOFF_TRY_STATUS(claims());
    SETOFF_TRY_STATUS(accounts());
    SETOFF_TRY_STATUS(add_two_way(record_, reporting_, out_));
    window();
    SETOFF_TRY_STATUS(goods());
    SETOFF_TRY_STATUS(uses());
    SETOFF_TRY(quarters, quarters_of(record_, reporting_));
    out_.quarters = std::move(quarters);
    SETOFF_TRY_STATUS(worst_months());
    for (const auto& result : record_.result.expectations)
      out_.expectations.push_back(expectation_row(scenario_.expectations[result.expectation],
                                                  result, record_.loaded.provenance));
    return std::move(out_);
  }

 private:
  [[nodiscard]] const Column* column(const std::string& name) const {
    return find_column(table_, name);
  }
  [[nodiscard]] Columns by_line(std::string_view before) const {
    return columns_by_line(record_, before);
  }

  Status frame() {
    out_.name = scenario_.name;
    out_.title = scenario_.title;
    out_.from = scenario_.time.from;
    out_.to = whole_.to;
    out_.currency = scenario_.currency.reporting.code();
    out_.book = scenario_.currency.contract.code();
    SETOFF_TRY(rate, reporting_.rate(whole_.to));
    out_.rate = rate;
    out_.refusals = refusal_rows(record_);
    out_.refused = record_.result.refusals.size();
    out_.events = record_.result.events;
    return Ok{};
  }

  Status lines() {
    for (const Contract& line : scenario_.exports) {
      SETOFF_TRY(billed, reporting_.over(column("billed." + line.name), whole_));
      SETOFF_TRY(paid, reporting_.over(column("paid." + line.name), whole_));
      out_.lines.push_back({line.name, title_of(line), billed, paid,
                            run_total(table_, "delivered." + line.name, {}, line.unit.scale())});
      out_.lines.back().delivered.unit = shown_unit(line);
    }
    SETOFF_TRY(billed, reporting_.over_all(by_line("billed."), whole_));
    SETOFF_TRY(paid, reporting_.over_all(by_line("paid."), whole_));
    out_.billed = billed;
    out_.paid = paid;
    return Ok{};
  }

  Status claims() {
    SETOFF_TRY(claims, reporting_.all_lines_on(whole_.last_row));
    for (std::size_t i = 0; i < kClaimParts; ++i)
      out_.states[i] = reporting_.both(claims.reported.parts[i], claims.book.parts[i]);
    const Figures of_reported = figures_of(claims.reported);
    const Figures of_book = figures_of(claims.book);
    for (std::size_t i = 0; i < kFigures; ++i) {
      const auto figure = static_cast<Figure>(i);
      out_.figures[i] = reporting_.both(of_reported[figure], of_book[figure]);
    }
    return Ok{};
  }

  Status accounts() {
    for (const ScenarioAccount& account : scenario_.accounts) {
      SETOFF_TRY(value, reporting_.over(column("value." + account.name), whole_));
      SETOFF_TRY(blocked, reporting_.over(column("blocked." + account.name), whole_));
      const auto level = [&](const std::string& what) {
        return last_level(table_, what + "." + account.name, account.currency.code(),
                          account.currency.scale());
      };
      AccountRow row{account.name, title_of(account), level("balance"), value, blocked};
      if (reporting_.differs() && account.currency == reporting_.currency())
        as_it_is(row, level("approved").minor, account.use);
      out_.accounts.push_back(std::move(row));
    }
    return Ok{};
  }

  // For an account in the reporting currency: its own amounts need no conversion.
  static void as_it_is(AccountRow& row, std::int64_t approved, AccountUse use) {
    row.value.value.minor = row.balance.minor;
    row.blocked.value.minor = use == AccountUse::deposit ? row.balance.minor - approved : 0;
  }

  void window() {
    if (!scenario_.waiver.needed) return;
    const Columns windows = by_line("window.");
    bool open = false;
    for (std::size_t row = 0; row < table_.days.size(); ++row) {
      open = std::ranges::any_of(
          windows, [&](const Column* one) { return one != nullptr && one->values[row] != 0; });
      if (!open) ++out_.days_without_window;
    }
    out_.window_open = open;
  }

  Status goods() {
    if (!scenario_.imports) return Ok{};
    for (const Good& good : scenario_.imports->goods) {
      const std::string unit(good.unit.code());
      const int scale = good.unit.scale();
      GoodRow row;
      row.name = good.name;
      row.title = title_of(good);
      row.purpose = good.purpose;
      row.landed = run_total(table_, "landed." + good.name, unit, scale);
      row.ordered = run_total(table_, "ordered." + good.name, unit, scale);
      row.need = run_total(table_, "need." + good.name, unit, scale);
      row.stock = last_level(table_, "stock." + good.name, unit, scale);
      row.shortage_days = run_total(table_, "short." + good.name, "", 0).minor;
      SETOFF_TRY(asked, Exact(1, 0).plus(Exact(
                            Decimal(-good.other_supply.mantissa(), good.other_supply.exponent()))));
      SETOFF_TRY(asked_percent, percent(asked));
      row.asked = asked_percent;
      row.financed = financed(row);
      SETOFF_TRY(spent, reporting_.over(column("spent_on." + good.name), whole_));
      row.spent = spent;
      out_.goods.push_back(std::move(row));
    }
    return Ok{};
  }

  static std::optional<Value> financed(const GoodRow& row) {
    if (row.need.minor <= 0 || row.need.scale != row.landed.scale) return std::nullopt;
    const auto share =
        Exact(row.landed.minor, row.landed.scale).over(Decimal(row.need.minor, -row.need.scale));
    const auto shown = share ? percent(*share) : Result<Value>(share.error());
    return shown ? std::optional(*shown) : std::nullopt;
  }

  // Spending on purposes other than goods: a vaccine, pilgrims, an auction of balances.
  Status uses() {
    SETOFF_TRY(spent, reporting_.over_all(spending_columns(record_), whole_));
    out_.paid_out = spent;
    for (const std::string& purpose : scenario_.purposes) {
      const Column* const all = column("spent_for." + purpose);
      if (all == nullptr) continue;
      Column others = *all;
      const auto take_off = [&](const std::string& good, const std::string& of) {
        const Column* const on_good = column("spent_on." + good);
        if (of == purpose && on_good != nullptr)
          std::ranges::transform(others.values, on_good->values, others.values.begin(),
                                 std::minus());
      };
      for (const GoodRow& good : out_.goods)
        take_off(good.name, good.purpose);
      for (const Purchase& purchase : scenario_.purchases)
        take_off(purchase.contract.name, purchase.purpose);
      SETOFF_TRY(spent_otherwise, reporting_.over(&others, whole_));
      if (spent_otherwise.book.minor != 0) out_.other_uses.push_back({purpose, spent_otherwise});
    }
    return Ok{};
  }

  Status worst_months() {
    for (const WorstMonth& month : record_.result.worst_months) {
      WorstRow row{month.measure, month.from, month.to, {month.value, month.value}};
      if (month.measure == "overdue") {
        SETOFF_TRY(claims, reporting_.all_lines_on(*row_of(table_, month.on)));
        row.value =
            reporting_.both(claims.reported[ClaimPart::overdue], claims.book[ClaimPart::overdue]);
      }
      out_.worst_months.push_back(std::move(row));
    }
    return Ok{};
  }

  const RunRecord& record_;
  const Scenario& scenario_;
  const DailyTable& table_;
  Reporting reporting_;
  RunSpan whole_;
  Summary out_;
};

}  // namespace

Result<Summary> summarize(const RunRecord& record) {
  return Summarizer(record).make();
}

}  // namespace setoff::simulator
