// Warns about dated items outside the run: a payment of 2042 in a run of 2024 is a mistake that
// nothing in the results would show. Items inherited from an extended file may well lie outside
// this file's shorter run and are counted in one note. Items from --set are treated as the file's
// own.

#include <array>
#include <map>
#include <optional>

#include "ledger/text/date_text.h"
#include "ledger/text/measure.h"
#include "simulator/scenario/business_days.h"
#include "simulator/scenario/checks.h"

namespace setoff::simulator {

namespace {

constexpr std::string_view kOfTheCaller = "--set";

// Whether an item outside the run is more likely a mistake, or history listed for completeness if
// it lies before the run, or on either side of it.
enum class Meaning : std::uint8_t { slip, history, calendar };

// A list or table whose items have a `date`, or a first and last day.
struct DatedList {
  std::string_view path;  // "*" matches every name in a table
  std::string_view effect;
  Meaning meaning = Meaning::slip;
  std::string_view from = "from";
  std::string_view to = "to";
};

constexpr std::array<DatedList, 23> kLists{{
    {"payments.recorded", "it is never paid"},
    {"payments.bridges", "it is never paid"},
    {"payments.disputes", "nothing is disputed by it", Meaning::history},
    {"payments.behaviour.regimes", "it never holds", Meaning::history},
    {"payments.behaviour.arrears", "nothing is paid by it"},
    {"releases.requests", "it is never asked for"},
    {"releases.transfers", "it never happens"},
    {"releases.conversions", "nothing is converted by it", Meaning::slip, "since", "until"},
    {"releases.conversions.*.fails", "it never holds", Meaning::history},
    {"releases.approval.stalls", "it never holds", Meaning::history},
    {"uses", "it is never paid"},
    {"exports.*.cuts", "nothing is cut by it"},
    {"exports.*.breaches", "nothing is claimed for it"},
    {"imports.goods.*.listed", "nothing is bought by it", Meaning::history},
    {"waiver.windows", "it covers no day", Meaning::history},
    {"supply_response", "it never acts"},
    {"settlement", "it is never called"},
    {"monetisation", "nothing is issued by it"},
    {"fx.interest", "nothing is charged by it"},
    {"shocks", "nothing is changed by it"},
    {"accounts", "the account never opens", Meaning::slip, "open_from", ""},
    {"time.holidays", "it is no day of the run", Meaning::calendar},
    {"payments", "the buyer does nothing by itself", Meaning::slip, "behaviour.from", ""},
}};

class OutsideRun {
 public:
  explicit OutsideRun(const CheckContext& file)
      : file_(file), run_{file.scenario.time.from, file.scenario.time.to} {
    const Span from = file.at("time.from").span();
    const Span to = file.at("time.to").span();
    if (from.file == to.file) run_file_ = from.file;
  }

  void run() {
    for (const DatedList& list : kLists)
      walk(TreeLocation(file_.tree), std::string(), list.path, list);
    steps(TreeLocation(file_.tree), "");
    for (const Settlement& settlement : file_.scenario.settlements)
      payments_of(settlement);
    for (const auto& [name, inherited] : inherited_)
      file_.diagnostics.add({.code = "outside_run",
                             .severity = Severity::note,
                             .span = inherited.first,
                             .message = std::to_string(inherited.count) + " dated item" +
                                        (inherited.count == 1 ? "" : "s") + " of " + name +
                                        (inherited.count == 1 ? " lies" : " lie") + " outside " +
                                        run_text() + ", the first here",
                             .suggestion = {},
                             .help = {},
                             .notes = {}});
  }

 private:
  struct Inherited {
    Span first;
    std::size_t count = 0;
  };

  [[nodiscard]] std::string run_text() const {
    return "the run (" + run_.from.text() + " to " + run_.to.text() + ")";
  }

  // Follows the pattern to the list and checks its items.
  void walk(const TreeLocation& here, const std::string& path, std::string_view pattern,
            const DatedList& list) {
    if (!here.exists()) return;
    const auto dot = pattern.find('.');
    const std::string step(pattern.substr(0, dot));
    const std::string_view rest =
        dot == std::string_view::npos ? std::string_view() : pattern.substr(dot + 1);
    const auto next = [&](const TreeLocation& location, const std::string& name) {
      if (rest.empty())
        items(location, name, list);
      else
        walk(location, name, rest, list);
    };
    if (step != "*") return next(here.key(step), path.empty() ? step : path + "." + step);
    for (const Member& member : here.node()->members())
      next(here.key(member.key), path + "." + member.key);
    for (std::size_t i = 0; i < here.node()->items().size(); ++i)
      next(here.item(i), item_path(path, i));
  }

  void items(const TreeLocation& list_location, const std::string& path, const DatedList& list) {
    if (!list_location.exists()) return;
    if (list.path == "payments") return item(list_location, path, list);
    for (const Member& member : list_location.node()->members())
      item(list_location.key(member.key), path + "." + member.key, list);
    for (std::size_t i = 0; i < list_location.node()->items().size(); ++i)
      item(list_location.item(i), item_path(path, i), list);
  }

