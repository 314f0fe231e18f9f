#include "cli/result_folder.h"

#include <stdlib.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "ledger/store/output_file.h"

namespace setoff::cli {
namespace {

namespace fs = std::filesystem;

// In the order in which they get their places.
constexpr const char* kResults[] = {"ledger.db", "series.csv", "summary.json", "report.html",
                                    "manifest.json"};

Error failed(const fs::path& path, const std::string& why) {
  return {Code::cannot_write, "'" + path.string() + "': " + why};
}

// Without a slash at its end.
fs::path folder_of(const std::string& asked) {
  fs::path folder = fs::path(asked).lexically_normal();
  return folder.has_filename() || !folder.has_relative_path() ? folder : folder.parent_path();
}

// The folders of the path that are not there, outermost first.
std::vector<fs::path> missing_folders(const fs::path& folder) {
  std::vector<fs::path> missing;
  std::error_code ignored;
  for (fs::path at = folder; !at.empty() && !fs::exists(at, ignored); at = at.parent_path())
    missing.push_back(at);
  std::ranges::reverse(missing);
  return missing;
}

fs::path next_free(const std::string& scenario) {
  const auto base = fs::path("out") / scenario;
  auto folder = base;
  std::error_code ignored;
  for (int i = 2; fs::exists(folder, ignored); ++i) {
    folder = base;
    folder += "-" + std::to_string(i);
  }
  return folder;
}

// What a folder of the user's would have: mkdtemp() makes one for its owner alone.
void open_as_usual(const fs::path& folder) {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  static_cast<void>(::chmod(folder.c_str(), 0777 & ~mask));
}

}  // namespace

Status ResultFolder::check(const std::string& asked) {
  if (asked.empty()) return Ok{};
  std::error_code ignored;
  for (const auto* name : kResults)
    if (fs::exists(fs::path(asked) / name, ignored))
      return Error(Code::cannot_open,
                   "'" + (fs::path(asked) / name).string() +
                       "' exists; results are never overwritten. Name another folder with -o, or "
                       "leave -o out for the next free one in out/");
  return Ok{};
}

Result<ResultFolder> ResultFolder::make(const std::string& asked, const std::string& scenario) {
  TRY_STATUS(check(asked));
  const fs::path folder = asked.empty() ? next_free(scenario) : folder_of(asked);
  ResultFolder results(folder, missing_folders(folder.parent_path()));
  TRY_STATUS(results.make_part());
  return results;
}

Status ResultFolder::make_part() {
  std::error_code failure;
  fresh_ = !fs::exists(folder_, failure);
  if (!folder_.parent_path().empty()) fs::create_directories(folder_.parent_path(), failure);
  if (failure) return failed(folder_, failure.message());
  std::string part =
      fresh_ ? folder_.string() + ".unfinished-XXXXXX" : (folder_ / "unfinished-XXXXXX").string();
  if (::mkdtemp(part.data()) == nullptr) return failed(folder_, std::strerror(errno));
  part_ = part;
  if (fresh_) open_as_usual(part_);
  return Ok{};
}

ResultFolder::~ResultFolder() {
  std::error_code ignored;
  if (!part_.empty()) fs::remove_all(part_, ignored);
  // Folders that hold something by now stay.
  for (auto parent = parents_.rbegin(); parent != parents_.rend(); ++parent)
    fs::remove(*parent, ignored);
}

ResultFolder::ResultFolder(ResultFolder&& other) noexcept
    : folder_(std::move(other.folder_)),
      parents_(std::exchange(other.parents_, {})),
      fresh_(other.fresh_),
      part_(std::exchange(other.part_, {})) {}

Status ResultFolder::move_into_folder() {
  std::error_code ignored;
  std::vector<fs::path> placed;
  for (const auto* name : kResults) {
    const auto moved = rename_to_new(part_ / name, folder_ / name);
    if (!moved) {
      for (const auto& path : placed)
        fs::remove(path, ignored);
      return moved;
    }
    placed.push_back(folder_ / name);
  }
  fs::remove(part_, ignored);
  return Ok{};
}

Status ResultFolder::finish() {
  if (fresh_) {
    // Fails if the folder has come into being meanwhile and is not empty.
    std::error_code failure;
    fs::rename(part_, folder_, failure);
    if (failure) return failed(folder_, failure.message());
  } else {
    TRY_STATUS(move_into_folder());
  }
  part_.clear();
  return Ok{};
}

}  // namespace setoff::cli
