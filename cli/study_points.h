#pragma once
// Points of a study as the command line gives them. Errors: bad_field, saying how to write them.

#include "cli/commands.h"
#include "ledger/base/result.h"
#include "simulator/scenario/draw_uncertain.h"
#include "simulator/study/study.h"

namespace setoff::cli {

inline constexpr std::uint64_t kPathsMax = 10'000'000;

// "NAME: CHANGE; CHANGE" or one CHANGE, which is the name of a variant or PATH=VALUE; beside the
// changes of `all`.
[[nodiscard]] simulator::StudyPoint point_beside(const std::string& text,
                                                 const simulator::StudyPoint& all);

[[nodiscard]] Result<simulator::SamplingDesign> design_of(const std::string& text);
// "12" of "1000" paths by "sobol": how the numbers of that path are drawn. Nothing if `path` is
// empty.
[[nodiscard]] Result<std::optional<simulator::DrawOptions>> draws_of(const std::string& path,
                                                                     const std::string& paths,
                                                                     const std::string& design);
// A whole number from 1 to `most`, for messages that name the option.
[[nodiscard]] Result<std::uint64_t> number_of_option(const std::string& text,
                                                     const std::string& option, std::uint64_t most);

// The file as asked; one point beside it for each `beside`; one for each combination of `over` and
// each row of `points`, whose columns are "name" and PATHs.
[[nodiscard]] Result<std::vector<simulator::StudyPoint>> points_of(const StudyCommand& command);

}  // namespace setoff::cli