  void item(const TreeLocation& location, const std::string& path, const DatedList& list) {
    const TreeLocation dated = location.node()->is_scalar() ? location : location.key("date");
    const auto day = day_of(dated);
    std::optional<Day> from = day ? day : day_of(location.at(list.from));
    std::optional<Day> to = day;
    if (!day && !list.to.empty()) to = last_day(location, from, list.to);
    const bool after = from && *from > run_.to;
    const bool before = to && *to < run_.from;
    if (!after && !before) return;
    const TreeLocation place =
        day ? dated : location.at(after ? list.from : last_key(location, list.to));
    const std::string when = after ? (day ? "is of " : "begins on ") + from->text()
                                   : (day ? "is of " : "ends on ") + to->text();
    const bool listed =
        list.meaning == Meaning::calendar || (list.meaning == Meaning::history && !after);
    report(place.span(), path + " " + when, list.effect, listed ? Meaning::history : Meaning::slip);
  }

  // What is called during the run may be paid after it.
  void payments_of(const Settlement& settlement) {
    if (!settlement.date || *settlement.date > run_.to || *settlement.date < run_.from) return;
    const Instalments& parts = settlement.instalments;
    if (!settlement.after.days.is_constant() || !parts.apart.days.is_constant()) return;
    const Workdays& workdays = file_.scenario.time.workdays;
    const Day first = after(workdays, *settlement.date, settlement.after);
    Day last = first;
    for (int i = 1; i < parts.number && last <= run_.to; ++i)
      last = after(workdays, last, parts.apart);
    if (last <= run_.to) return;
    const std::string path = "settlement." + settlement.name;
    const bool none = first > run_.to;
    report(file_.at(path + (none ? ".after" : ".instalments")).span(),
           path + (none ? " is paid on " + first.text() : " has an instalment on " + last.text()),
           none ? "it is called, and never paid" : "the rest is never paid", Meaning::slip);
  }

  // Checks tables by date: a step after the last day never holds during the run.
  void steps(const TreeLocation& location, const std::string& path) {
    if (!location.exists() || location.node()->is_scalar() || path == "variants") return;
    for (const Member& member : location.node()->members()) {
      const std::string inner = path.empty() ? member.key : path + "." + member.key;
      if (member.key == "steps" && member.value.is_mapping())
        step_table(member.value, inner);
      else
        steps(location.key(member.key), inner);
    }
    for (std::size_t i = 0; i < location.node()->items().size(); ++i)
      steps(location.item(i), item_path(path, i));
  }

  void step_table(const Node& table, const std::string& path) {
    for (const Member& step : table.members()) {
      const auto day = parse_date_text(step.key);
      if (day && day->day > run_.to)
        report(step.key_span, path + ": the step of " + day->day.text(), "it never holds",
               path.starts_with("data.") ? Meaning::history : Meaning::slip);
    }
  }

  static std::optional<Day> day_of(const TreeLocation& location) {
    if (!location.exists() || !location.node()->is_scalar()) return std::nullopt;
    const auto day = parse_date_text(location.node()->text());
    return day ? std::optional(day->day) : std::nullopt;
  }

  static std::string_view last_key(const TreeLocation& location, std::string_view to) {
    for (const std::string_view key : {to, std::string_view("for"), std::string_view("length")})
      if (location.key(key).exists()) return key;
    return to;
  }

  static std::optional<Day> last_day(const TreeLocation& location, std::optional<Day> from,
                                     std::string_view to) {
    if (const auto day = day_of(location.key(to))) return day;
    for (const std::string_view key : {"for", "length"}) {
      const TreeLocation length = location.key(key);
      if (!from || !length.exists() || !length.node()->is_scalar()) continue;
      const auto measure = parse_measure(length.node()->text());
      const auto days = measure ? expect_days(*measure) : Parsed<std::int32_t>(Fault{});
      if (days) return *from + (*days - 1);
    }
    return std::nullopt;
  }

  void report(Span span, const std::string& what, std::string_view effect, Meaning meaning) {
    const std::string name = span.file == nullptr ? "the file" : span.file->name();
    if (name != kOfTheCaller && (run_file_ == nullptr || span.file != run_file_)) {
      Inherited& inherited = inherited_[name];
      if (inherited.count++ == 0) inherited.first = span;
      return;
    }
    const std::string message = what + ", outside " + run_text() + ": " + std::string(effect);
    if (meaning == Meaning::slip)
      file_.diagnostics.warning("outside_run", span, message,
                                "correct the date, or remove it from this file");
    else
      file_.diagnostics.add({.code = "outside_run",
                             .severity = Severity::note,
                             .span = span,
                             .message = message,
                             .suggestion = {},
                             .help = {},
                             .notes = {}});
  }

  const CheckContext& file_;
  DateRange run_;
  const SourceFile* run_file_ = nullptr;        // file that defines the days of the run
  std::map<std::string, Inherited> inherited_;  // by file
};

}  // namespace

void warn_outside(const CheckContext& file) {
  OutsideRun(file).run();
}

}  // namespace setoff::simulator
