#include "cli/earlier_results.h"

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "ledger/audit/checked_journal.h"
#include "ledger/crypto/encoding.h"
#include "ledger/crypto/sha256.h"
#include "ledger/store/protected_file.h"
#include "ledger/store/sqlite_journal.h"

namespace setoff::cli {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr const char* kLedger = "ledger.db";
constexpr const char* kManifest = "manifest.json";

Error not_a_run(const fs::path& path, const std::string& why) {
  return {
      Code::cannot_write,
      "'" + path.string() + "' " + why +
          "; --force replaces only what `setoff run` wrote and nobody has changed. Name another "
          "folder with -o, or move this one away"};
}

// The contents of a regular file; opens nothing else.
std::optional<std::string> text_of(const fs::path& path) {
  std::error_code failed;
  if (!fs::is_regular_file(path, failed)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

const json::value* member(const json::value& value, std::string_view key) {
  const auto* const object = value.if_object();
  return object == nullptr ? nullptr : object->if_contains(key);
}

std::string text_member(const json::value& value, std::string_view key) {
  const auto* const found = member(value, key);
  return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
}

// The hash that the manifest records for an output file.
std::string hash_in(const json::value& manifest, std::string_view name) {
  const auto* const outputs = member(manifest, "outputs");
  if (outputs == nullptr || !outputs->is_array()) return {};
  for (const auto& output : outputs->as_array())
    if (text_member(output, "name") == name) return text_member(output, "sha256");
  return {};
}

// For the error message: where a run that was killed while replacing results left the old ones.
std::string moved_aside(const fs::path& folder) {
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed))
    if (entry.path().filename().string().starts_with("unfinished-") &&
        fs::exists(entry.path() / "old" / kManifest, failed))
      return "; earlier ones are in '" + (entry.path() / "old").string() + "'";
  return {};
}

constexpr std::string_view kMembers[] = {"manifest", "program", "scenario", "command",
                                         "variants", "sets",    "seed",     "model_sha256",
                                         "inputs",   "ledger",  "outputs"};

Result<json::value> manifest_in(const fs::path& folder) {
  const auto path = folder / kManifest;
  const auto text = text_of(path);
  if (!text) return not_a_run(folder, "has results and no manifest" + moved_aside(folder));
  boost::system::error_code failed;
  auto manifest = json::parse(*text, failed);
  const auto* const version = failed ? nullptr : member(manifest, "manifest");
  if (version == nullptr || *version != 1 ||
      !text_member(manifest, "program").starts_with("setoff "))
    return not_a_run(path, "is no manifest of a run");
  for (const auto& one : manifest.as_object())
    if (std::ranges::find(kMembers, std::string_view(one.key())) == std::end(kMembers))
      return not_a_run(path, "was changed since the run");
  return manifest;
}

Status check_file(const fs::path& path, const std::string& expected) {
  const auto text = text_of(path);
  if (expected.empty() || !text) return not_a_run(path, "is no file of the run");
  if (to_hex(sha256(bytes_of(*text)).view()) != expected)
    return not_a_run(path, "was changed since the run");
  return Ok{};
}

Status check_ledger(const fs::path& path, const json::value& manifest, LedgerLock lock) {
  std::error_code unknown;
  if (!fs::is_regular_file(path, unknown)) return not_a_run(path, "is no file of the run");
  for (const auto& beside : companion_files(path)) {
    std::error_code failed;
    const bool own = lock == LedgerLock::held && beside.string().ends_with("-writer");
    if (!own && fs::exists(fs::symlink_status(beside, failed)))
      return not_a_run(path, "is or was in use by another program");
  }
  const auto* const ledger = member(manifest, "ledger");
  const auto* const entries = ledger == nullptr ? nullptr : member(*ledger, "entries");
  if (entries == nullptr || !entries->is_int64()) return not_a_run(path, "is not in the manifest");
  auto journal = SqliteJournal::open(path, OpenMode::read);
  if (!journal) return not_a_run(path, "cannot be read (" + journal.error().detail + ")");
  const auto size = (*journal)->size();
  if (size != static_cast<Sequence>(entries->as_int64()))
    return not_a_run(path, "has " + std::to_string(size) + " entries and the run wrote " +
                               std::to_string(entries->as_int64()));
  const auto checked = CheckedJournal::open(std::move(*journal));
  if (!checked) return not_a_run(path, "cannot be read (" + checked.error().detail + ")");
  if (to_hex((*checked)->root().view()) != text_member(*ledger, "root"))
    return not_a_run(path, "has another root than the run wrote");
  return Ok{};
}

}  // namespace

Status check_earlier_results(const fs::path& folder, std::span<const char* const> results,
                             LedgerLock lock) {
  SETOFF_TRY(manifest, manifest_in(folder));
  for (const std::string_view name : results) {
    const auto path = folder / name;
    std::error_code failed;
    if (name == kManifest || !fs::exists(fs::symlink_status(path, failed))) continue;
    if (name == kLedger)
      SETOFF_TRY_STATUS(check_ledger(path, manifest, lock));
    else
      SETOFF_TRY_STATUS(check_file(path, hash_in(manifest, name)));
  }
  return Ok{};
}

}  // namespace setoff::cli
