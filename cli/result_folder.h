#pragma once
// ResultFolder: the folder that a run writes into. A new folder is created as
// FOLDER.unfinished-XXXXXX and renamed when it is complete; in an existing folder, results are
// written to `unfinished-XXXXXX` and moved into place one by one, the manifest last. So a killed
// run leaves nothing that looks like its results, and a failed run leaves nothing. Nothing is
// overwritten, except the unchanged results of an earlier run (earlier_results.h) if the caller
// asks for it: they are moved aside first, and back if the new ones cannot take their place.
// Errors: cannot_write, cannot_open.

#include <filesystem>
#include <string>
#include <vector>

#include "ledger/base/result.h"

namespace setoff::cli {

class ResultFolder {
 public:
  // Checks, as far as possible in advance, whether the folder can be used: it holds no results, or
  // only ones that may be replaced.
  [[nodiscard]] static Status check(const std::string& asked, bool replace);
  // The folder asked for, or the first free one of out/<scenario>, out/<scenario>-2 ...
  [[nodiscard]] static Result<ResultFolder> make(const std::string& asked,
                                                 const std::string& scenario, bool replace);
  ~ResultFolder();
  ResultFolder(ResultFolder&& other) noexcept;
  ResultFolder& operator=(ResultFolder&&) = delete;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  // The folder that the results are written to until finish().
  [[nodiscard]] const std::filesystem::path& staging_folder() const { return staging_; }
  // Moves the results into place.
  [[nodiscard]] Status finish();

 private:
  ResultFolder(std::filesystem::path folder, std::vector<std::filesystem::path> parents,
               bool replaces)
      : folder_(std::move(folder)), parents_(std::move(parents)), replaces_(replaces) {}
  [[nodiscard]] Status make_staging_folder();
  [[nodiscard]] Status rename_to_final();
  [[nodiscard]] Status move_into_place();
  [[nodiscard]] Status replace_results();
  [[nodiscard]] Status restore_old(const std::filesystem::path& old, Status failure);

  std::filesystem::path folder_;
  std::vector<std::filesystem::path> parents_;  // created by this run, innermost last
  bool replaces_;                               // the folder holds results of an earlier run
  bool fresh_ = false;                          // the folder did not exist
  std::filesystem::path staging_;               // empty: finished, or moved from
};

}  // namespace setoff::cli
