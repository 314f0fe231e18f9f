#include "simulator/scenario/read_random_process.h"

#include <numbers>

#include "simulator/scenario/numbers.h"
#include "simulator/scenario/parse_distribution.h"

namespace setoff::simulator {

namespace {

constexpr double kDaysInYear = 365;

constexpr Choice<DiffusionKind> kProcesses[] = {
    {"brownian", DiffusionKind::brownian},
    {"ornstein_uhlenbeck", DiffusionKind::ornstein_uhlenbeck},
    {"geometric_brownian", DiffusionKind::geometric_brownian},
    {"log_ornstein_uhlenbeck", DiffusionKind::log_ornstein_uhlenbeck}};

bool pulls_back(DiffusionKind kind) {
  return kind == DiffusionKind::ornstein_uhlenbeck || kind == DiffusionKind::log_ornstein_uhlenbeck;
}

class ProcessReader {
 public:
  ProcessReader(const Node& node, const ReadContext& reading, Influence influence)
      : map_(node, reading), influence_(influence) {}

  std::optional<LawOrProcess> read() {
    map_.required({"process", "how it moves on", "log_ornstein_uhlenbeck"}, one_of(kProcesses),
                  out_.diffusion.kind);
    start();
    pull();
    const bool of_logarithm = is_of_logarithm(out_.diffusion.kind);
    std::optional<Measure> drift;
    map_.optional({"drift", "what it grows by in a year, on average", "2 %"}, read_measure, drift);
    if (drift) out_.diffusion.drift = measured("drift", *drift, of_logarithm);
    if (drift && pulls_back(out_.diffusion.kind))
      map_.error_at("drift", "conflicting_keys", "a process that is pulled back has no drift", {},
                    "take the key out");
    std::optional<Measure> volatility;
    map_.required({"volatility", "standard deviation after a year without a pull", "32 %"},
                  read_measure, volatility);
    if (volatility) out_.diffusion.volatility = measured("volatility", *volatility, of_logarithm);
    if (out_.diffusion.volatility < 0)
      map_.error_at("volatility", "law_parameters", "a volatility is not below zero");
    map_.optional(
        {"jumps", "sudden moves", "{ per_year: 0.5, mean: -20 %, sd: 10 % }"},
        [&](const Node& value, const ReadContext& at) { return jumps(value, at); }, out_.jumps);
    if (!map_.finish()) return std::nullopt;
    return LawOrProcess{law_, out_};
  }

 private:
  void start() {
    const bool sets = influence_ == Influence::set;
    if (influence_ == Influence::factor) out_.start = 1;
    std::optional<Measure> start;
    const Key key{"start", "its value on the first day", "65 USD/bbl"};
    const bool required = sets || influence_ == Influence::add;
    if (required)
      map_.required(key, read_measure, start);
    else
      map_.optional(key, read_measure, start);
    if (!start) return;
    law_.dimension = start->dimension;
    law_.percent = start->percent;
    out_.start = to_double(start->value);
    if (influence_ == Influence::factor && !start->dimension.is_plain())
      map_.error_at("start", "wrong_unit", "a factor is a plain number, found " + start->text());
    if (is_of_logarithm(out_.diffusion.kind) && out_.start <= 0)
      map_.error_at("start", "law_parameters",
                    "a process of the logarithm starts above zero, found " + start->text());
  }

  void pull() {
    const bool pulled = pulls_back(out_.diffusion.kind);
    std::optional<Measure> level;
    std::optional<Measure> half_life;
    map_.optional({"level", "what it is pulled back to; default: its start", "70 USD/bbl"},
                  read_measure, level);
    map_.optional({"half_life", "in which half of a difference from the level is gone", "180 days"},
                  read_measure, half_life);
    out_.diffusion.level = level ? measured("level", *level, false) : out_.start;
    if (!pulled && (level || half_life)) {
      map_.error_at(
          level ? "level" : "half_life", "conflicting_keys",
          "only the processes ornstein_uhlenbeck and log_ornstein_uhlenbeck are pulled back", {},
          "take the key out, or name one of them");
      return;
    }
    if (!pulled) return;
    if (is_of_logarithm(out_.diffusion.kind) && out_.diffusion.level <= 0)
      map_.error_at(level ? "level" : "start", "law_parameters",
                    "the level of a logarithm's process is above zero");
    if (!half_life) {
      map_.missing_one_of({"half_life"}, "a process that is pulled back needs `half_life`",
                          "write half_life: 180 days");
      return;
    }
    const auto days = expect_days(*half_life);
    if (!days || *days <= 0)
      map_.error_at("half_life", "wrong_unit",
                    "a half-life is a number of days, found " + half_life->text(), {},
                    "write half_life: 180 days");
    else
      out_.diffusion.reversion = std::numbers::ln2 * kDaysInYear / *days;
  }

  std::optional<Jumps> jumps(const Node& node, const ReadContext& reading) {
    MapReader map(node, reading);
    Jumps out{};
    const bool of_logarithm = is_of_logarithm(out_.diffusion.kind);
    std::optional<Decimal> rate;
    std::optional<Measure> mean;
    std::optional<Measure> sd;
    map.required({"per_year", "how many there are in a year, on average", "0.5"}, read_decimal,
                 rate);
    map.required({"mean", "of their sizes", "-20 %"}, read_measure, mean);
    map.required({"sd", "standard deviation of their sizes", "10 %"}, read_measure, sd);
    if (!map.finish()) return std::nullopt;
    out = {to_double(*rate), to_double(mean->value), to_double(sd->value)};
    const Dimension wanted = of_logarithm ? Dimension() : law_.dimension;
    if (mean->dimension != wanted || sd->dimension != wanted) {
      reading.error("wrong_unit", node.span(),
                    of_logarithm ? "the sizes of these jumps are shares"
                                 : "the sizes of jumps have the unit of the value");
      return std::nullopt;
    }
    if (out.per_year < 0 || out.sd < 0) {
      reading.error("law_parameters", node.span(), "a number of jumps or a deviation below zero");
      return std::nullopt;
    }
    return out;
  }

  double measured(std::string_view key, const Measure& measure, bool share) {
    const Dimension wanted = share ? Dimension() : law_.dimension;
    if (measure.dimension != wanted)
      map_.error_at(key, "wrong_unit",
                    share ? "expected a share such as 32 %, found " + measure.text()
                          : "expected the unit of `start`" +
                                (wanted.is_plain() ? ", a plain number" : ", " + wanted.text()) +
                                ", found " + measure.text());
    return to_double(measure.value);
  }

  MapReader map_;
  Influence influence_;
  MeasuredLaw law_;
  RandomProcess out_;
};

}  // namespace

std::optional<LawOrProcess> read_law_or_process(const Node& node, const ReadContext& reading,
                                                Influence influence) {
  if (node.is_mapping()) return ProcessReader(node, reading, influence).read();
  auto law = read_parsed(node, reading, "law", "uniform(30 %..70 %)", parse_measured_law);
  if (!law) return std::nullopt;
  if (influence == Influence::factor && !law->dimension.is_plain()) {
    reading.error("wrong_unit", node.span(), "a factor is a law of plain numbers or shares", {},
                  "write factor: uniform(90 %..110 %), or use `add`");
    return std::nullopt;
  }
  return LawOrProcess{std::move(*law), {}};
}

}  // namespace setoff::simulator
