// Observations and events in words: a small reader of their language, which shows as it is written
// whatever it does not know.

#include <algorithm>
#include <array>
#include <optional>

#include "ledger/base/characters.h"
#include "simulator/report/columns.h"
#include "simulator/report/series_words.h"
#include "simulator/report/study_figures.h"
#include "simulator/scenario/cursor.h"

namespace setoff::simulator {
namespace {

enum class Number : std::uint8_t { singular, plural };
enum class Worse : std::uint8_t { high, low };

struct ObservationPattern {
  std::string_view name;
  std::string_view named;  // `*` is the argument
  std::string_view alone;
  Number number = Number::singular;
  Worse worse = Worse::high;
  std::string_view clause = {};
};

using enum Number;
constexpr std::array kObservationWords = std::to_array<ObservationPattern>({
    {"delivered_value", "the value of * delivered", "the value of deliveries", singular,
     Worse::low},
    {"billed", "the amount billed for *", "the amount billed"},
    {"paid", "the amount paid for *", "the amount paid by the buyer", singular, Worse::low},
    {"delivered", "* delivered", "the quantity delivered", singular, Worse::low},
    {"retained", "* kept by the carrier", "the quantity kept by the carrier"},
    {"cut_days", "days on which * is cut", "days of cuts", plural, Worse::high, "* is cut"},
    {"flow", "the flow of *", "the flow", singular, Worse::low},
    {"price", "the price of *", "the price"},
    {"claims", "open claims of *", "open claims", plural},
    {"overdue", "overdue claims of *", "overdue claims", plural},
    {"disputed", "disputed claims of *", "disputed claims", plural},
    {"penalties", "late fees of *", "late fees", plural},
    {"at_banks", "the money of * at the banks", "the money at the banks"},
    {"blocked", "the blocked money of *", "the blocked money"},
    {"payables", "the amount owed to sellers, *", "the amount owed to sellers"},
    {"home_money", "the home money issued, *", "the home money issued"},
    {"restricted", "the restricted money on *", "the restricted money"},
    {"balance", "the balance of *", "the balance", singular, Worse::low},
    {"approved", "the approved money on *", "the approved money", singular, Worse::low},
    {"paid_out", "the amount paid out for *", "the amount paid out", singular, Worse::low},
    {"purchased", "purchases of *", "purchases", plural},
    {"swing", "the swing of *", "the swing"},
    {"called", "the amount called on *", "the amount called"},
    {"settled", "the amount settled on *", "the amount settled", singular, Worse::low},
    {"consultations", "consultations on *", "consultations", plural},
    {"landed", "* landed", "the quantity landed", singular, Worse::low},
    {"landed_value", "the value of * landed", "the value of goods landed", singular, Worse::low},
    {"stock", "the stock of *", "the stock", singular, Worse::low},
    {"shortage_days", "days on which * is short", "days on which a good is short", plural,
     Worse::high, "* runs short"},
    {"share_financed", "the share of the need of * that is met",
     "the share of the need that is met", singular, Worse::low},
    {"refusals", "refusals by *", "refusals", plural},
    {"imbalance", "the imbalance of the books, *", "the imbalance of the books"},
});

std::string_view without_spaces(std::string_view text) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return text;
}

std::string filled_pattern(std::string_view pattern, std::string_view name) {
  std::string out(pattern);
  const std::size_t at = out.find('*');
  return at == std::string::npos ? out : out.replace(at, 1, with_spaces(std::string(name)));
}

std::string date_words(std::string_view text) {
  const auto day = parse_day(without_spaces(text));
  return day ? shown_day(*day) : std::string(without_spaces(text));
}

// " on 31 Dec 2025", " in 2024", " from 1 Jan 2024 to 30 Jun 2024"
std::string time_words(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots != std::string_view::npos)
    return " from " + date_words(text.substr(0, dots)) + " to " + date_words(text.substr(dots + 2));
  const bool year = text.find('-') == std::string_view::npos;
  return (year ? " in " : " on ") + date_words(text);
}

struct TermWords {
  const ObservationPattern* pattern = nullptr;
  std::string noun;
  std::string clause;
  std::string time;
};

