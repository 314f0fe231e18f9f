#pragma once
// A study: one scenario file, run at one or more points (each with changes of its own) and on many
// paths (each with draws of its own). What is asked is the same everywhere; a path is keyed by its
// number alone, so the paths of two points share their random numbers.

#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "ledger/base/date.h"
#include "ledger/crypto/digest.h"
#include "simulator/random/sampler.h"

namespace setoff::simulator {

// In the place of an answer that there is not.
inline constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

struct StudyPoint {
  std::string name;
  std::vector<std::string> variants;
  std::vector<std::string> sets;  // PATH=VALUE
  friend bool operator==(const StudyPoint&, const StudyPoint&) = default;
};

struct StudyPlan {
  std::filesystem::path file;
  std::vector<StudyPoint> points;
  std::vector<std::string> questions;  // observations, "stock(wheat) in kt"
  std::vector<std::string> events;     // "ever balance(trust) < 0 EUR"
  std::vector<std::string> bands;      // names of columns of the daily table; * at the end for all
  std::uint64_t paths = 1;             // of every point, numbered from 1
  std::optional<std::uint64_t> seed;   // instead of the file's
  SamplingDesign design = SamplingDesign::random;
};

// Whether an event happened on a path.
enum class Happened : std::int8_t { unknown = -1, no = 0, yes = 1 };

// What one path gives. A path that cannot be run says why and has nothing else.
struct PathRow {
  std::uint64_t path = 0;
  std::string failure;
  std::vector<double> inputs;      // drawn once, one per Scenario::uncertain; NaN for the others
  std::vector<double> answers;     // one per question, in its unit; NaN if there is none
  std::vector<Happened> happened;  // one per event
  std::vector<Day> first;          // of an event with `ever` that happened; otherwise kLastDay
  std::vector<float> bands;        // period by period of each column, in the column's unit
  std::uint64_t events = 0;        // submitted
  std::uint64_t refused = 0;
  Digest balances{};  // SHA-256 of the trial balance at the end
  friend bool operator==(const PathRow&, const PathRow&) = default;
};

// What is the same on every path of a point.
struct StudyShape {
  std::string scenario;
  std::vector<std::string> inputs;        // names of the uncertain values
  std::vector<std::string> units;         // of the answers: "MUSD", "%", "days"
  std::vector<Day> periods;               // last days of the periods of the bands
  std::vector<std::string> columns;       // of the bands
  std::vector<std::string> column_units;  // of them
  PathRow base;                           // path 0: the file itself, without draws
  friend bool operator==(const StudyShape&, const StudyShape&) = default;
};

}  // namespace setoff::simulator
