#include "simulator/engine/expectations.h"

#include <algorithm>

#include "simulator/engine/observe.h"

namespace setoff::simulator {

namespace {

constexpr int kScaleMax = 12;
constexpr const char* kCutShort = "the run ended before its last day";

// The decimal as an integer multiple of 10^-scale; nullopt if it has more places or does not fit.
std::optional<Int128> at_scale(Int128 mantissa, int exponent, int scale) {
  const auto power = power_of_ten(scale + exponent);
  if (!power) return std::nullopt;
  return checked_multiply(mantissa, *power);
}

struct Judgement {
  bool holds = false;
  Value residual;
  Int128 distance = 0;  // how far it misses, to find the worst day
};

std::optional<Judgement> judge(const Expectation& expected, const Value& observed) {
  const Decimal& value = expected.expected.value;
  const int scale = std::min(
      kScaleMax, std::max({observed.scale, -value.exponent(), -expected.tolerance.exponent()}));
  const auto a = at_scale(observed.minor, -observed.scale, scale);
  const auto b = at_scale(value.mantissa(), value.exponent(), scale);
  const auto slack = at_scale(expected.tolerance.mantissa(), expected.tolerance.exponent(), scale);
  if (!a || !b || !slack) return std::nullopt;
  const Int128 difference = *a - *b;
  Judgement judgement;
  switch (expected.comparison) {
    case Comparison::equal:
      judgement.distance = (difference < 0 ? -difference : difference) - *slack;
      judgement.holds = judgement.distance <= 0;
      break;
    case Comparison::less:
      judgement.distance = difference - *slack;
      judgement.holds = judgement.distance < 0;
      break;
    case Comparison::less_equal:
      judgement.distance = difference - *slack;
      judgement.holds = judgement.distance <= 0;
      break;
    case Comparison::greater:
      judgement.distance = -difference - *slack;
      judgement.holds = judgement.distance < 0;
      break;
    case Comparison::greater_equal:
      judgement.distance = -difference - *slack;
      judgement.holds = judgement.distance <= 0;
      break;
  }
  const auto unit = power_of_ten(scale - observed.scale);
  const auto residual = narrow(divide_rounded(difference, *unit, Rounding::half_even));
  if (!residual) return std::nullopt;
  judgement.residual = {*residual, observed.scale, observed.unit};
  return judgement;
}

ExpectationResult not_judged(std::size_t index, std::string why) {
  ExpectationResult result;
  result.expectation = index;
  result.note = std::move(why);
  return result;
}

ExpectationResult judge_then(const Observer& observer, const Expectation& expected,
                             std::size_t index, Day last) {
  const auto observed =
      observer.observe(expected.observation, expected.further, expected.expected, last, true);
  if (!observed) return not_judged(index, observed.error().text());
  const auto judgement = judge(expected, *observed);
  if (!judgement) return not_judged(index, "the values are too large to compare");
  ExpectationResult result;
  result.expectation = index;
  result.verdict = judgement->holds ? ExpectationVerdict::ok : ExpectationVerdict::failed;
  result.observed = *observed;
  result.residual = judgement->residual;
  return result;
}

ExpectationResult judge_always(const Observer& observer, const Expectation& expected,
                               std::size_t index, const std::vector<Day>& days) {
  ExpectationResult result;
  result.expectation = index;
  std::optional<Int128> worst;
  for (const Day day : days) {
    const auto observed =
        observer.observe(expected.observation, expected.further, expected.expected, day, false);
    if (!observed) return not_judged(index, day.text() + ": " + observed.error().text());
    const auto judgement = judge(expected, *observed);
    if (!judgement) return not_judged(index, "the values are too large to compare");
    const bool worse = !worst || judgement->distance > *worst;
    if (!judgement->holds || worse) {
      worst = judgement->distance;
      result.observed = *observed;
      result.residual = judgement->residual;
      result.day = day;
    }
    if (!judgement->holds) {
      result.verdict = ExpectationVerdict::failed;
      return result;
    }
    result.verdict = ExpectationVerdict::ok;
  }
  return result;
}

EventAnswer judge_event(const Observer& observer, const RunEvent& event,
                        const std::vector<Day>& days) {
  const auto judged = event.ever ? judge_always(observer, event.claim, 0, days)
                                 : judge_then(observer, event.claim, 0, days.back());
  if (judged.verdict == ExpectationVerdict::never_judged) return {{}, {}, judged.note};
  const bool claimed = judged.verdict == ExpectationVerdict::ok;
  if (!event.ever) return {claimed, {}, {}};
  return {!claimed, claimed ? std::nullopt : judged.day, {}};
}

}  // namespace

void judge_expectations(const Scenario& scenario, const Recording& recording, const State& state,
                        const MoneyFlows& flows, RunResult& result) {
  const Observer observer(scenario, state, flows, result);
  const auto& days = result.daily.days;
  const bool cut_short = !recording.everything && !days.empty() && days.back() != scenario.time.to;
  std::vector<ExpectationResult> judged;
  for (std::size_t i = 0; i < scenario.expectations.size(); ++i) {
    const Expectation& expected = scenario.expectations[i];
    if (!recording.asks_for(expected))
      judged.push_back(not_judged(i, "it was not asked for"));
    else if (days.empty())
      judged.push_back(not_judged(i, "the run has no day"));
    else if (cut_short)
      judged.push_back(not_judged(i, kCutShort));
    else if (expected.timing == Timing::always)
      judged.push_back(judge_always(observer, expected, i, days));
    else
      judged.push_back(judge_then(observer, expected, i, days.back()));
  }
  result.expectations = std::move(judged);
  for (const auto& question : scenario.questions) {
    if (days.empty()) break;
    if (cut_short) {
      result.answers.push_back({{}, kCutShort});
      continue;
    }
    const auto value =
        observer.observe(question.observation, question.further, question.unit, days.back(), true);
    result.answers.push_back(value ? RunAnswer{*value, {}} : RunAnswer{{}, value.error().text()});
  }
  for (const auto& event : scenario.events) {
    if (days.empty()) break;
    if (cut_short) {
      result.event_answers.push_back({{}, {}, kCutShort});
      continue;
    }
    result.event_answers.push_back(judge_event(observer, event, days));
  }
}

}  // namespace setoff::simulator
