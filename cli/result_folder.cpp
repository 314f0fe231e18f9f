#include "cli/result_folder.h"

#include <stdlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <utility>
#include <vector>

#include "cli/earlier_results.h"
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

struct Place {
  fs::path folder;
  bool made = false;
  bool replaces = false;
};

bool has_results(const fs::path& folder) {
  std::error_code failure;
  return std::ranges::any_of(kResults, [&](const char* name) {
    return fs::exists(fs::symlink_status(folder / name, failure));
  });
}

Result<Place> place_asked_for(const fs::path& folder, bool replace) {
  std::error_code failure;
  if (has_results(folder)) {
    if (!replace)
      return Error(Code::cannot_open,
                   "'" + folder.string() +
                       "' has results in it already; they are never overwritten unasked. "
                       "Say --force to replace them, name another folder with -o, or leave -o out "
                       "for the next free one in out/");
    TRY_STATUS(check_earlier_results(folder, kResults));
    return Place{folder, false, true};
  }
  const bool made = fs::create_directories(folder, failure);
  if (failure) return failed(folder, failure.message());
  return Place{folder, made, false};
}

Result<Place> next_free_place(const std::string& scenario) {
  const auto base = fs::path("out") / scenario;
  std::error_code failure;
  fs::create_directories(base.parent_path(), failure);
  auto folder = base;
  for (int i = 2; !failure; ++i) {
    if (fs::create_directory(folder, failure)) return Place{folder, true, false};
    if (failure == std::errc::file_exists) failure.clear();
    folder = base;
    folder += "-" + std::to_string(i);
  }
  return failed(folder, failure.message());
}

}  // namespace

Result<ResultFolder> ResultFolder::make(const std::string& asked, const std::string& scenario,
                                        bool replace) {
  TRY(place, asked.empty() ? next_free_place(scenario) : place_asked_for(asked, replace));
  std::string part = (place.folder / "part-XXXXXX").string();
  if (::mkdtemp(part.data()) == nullptr) return failed(place.folder, std::strerror(errno));
  return ResultFolder(place.folder, place.made, place.replaces, part);
}

ResultFolder::~ResultFolder() {
  if (part_.empty()) return;
  std::error_code ignored;
  fs::remove_all(part_, ignored);
  if (made_) fs::remove(folder_, ignored);
}

ResultFolder::ResultFolder(ResultFolder&& other) noexcept
    : folder_(std::move(other.folder_)),
      made_(other.made_),
      replace_(other.replace_),
      part_(std::exchange(other.part_, {})) {}

Status ResultFolder::finish() {
  const auto old = part_ / "old";
  if (replace_) {
    // Once more: a run takes its time.
    TRY_STATUS(check_earlier_results(folder_, kResults));
    std::error_code failure;
    if (!fs::create_directory(old, failure)) return failed(old, failure.message());
    if (auto moved = move_old(folder_, old); !moved) return back_from(old, std::move(moved));
  }
  if (auto done = take_places(); !done)
    return replace_ ? back_from(old, std::move(done)) : std::move(done);
  std::error_code ignored;
  fs::remove_all(part_, ignored);
  part_.clear();
  return Ok{};
}

// Never leaves the old results in a folder that is about to be removed.
Status ResultFolder::back_from(const fs::path& old, Status failure) {
  if (move_old(old, folder_)) return failure;
  part_.clear();
  return failed(old, "holds the earlier results, which could not be moved back after: " +
                         failure.error().text());
}

Status ResultFolder::take_places() {
  for (std::size_t i = 0; i < std::size(kResults); ++i) {
    auto done = rename_to_new(part_ / kResults[i], folder_ / kResults[i]);
    if (done) continue;
    std::error_code ignored;
    while (i-- > 0)
      fs::rename(folder_ / kResults[i], part_ / kResults[i], ignored);
    return done;
  }
  return Ok{};
}

// The manifest goes first and comes back last: without it nothing is the result of a run.
Status ResultFolder::move_old(const fs::path& from, const fs::path& to) const {
  std::vector<const char*> names(std::begin(kResults), std::end(kResults));
  if (from == folder_) std::ranges::reverse(names);
  for (const auto* name : names) {
    std::error_code failure;
    if (!fs::exists(fs::symlink_status(from / name, failure))) continue;
    TRY_STATUS(rename_to_new(from / name, to / name));
  }
  return Ok{};
}

}  // namespace setoff::cli
