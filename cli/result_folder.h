#pragma once
// ResultFolder: the folder that a run writes into. A new folder is made under another name,
// FOLDER.unfinished-XXXXXX, and gets its own once all is in it; in a folder that is there already
// the results wait in `unfinished-XXXXXX` and get their places one by one, the manifest last. So a
// run that was killed leaves nothing that looks like its results, and one that failed leaves
// nothing. Nothing that is there is written over, but for what an earlier run left and nobody has
// changed (earlier_results.h), if the caller says so: it is moved aside first, and back if the new
// results cannot take its place. Errors: cannot_write, cannot_open.

#include <filesystem>
#include <string>
#include <vector>

#include "ledger/base/result.h"

namespace setoff::cli {

class ResultFolder {
 public:
  // Whether the folder asked for can be used, as far as it can be seen: no result is in it, or only
  // such as may be replaced.
  [[nodiscard]] static Status check(const std::string& asked, bool replace);
  // The folder asked for, or the first of out/<scenario>, out/<scenario>-2 ... that is free.
  [[nodiscard]] static Result<ResultFolder> make(const std::string& asked,
                                                 const std::string& scenario, bool replace);
  ~ResultFolder();
  ResultFolder(ResultFolder&& other) noexcept;
  ResultFolder& operator=(ResultFolder&&) = delete;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  // Where the results are made.
  [[nodiscard]] const std::filesystem::path& part() const { return part_; }
  // Moves the results to their places.
  [[nodiscard]] Status finish();

 private:
  ResultFolder(std::filesystem::path folder, std::vector<std::filesystem::path> parents,
               bool replaces)
      : folder_(std::move(folder)), parents_(std::move(parents)), replaces_(replaces) {}
  [[nodiscard]] Status make_part();
  [[nodiscard]] Status take_name();
  [[nodiscard]] Status take_places();
  [[nodiscard]] Status replace_results();
  [[nodiscard]] Status back_from(const std::filesystem::path& old, Status failure);

  std::filesystem::path folder_;
  std::vector<std::filesystem::path> parents_;  // made by this run, innermost last
  bool replaces_;                               // results of an earlier run
  bool fresh_ = false;                          // the folder was not there
  std::filesystem::path part_;                  // empty: finished, or another's
};

}  // namespace setoff::cli