// "name(argument, time)"; nullopt if it is none that is known.
std::optional<TermWords> read_term(Cursor& cursor) {
  const std::string_view name = cursor.word();
  const auto pattern = std::ranges::find(kObservationWords, name, &ObservationPattern::name);
  if (pattern == kObservationWords.end()) return std::nullopt;
  cursor.advance(name.size());
  cursor.skip_spaces();
  const std::size_t close = cursor.rest().find(')');
  if (!cursor.consume("(") || close == std::string_view::npos) return std::nullopt;
  std::string_view arguments = cursor.rest().substr(0, close - 1);
  cursor.advance(close);
  TermWords term{.pattern = &*pattern, .noun = {}, .clause = {}, .time = {}};
  std::string_view object;
  while (!arguments.empty()) {
    const std::size_t comma = std::min(arguments.find(','), arguments.size());
    const std::string_view argument = without_spaces(arguments.substr(0, comma));
    arguments.remove_prefix(std::min(comma + 1, arguments.size()));
    if (argument.empty()) return std::nullopt;
    if (argument.starts_with("SH ") || is_digit(argument.front()))
      term.time = time_words(argument);
    else if (argument != "all")
      object = argument;
  }
  term.noun = object.empty() ? std::string(pattern->alone) : filled_pattern(pattern->named, object);
  if (!object.empty() && !pattern->clause.empty())
    term.clause = filled_pattern(pattern->clause, object);
  return term;
}

// A sum of terms up to a comparison, `in` or the end.
std::optional<ObservationWords> read_sum(Cursor& cursor) {
  cursor.skip_spaces();
  const auto first = read_term(cursor);
  if (!first) return std::nullopt;
  ObservationWords out{.noun = first->noun + first->time,
                       .plural = first->pattern->number == plural,
                       .low_is_bad = first->pattern->worse == Worse::low,
                       .clause = first->clause.empty() ? "" : first->clause + first->time};
  while (true) {
    cursor.skip_spaces();
    const bool plus = cursor.consume("+");
    if (!plus && !cursor.consume("-")) return out;
    cursor.skip_spaces();
    const auto next = read_term(cursor);
    if (!next) return std::nullopt;
    out.noun += (plus ? " plus " : " less ") + next->noun + next->time;
    out.clause.clear();
  }
}

ObservationWords as_written(std::string_view text) {
  return {.noun = std::string(text), .plural = false, .low_is_bad = false, .clause = {}};
}

std::string without_article(const std::string& noun) {
  constexpr std::string_view kThe = "the ";
  return with_first_capital(noun.starts_with(kThe) ? noun.substr(kThe.size()) : noun);
}

struct ComparisonWords {
  std::string_view sign;
  std::string_view state;                 // "below"
  std::array<std::string_view, 2> verbs;  // singular and plural
};
constexpr std::array<ComparisonWords, 5> kComparisonWords{{
    {"==", "equal to", {"is exactly", "are exactly"}},
    {"<=", "at most", {"is at most", "are at most"}},
    {">=", "at least", {"is at least", "are at least"}},
    {"<", "below", {"is below", "are below"}},
    {">", "above", {"is above", "are above"}},
}};

}  // namespace

ObservationWords observation_words(std::string_view text) {
  Cursor cursor(text);
  auto words = read_sum(cursor);
  const bool all = words && (cursor.at_end() || cursor.rest().starts_with("in "));
  return all ? std::move(*words) : as_written(text);
}

std::string question_title(std::string_view text) {
  return without_article(observation_words(text).noun);
}

EventWords event_words(std::string_view text) {
  constexpr std::string_view kEver = "ever ";
  const bool ever = text.starts_with(kEver);
  const std::string_view when = ever ? " at some time" : "";
  const EventWords unread{std::string(text), "“" + std::string(text) + "” holds"};
  Cursor cursor(text.substr(ever ? kEver.size() : 0));
  const auto words = read_sum(cursor);
  if (!words) return unread;
  for (const ComparisonWords& comparison : kComparisonWords) {
    if (!cursor.consume(comparison.sign)) continue;
    const std::string_view level = without_spaces(cursor.rest());
    const bool days = !words->clause.empty();
    std::string value(level);
    if (days) value += level == "1" ? " day" : " days";
    EventWords out{without_article(words->noun), words->noun};
    out.title.append(" ").append(comparison.state).append(" ").append(value).append(when);
    out.sentence.append(" ").append(comparison.verbs[words->plural ? 1 : 0]);
    out.sentence.append(" ").append(value).append(when);
    if (days && comparison.sign == ">") {
      out.sentence = words->clause + (level == "0" ? "" : " on more than " + value);
      out.title = with_first_capital(out.sentence);
    }
    return out;
  }
  return unread;
}

}  // namespace setoff::simulator
