#include "cli/result_folder.h"

#include <stdlib.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "cli/earlier_results.h"
#include "ledger/store/output_file.h"
#include "ledger/store/writer_lock.h"

namespace setoff::cli {
namespace {

namespace fs = std::filesystem;

// In the order in which they are moved into place.
constexpr const char* kResults[] = {"ledger.db", "series.csv", "summary.json", "report.html",
                                    "manifest.json"};

Error failed(const fs::path& path, const std::string& why) {
  return {Code::cannot_write, "'" + path.string() + "': " + why};
}

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

bool has_results(const fs::path& folder) {
  return std::ranges::any_of(kResults, [&](const char* name) { return is_there(folder / name); });
}

// The path without a trailing slash.
fs::path folder_of(const std::string& asked) {
  fs::path folder = fs::path(asked).lexically_normal();
  return folder.has_filename() || !folder.has_relative_path() ? folder : folder.parent_path();
}

// The folders of the path that do not exist, outermost first.
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

// Sets the permissions that a folder made by the user would have: mkdtemp() gives access to its
// owner only.
void apply_umask(const fs::path& folder) {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  static_cast<void>(::chmod(folder.c_str(), 0777 & ~mask));
}

// Files without a manifest do not count as results of a run, so the manifest is moved out first and
// in last.
std::vector<const char*> manifest_first() {
  std::vector<const char*> names(std::begin(kResults), std::end(kResults));
  std::ranges::reverse(names);
  return names;
}

Status move_results(const fs::path& from, const fs::path& to,
                    const std::vector<const char*>& names) {
  for (const auto* name : names)
    if (is_there(from / name)) SETOFF_TRY_STATUS(rename_to_new(from / name, to / name));
  return Ok{};
}

}  // namespace

Status ResultFolder::check(const std::string& asked, bool replace) {
  std::error_code ignored;
  if (!asked.empty() && fs::exists(asked, ignored) && !fs::is_directory(asked, ignored))
    return Error(Code::cannot_open, "'" + asked + "' is no folder");
  if (asked.empty() || !has_results(asked)) return Ok{};
  if (replace) return check_earlier_results(asked, kResults, LedgerLock::none);
  return Error(Code::cannot_open,
               "'" + asked +
                   "' has results in it already; they are never overwritten unasked. Say --force "
                   "to replace them, name another folder with -o, or leave -o out for the next "
                   "free one in out/");
}

Result<ResultFolder> ResultFolder::make(const std::string& asked, const std::string& scenario,
                                        bool replace) {
  if (!replace) SETOFF_TRY_STATUS(check(asked, replace));
  const fs::path folder = asked.empty() ? next_free(scenario) : folder_of(asked);
  ResultFolder results(folder, missing_folders(folder.parent_path()),
                       !asked.empty() && has_results(folder));
  SETOFF_TRY_STATUS(results.make_staging_folder());
  return results;
}

Status ResultFolder::make_staging_folder() {
  std::error_code failure;
  fresh_ = !fs::exists(folder_, failure);
  if (!folder_.parent_path().empty()) fs::create_directories(folder_.parent_path(), failure);
  if (failure) return failed(folder_, failure.message());
  std::string part =
      fresh_ ? folder_.string() + ".unfinished-XXXXXX" : (folder_ / "unfinished-XXXXXX").string();
  if (::mkdtemp(part.data()) == nullptr) return failed(folder_, std::strerror(errno));
  staging_ = part;
  if (fresh_) apply_umask(staging_);
  return Ok{};
}

ResultFolder::~ResultFolder() {
  std::error_code ignored;
  if (!staging_.empty()) fs::remove_all(staging_, ignored);
  // Folders that are no longer empty stay.
  for (auto parent = parents_.rbegin(); parent != parents_.rend(); ++parent)
    fs::remove(*parent, ignored);
}

ResultFolder::ResultFolder(ResultFolder&& other) noexcept
    : folder_(std::move(other.folder_)),
      parents_(std::exchange(other.parents_, {})),
      replaces_(other.replaces_),
      fresh_(other.fresh_),
      staging_(std::exchange(other.staging_, {})) {}

Status ResultFolder::finish() {
  SETOFF_TRY_STATUS(fresh_ ? rename_to_final() : replaces_ ? replace_results() : move_into_place());
  std::error_code ignored;
  if (!fresh_) fs::remove_all(staging_, ignored);
  staging_.clear();
  return Ok{};
}

// Fails if the folder has been created in the meantime and is not empty.
Status ResultFolder::rename_to_final() {
  std::error_code failure;
  fs::rename(staging_, folder_, failure);
  if (failure) return failed(folder_, failure.message());
  return Ok{};
}

Status ResultFolder::move_into_place() {
  for (std::size_t i = 0; i < std::size(kResults); ++i) {
    auto done = rename_to_new(staging_ / kResults[i], folder_ / kResults[i]);
    if (done) continue;
    std::error_code ignored;
    while (i-- > 0)
      fs::rename(folder_ / kResults[i], staging_ / kResults[i], ignored);
    return done;
  }
  return Ok{};
}

// Holds the writer lock from the last check of the old ledger until the new one is in place.
Status ResultFolder::replace_results() {
  const auto ledger = folder_ / kResults[0];
  std::optional<WriterLock> lock;
  if (is_there(ledger)) {
    SETOFF_TRY(held, WriterLock::acquire(ledger));
    lock.emplace(std::move(held));
  }
  SETOFF_TRY_STATUS(check_earlier_results(folder_, kResults, LedgerLock::held));
  const auto old = staging_ / "old";
  std::error_code failure;
  if (!fs::create_directory(old, failure)) return failed(old, failure.message());
  if (auto moved = move_results(folder_, old, manifest_first()); !moved)
    return restore_old(old, std::move(moved));
  if (auto done = move_into_place(); !done) return restore_old(old, std::move(done));
  return Ok{};
}

// If the old results cannot be moved back, keeps the folder that holds them from being removed.
Status ResultFolder::restore_old(const fs::path& old, Status failure) {
  if (move_results(old, folder_, {std::begin(kResults), std::end(kResults)})) return failure;
  staging_.clear();
  return failed(old, "holds the earlier results, which could not be moved back after: " +
                         failure.error().text());
}

}  // namespace setoff::cli
