#pragma once
// ResultFolder: the folder that a run writes into. All results are made in a folder `part-XXXXXX`
// within it and get their places at the end, the manifest last: a run that was killed leaves that
// folder and no manifest, one that failed leaves nothing. Nothing that is there is written over,
// but for what an earlier run left and nobody has changed (earlier_results.h), if the caller says
// so; it is moved aside first, and back if the new results cannot take its place. Errors:
// cannot_write, cannot_open.

#include <filesystem>
#include <string>

#include "ledger/base/result.h"

namespace setoff::cli {

class ResultFolder {
 public:
  // The folder asked for, or the first of out/<scenario>, out/<scenario>-2 ... that is free.
  [[nodiscard]] static Result<ResultFolder> make(const std::string& asked,
                                                 const std::string& scenario, bool replace);
  ~ResultFolder();
  ResultFolder(ResultFolder&& other) noexcept;
  ResultFolder& operator=(ResultFolder&&) = delete;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] const std::filesystem::path& part() const { return part_; }
  // Moves the results to their places.
  [[nodiscard]] Status finish();

 private:
  ResultFolder(std::filesystem::path folder, bool made, bool replace, std::filesystem::path part)
      : folder_(std::move(folder)), made_(made), replace_(replace), part_(std::move(part)) {}
  [[nodiscard]] Status take_places();
  [[nodiscard]] Status back_from(const std::filesystem::path& old, Status failure);
  [[nodiscard]] Status move_old(const std::filesystem::path& from,
                                const std::filesystem::path& to) const;

  std::filesystem::path folder_;
  bool made_;                   // by this run
  bool replace_;                // results of an earlier run
  std::filesystem::path part_;  // empty: finished, or another's
};

}  // namespace setoff::cli
