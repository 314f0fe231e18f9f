#include "cli/result_folder.h"

#include <stdlib.h>

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

struct Place {
  fs::path folder;
  bool made = false;
};

Result<Place> place_asked_for(const fs::path& folder) {
  std::error_code failure;
  for (const auto* name : kResults)
    if (fs::exists(folder / name, failure))
      return Error(Code::cannot_open,
                   "'" + (folder / name).string() +
                       "' exists; results are never overwritten. Name another folder with -o, or "
                       "leave -o out for the next free one in out/");
  const bool made = fs::create_directories(folder, failure);
  if (failure) return failed(folder, failure.message());
  return Place{folder, made};
}

Result<Place> next_free_place(const std::string& scenario) {
  const auto base = fs::path("out") / scenario;
  std::error_code failure;
  fs::create_directories(base.parent_path(), failure);
  auto folder = base;
  for (int i = 2; !failure; ++i) {
    if (fs::create_directory(folder, failure)) return Place{folder, true};
    if (failure == std::errc::file_exists) failure.clear();
    folder = base;
    folder += "-" + std::to_string(i);
  }
  return failed(folder, failure.message());
}

}  // namespace

Result<ResultFolder> ResultFolder::make(const std::string& asked, const std::string& scenario) {
  TRY(place, asked.empty() ? next_free_place(scenario) : place_asked_for(asked));
  std::string part = (place.folder / "part-XXXXXX").string();
  if (::mkdtemp(part.data()) == nullptr) return failed(place.folder, std::strerror(errno));
  return ResultFolder(place.folder, place.made, part);
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
      part_(std::exchange(other.part_, {})) {}

Status ResultFolder::finish() {
  for (const auto* name : kResults)
    TRY_STATUS(rename_to_new(part_ / name, folder_ / name));
  std::error_code ignored;
  fs::remove(part_, ignored);
  part_.clear();
  return Ok{};
}

}  // namespace setoff::cli
