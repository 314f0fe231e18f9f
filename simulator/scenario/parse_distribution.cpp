#include "simulator/scenario/parse_distribution.h"

#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "ledger/text/measure.h"
#include "ledger/text/nearest.h"
#include "simulator/scenario/cursor.h"
#include "simulator/scenario/numbers.h"
#include "simulator/scenario/steps.h"

namespace setoff::simulator {

namespace {

constexpr double kDaysMax = kTermDaysMax;  // more than ten years must be a mistake

// Syntax of a law: either `words` before each parameter, or `count` values joined by "..".
struct LawForm {
  std::string_view name;
  DistributionKind kind;
  std::array<std::string_view, 2> words;  // empty: a range or a single value
  std::size_t count;
  std::string_view example;  // in shares
};

constexpr std::array<LawForm, 8> kForms{{
    {"uniform", DistributionKind::uniform, {}, 2, "uniform(30 %..70 %)"},
    {"triangular", DistributionKind::triangular, {}, 3, "triangular(15 days..45 days..120 days)"},
    {"normal", DistributionKind::normal, {"mean", "sd"}, 2, "normal(mean 30 days sd 5 days)"},
    {"lognormal",
     DistributionKind::lognormal,
     {"median", "p90"},
     2,
     "lognormal(median 20 days p90 60 days)"},
    {"exponential", DistributionKind::exponential, {"mean", ""}, 1, "exponential(mean 45 days)"},
    {"gamma", DistributionKind::gamma, {"mean", "cv"}, 2, "gamma(mean 28 days cv 35 %)"},
    {"beta", DistributionKind::beta, {"mean", "sd"}, 2, "beta(mean 85 % sd 10 %)"},
    {"chance", DistributionKind::chance, {}, 1, "chance(85 %)"},
}};

constexpr std::array<std::string_view, 5> kParameterWords{"mean", "sd", "median", "p90", "cv"};

struct Parameter {
  Measure measure;
  std::size_t begin = 0;
  std::size_t length = 0;
  bool is_cv = false;
};

struct WrittenLaw {
  const LawForm* form = nullptr;  // null: a constant
  std::vector<Parameter> parameters;
};

Fault distribution_fault(std::string code, std::string message, std::size_t at, std::size_t length,
                         std::string_view example) {
  return Fault{
      std::move(code), std::move(message), at, length, {}, "write it like " + std::string(example)};
}

Parsed<Parameter> read_parameter(Cursor& cursor) {
  cursor.skip_spaces();
  const std::size_t begin = cursor.offset();
  auto measure = parse_measure_prefix(cursor.rest(), kParameterWords);
  if (!measure) return measure.error().shifted(begin);
  cursor.advance(measure->length);
  return Parameter{measure->value, begin, measure->length};
}

// The separator or word before parameter `index`.
Parsed<bool> read_lead(Cursor& cursor, const LawForm& form, std::size_t index) {
  cursor.skip_spaces();
  const bool worded = !form.words[0].empty();
  if (!worded && index == 0) return true;
  const std::string_view lead = worded ? form.words[index] : "..";
  if (worded ? cursor.word() == lead : cursor.rest().starts_with(lead)) {
    cursor.advance(lead.size());
    return true;
  }
  return distribution_fault("law_syntax",
                            std::string(form.name) + " needs '" + std::string(lead) +
                                "' here, found '" + cursor.word_or_char() + "'",
                            cursor.offset(), 0, form.example);
}

Parsed<WrittenLaw> read_law(std::string_view text) {
  Cursor cursor(text);
  cursor.skip_spaces();
  const std::string name(cursor.word());
  WrittenLaw out;
  if (name.empty() || cursor.at_digit()) {
    auto measure = parse_measure(text);
    if (!measure) return measure.error();
    out.parameters.push_back({*measure, 0, text.size()});
    return out;
  }
  std::vector<std::string_view> names;
  for (const LawForm& form : kForms) {
    names.push_back(form.name);
    if (form.name == name) out.form = &form;
  }
  if (out.form == nullptr)
    return Fault{"unknown_law",        "there is no law '" + name + "'; there are " + listed(names),
                 cursor.offset(),      name.size(),
                 nearest(name, names), {}};
  cursor.advance(name.size());
  cursor.skip_spaces();
  if (!cursor.consume("("))
    return distribution_fault("law_syntax", "expected ( after " + name, cursor.offset(), 0,
                              out.form->example);
  for (std::size_t i = 0; i < out.form->count; ++i) {
    SETOFF_TRY_PARSED(lead, read_lead(cursor, *out.form, i));
    (void)lead;
    SETOFF_TRY_PARSED(parameter, read_parameter(cursor));
    parameter.is_cv = out.form->words[i < 2 ? i : 0] == "cv";
    out.parameters.push_back(parameter);
  }
  cursor.skip_spaces();
  if (!cursor.consume(")"))
    return distribution_fault("law_syntax", "expected ) at the end of " + name, cursor.offset(), 0,
                              out.form->example);
  cursor.skip_spaces();
  if (!cursor.at_end())
    return distribution_fault("law_syntax", "text after the law", cursor.offset(),
                              cursor.rest().size(), out.form->example);
  return out;
}

Distribution distribution_of(const WrittenLaw& written) {
  Distribution distribution;
  distribution.kind = written.form == nullptr ? DistributionKind::constant : written.form->kind;
  for (std::size_t i = 0; i < written.parameters.size(); ++i)
    distribution.parameters[i] = to_double(written.parameters[i].measure.value);
  return distribution;
}

// What is wrong with the parameters; empty if nothing is. `top` is the largest value allowed; if it
// is infinite, values may be below zero.
std::string impossible(const Distribution& distribution, double top) {
  const auto& p = distribution.parameters;
  const bool on_one =
      distribution.kind == DistributionKind::chance || distribution.kind == DistributionKind::beta;
  const bool any_sign = std::isinf(top) && (distribution.kind == DistributionKind::constant ||
                                            distribution.kind == DistributionKind::uniform ||
                                            distribution.kind == DistributionKind::triangular ||
                                            distribution.kind == DistributionKind::normal);
  if (p[0] < 0 && !any_sign) return "values below zero";
  if (p[0] > (on_one ? 1.0 : top)) return "a value that is too large";
  switch (distribution.kind) {
    case DistributionKind::constant:
    case DistributionKind::chance:
      return {};
    case DistributionKind::uniform:
      if (p[1] < p[0]) return "an upper bound below the lower one";
      return p[1] > top ? "an upper bound that is too large" : "";
    case DistributionKind::triangular:
      if (p[1] < p[0] || p[2] < p[1]) return "bounds that are not in order";
      return p[2] > top ? "an upper bound that is too large" : "";
    case DistributionKind::normal:
      return p[1] < 0 ? "a standard deviation below zero" : "";
    case DistributionKind::lognormal:
      if (p[0] <= 0) return "a median that is not above zero";
      return p[1] < p[0] ? "a p90 below the median" : "";
    case DistributionKind::exponential:
      return p[0] <= 0 ? "a mean that is not above zero" : "";
    case DistributionKind::gamma:
      if (p[0] <= 0) return "a mean that is not above zero";
      return p[1] <= 0 ? "a cv that is not above zero" : "";
    case DistributionKind::beta:
      if (p[0] <= 0 || p[0] >= 1) return "a mean that is not between 0 % and 100 %";
      if (p[1] <= 0) return "a standard deviation that is not above zero";
      return p[1] * p[1] >= p[0] * (1 - p[0]) ? "a standard deviation that no such law has" : "";
  }
  return {};
}

// A single value below zero or above the largest that is allowed.
Fault constant_out_of_range(const Measure& measure, bool share, std::size_t size) {
  Fault fault{"law_parameters",
              share ? "a share is from 0 % to 100 %, found " + measure.text()
                    : "a length is from 0 to " + std::to_string(kTermDaysMax) +
                          " days (ten years), found " + measure.text() + "s",
              0,
              size,
              {},
              share ? "four fifths are 80 %" : ""};
  const bool forgot_sign = share && !measure.percent && measure.value > Decimal(1, 0) &&
                           measure.value <= Decimal(100, 0);
  if (forgot_sign) fault.suggestion = measure.value.text() + " %";
  return fault;
}

// All parameters must have the dimension `wanted`; cv is a plain number.
Parsed<Distribution> checked(const WrittenLaw& written, const Dimension& wanted,
                             std::string_view what, double top, std::size_t size) {
  for (const Parameter& parameter : written.parameters) {
    const Dimension& expected = parameter.is_cv ? Dimension() : wanted;
    if (parameter.measure.dimension == expected) continue;
    const bool missing = parameter.measure.dimension.is_plain() && !parameter.measure.percent;
    return Fault{missing ? "missing_unit" : "unit_mismatch",
                 "expected " + std::string(parameter.is_cv ? "a share such as 35 %" : what) +
                     ", found " + (missing ? "the plain number " : "") + parameter.measure.text(),
                 parameter.begin,
                 parameter.length,
                 {},
                 missing ? "write the unit after the number" : ""};
  }
  const Distribution distribution = distribution_of(written);
  const std::string wrong = impossible(distribution, top);
  if (!wrong.empty()) {
    if (written.form == nullptr)
      return constant_out_of_range(written.parameters.front().measure, top == 1, size);
    return Fault{"law_parameters",
                 std::string(written.form->name) + " has " + wrong,
                 0,
                 size,
                 {},
                 "write it like " + std::string(written.form->example)};
  }
  return distribution;
}

}  // namespace

Parsed<Distribution> parse_share_distribution(std::string_view text) {
  SETOFF_TRY_PARSED(written, read_law(text));
  return checked(written, Dimension(), "a share such as 85 %", 1.0, text.size());
}

Parsed<Duration> parse_duration_distribution(std::string_view text) {
  SETOFF_TRY_PARSED(written, read_law(text));
  const Dimension business(TimeUnit::business_day);
  const bool in_business_days = written.parameters.front().measure.dimension == business;
  const Dimension wanted = in_business_days ? business : Dimension(TimeUnit::day);
  SETOFF_TRY_PARSED(distribution, checked(written, wanted, "a number of days such as 45 days",
                                          kDaysMax, text.size()));
  if (distribution.is_constant() &&
      std::floor(distribution.parameters[0]) < distribution.parameters[0])
    return Fault{"wrong_unit",
                 "expected a whole number of days, found " + std::string(text),
                 0,
                 text.size(),
                 {},
                 "write it like 45 days"};
  if (distribution.kind == DistributionKind::beta || distribution.kind == DistributionKind::chance)
    return Fault{"unknown_law",
                 "this law gives shares, and a number of days is needed here",
                 0,
                 text.size(),
                 {},
                 "use lognormal(median 20 days p90 60 days)"};
  return Duration{distribution, in_business_days};
}

Parsed<MeasuredLaw> parse_measured_law(std::string_view text) {
  SETOFF_TRY_PARSED(written, read_law(text));
  const Measure& first = written.parameters.front().measure;
  SETOFF_TRY_PARSED(distribution, checked(written, first.dimension,
                                          "the unit of the first number, " + first.text(),
                                          std::numeric_limits<double>::infinity(), text.size()));
  return MeasuredLaw{distribution, first.dimension, first.percent};
}

}  // namespace setoff::simulator
