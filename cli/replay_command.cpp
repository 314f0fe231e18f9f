// setoff replay: one path of a study as a ledger of its own. setoff merge: the shards of a study.

#include <algorithm>
#include <iostream>

#include "cli/commands.h"
#include "cli/study_folder.h"
#include "cli/study_points.h"
#include "ledger/crypto/encoding.h"
#include "ledger/query/balances.h"
#include "ledger/store/output_file.h"
#include "ledger/store/sqlite_journal.h"

namespace setoff::cli {
namespace {

namespace fs = std::filesystem;

// The files must be those that the study was run with.
Status check_files(const NamedStudy& study) {
  simulator::LoadOptions options;
  const auto loaded = simulator::load_scenario(study.plan.file, options);
  for (const auto& [name, sha256] : study.files) {
    const auto found = std::ranges::find(loaded.files, name, &simulator::LoadedFile::name);
    if (found == loaded.files.end())
      return Error(Code::cannot_open, "the study read " + name + ", which is not there any more");
    if (to_hex(found->sha256.view()) != sha256)
      return Error(Code::bad_field,
                   name + " has changed since the study was run, so its paths are others now");
  }
  return Ok{};
}

Result<std::size_t> point_of(const NamedStudy& study, const std::string& name) {
  if (name.empty()) return std::size_t{0};
  const auto& points = study.plan.points;
  const auto found = std::ranges::find(points, name, &simulator::StudyPoint::name);
  if (found != points.end()) return static_cast<std::size_t>(found - points.begin());
  std::string names;
  for (const auto& point : points)
    names += (names.empty() ? "" : ", ") + point.name;
  return Error(Code::bad_field, "the study has no point '" + name + "'; it has " + names);
}

// The row of the path in the study.
Result<simulator::PathRow> row_of(const NamedStudy& study, const fs::path& folder,
                                  std::size_t point, std::uint64_t path) {
  const simulator::BlockStore store(blocks_folder(folder), study_digest(study));
  const std::uint64_t index = (path - 1) / simulator::kBlockPaths;
  SETOFF_TRY(rows, store.read({static_cast<std::uint32_t>(point), index}));
  const auto found = std::ranges::find(rows, path, &simulator::PathRow::path);
  if (found == rows.end())
    return Error(Code::corrupt, "the block lacks path " + std::to_string(path));
  return *found;
}

Result<Digest> balances_in(const fs::path& ledger) {
  SETOFF_TRY(journal, SqliteJournal::open(ledger, OpenMode::read));
  SETOFF_TRY(state, replay_journal(*journal));
  return simulator::balances_digest(state);
}

Result<int> replay_whole(const ReplayCommand& command) {
  const fs::path folder = command.study;
  SETOFF_TRY(study, read_study(folder));
  SETOFF_TRY(path, number_of_option(command.path, "--path", study.plan.paths));
  SETOFF_TRY(point, point_of(study, command.point));
  SETOFF_TRY_STATUS(check_files(study));
  SETOFF_TRY(row, row_of(study, folder, point, path));
  if (!row.failure.empty())
    return Error(Code::bad_field, "path " + command.path + " could not be run: " + row.failure);
  const auto& changes = study.plan.points[point];
  RunCommand run;
  run.file = study.plan.file.string();
  run.folder =
      command.folder.empty() ? (folder / ("path-" + command.path)).string() : command.folder;
  run.sets = changes.sets;
  run.variants = changes.variants;
  run.seed = std::to_string(study.seed);
  run.path = command.path;
  run.paths = std::to_string(study.plan.paths);
  run.design = std::string(enum_name(study.plan.design));
  run.force = command.force;
  const int status = run_scenario(run);
  if (status > kFinding) return status;
  SETOFF_TRY(balances, balances_in(fs::path(run.folder) / "ledger.db"));
  if (balances != row.balances) {
    std::cerr << "setoff: the balances of this ledger are not those of path " << path
              << " of the study: another version of the program, or damage\n";
    return kFinding;
  }
  std::cerr << "the balances of the ledger are those of path " << path << " of the study\n";
  return kGood;  // what the file expects holds for its own values
}

// The same study in every folder.
Result<NamedStudy> study_of_shards(const std::vector<std::string>& folders) {
  SETOFF_TRY(study, read_study(folders.front()));
  for (const auto& folder : folders) {
    SETOFF_TRY(other, read_study(folder));
    if (study_text(other) != study_text(study))
      return Error(Code::bad_field, folder + " holds another study than " + folders.front());
  }
  return study;
}

Result<int> merge_whole(const MergeCommand& command) {
  SETOFF_TRY(study, study_of_shards(command.folders));
  SETOFF_TRY_STATUS(open_study_folder(command.output, study));
  const simulator::BlockStore whole(blocks_folder(command.output), study_digest(study));
  std::size_t missing = 0;
  for (const auto& block : simulator::blocks_of(study.plan)) {
    if (whole.has(block)) continue;
    const auto from = std::ranges::find_if(command.folders, [&](const std::string& folder) {
      return simulator::BlockStore(blocks_folder(folder), study_digest(study)).has(block);
    });
    if (from == command.folders.end()) {
      ++missing;
      continue;
    }
    const simulator::BlockStore shard(blocks_folder(*from), study_digest(study));
    SETOFF_TRY(rows, shard.read(block));
    SETOFF_TRY_STATUS(whole.write(block, rows));
  }
  if (missing > 0) {
    std::cerr << missing << " of " << simulator::blocks_of(study.plan).size()
              << " blocks are in none of these folders; run the study's command with -o "
              << command.output << " to fill them in\n";
    return kFinding;
  }
  std::cerr << "all blocks are in " << command.output << "; run the study's command with -o "
            << command.output << " for its results\n";
  return kGood;
}

}  // namespace

int replay_path(const ReplayCommand& command) {
  const auto status = replay_whole(command);
  return status ? *status : fail(status.error());
}

int merge_studies(const MergeCommand& command) {
  const auto status = merge_whole(command);
  return status ? *status : fail(status.error());
}

}  // namespace setoff::cli
