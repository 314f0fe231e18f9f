// Questions: splits a target into path and parameters, and checks parameters.

#include <algorithm>

#include "cli/daemon/answers/parts.h"
#include "ledger/base/whole_number.h"
#include "ledger/exchange/percent_encoding.h"

namespace setoff::cli {
namespace {

constexpr std::size_t kTargetMax = 2000;

// Decodes percent and plus encoding of a form (WHATWG URL, application/x-www-form-urlencoded).
Result<std::string> decoded(std::string_view text, bool plus_is_space) {
  std::string spaced(text);
  if (plus_is_space) std::ranges::replace(spaced, '+', ' ');
  auto out = percent_decoded(spaced);
  if (!out) return Error(Code::bad_syntax, "a % in the target is not followed by two hex digits");
  if (!is_text(*out)) return Error(Code::bad_syntax, "the target is not plain UTF-8 text");
  return std::move(*out);
}

Result<std::uint64_t> number_of(std::string_view name, std::string_view text) {
  if (const auto value = parse_whole_number(text)) return *value;
  return Error(Code::bad_field, "'" + std::string(text) + "' is not a whole number",
               std::string(name));
}

}  // namespace

std::string_view Question::value_of(std::string_view name) const {
  const auto found = std::ranges::find(parameters, name, [](const auto& p) { return p.first; });
  return found == parameters.end() ? std::string_view() : found->second;
}

Result<Question> read_question(std::string_view target) {
  if (target.size() > kTargetMax)
    return Error(Code::too_large, "the target is longer than " + std::to_string(kTargetMax));
  Question question;
  const auto mark = target.find('?');
  SETOFF_TRY(path, decoded(target.substr(0, mark), false));
  question.path = std::move(path);
  auto rest = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
  while (!rest.empty()) {
    const auto end = rest.find('&');
    const auto pair = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    SETOFF_TRY(name, decoded(pair.substr(0, equals), true));
    SETOFF_TRY(value,
               decoded(equals == std::string_view::npos ? "" : pair.substr(equals + 1), true));
    if (value.empty())
      return Error(Code::bad_field, "the parameter is empty; give it a value or leave it out",
                   name);
    question.parameters.emplace_back(std::move(name), std::move(value));
  }
  return question;
}

Result<std::optional<Day>> Asked::maybe_day(std::string_view name) const {
  const auto text = value_of(name);
  if (text.empty()) return std::optional<Day>{};
  const auto day = parse_day(text);
  if (!day) return Error(Code::bad_field, day.error().detail, std::string(name));
  return std::optional<Day>{*day};
}

Result<Day> Asked::day(std::string_view name) const {
  SETOFF_TRY(day, maybe_day(name));
  return day.value_or(books.now.day());
}

Result<std::uint64_t> Asked::count(std::string_view name, std::uint64_t fallback,
                                   std::uint64_t max) const {
  const auto text = value_of(name);
  if (text.empty()) return fallback;
  SETOFF_TRY(value, number_of(name, text));
  if (value == 0 || value > max)
    return Error(Code::bad_field, std::string(text) + " is outside 1 to " + std::to_string(max),
                 std::string(name));
  return value;
}

Result<std::optional<Sequence>> Asked::sequence(std::string_view name) const {
  const auto text = value_of(name);
  if (text.empty()) return std::optional<Sequence>{};
  SETOFF_TRY(value, number_of(name, text));
  return std::optional<Sequence>{value};
}

Result<bool> Asked::yes(std::string_view name) const {
  const auto text = value_of(name);
  if (text.empty() || text == "false") return false;
  if (text == "true") return true;
  return Error(Code::bad_field, "true or false, not '" + std::string(text) + "'",
               std::string(name));
}

}  // namespace setoff::cli
