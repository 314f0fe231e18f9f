#include "ledger/store/protected_file.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <string_view>

#include "ledger/store/schema.h"

namespace setoff {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffixes[] = {"-wal",      "-shm",          "-journal",     "-writer",
                                          "-snapshot", "-snapshot-new", "-snapshot-key"};

std::uint32_t number_at(std::string_view text, std::size_t at) {
  std::uint32_t number = 0;
  for (const char c : text.substr(at, 4))
    number = (number << 8U) | static_cast<unsigned char>(c);
  return number;
}

std::string first_bytes(const fs::path& path) {
  std::array<char, 100> bytes{};
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), bytes.size());
  return {bytes.data(), static_cast<std::size_t>(file.gcount())};
}

std::string last_bytes(const fs::path& path) {
  constexpr std::streamoff kLast = 256;
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const auto size = static_cast<std::streamoff>(file.tellg());
  if (size <= 0) return {};
  std::string bytes(static_cast<std::size_t>(std::min(size, kLast)), '\0');
  file.seekg(-static_cast<std::streamoff>(bytes.size()), std::ios::end);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

// Formats: SQLite's "Database File Format", sections 1.3 and 4.1; ledger/writer/snapshot.cpp.
std::optional<std::string> kind_of_content(const fs::path& path) {
  constexpr std::string_view kDatabase("SQLite format 3\0", 16);
  constexpr std::size_t kApplication = 68;
  constexpr std::uint32_t kLog = 0x377F0682;  // the lowest bit may be set
  constexpr std::string_view kSnapshot = "SetoffSn";
  const auto begin = first_bytes(path);
  if (begin.starts_with(kDatabase) && begin.size() == 100)
    return number_at(begin, kApplication) == static_cast<std::uint32_t>(kApplicationId)
               ? "a ledger"
               : "a database";
  if (begin.size() >= 32 && (number_at(begin, 0) & ~1U) == kLog) return "the log of a database";
  if (begin.starts_with(kSnapshot) || last_bytes(path).find(kSnapshot) != std::string::npos)
    return "the snapshot of a ledger";
  return std::nullopt;
}

std::optional<std::string> kind_of_node(const fs::path& path) {
  std::error_code failed;
  const auto status = fs::status(path, failed);
  if (fs::is_directory(status)) return "a folder";
  if (fs::is_socket(status)) return "a socket";
  if (fs::is_fifo(status)) return "a pipe";
  if (fs::is_block_file(status) || fs::is_character_file(status)) return "a device";
  return std::nullopt;
}

fs::path with(const fs::path& ledger, std::string_view suffix) {
  auto path = ledger;
  path += suffix;
  return path;
}

// Compares by inode if both exist; a name that is not in use is compared by its canonical path.
bool same_file(const fs::path& a, const fs::path& b) {
  std::error_code failed;
  if (fs::exists(a, failed) && fs::exists(b, failed)) return fs::equivalent(a, b, failed);
  const auto place = [&](const fs::path& file) {
    return fs::weakly_canonical(fs::absolute(file, failed), failed);
  };
  return place(a) == place(b);
}

bool belongs_to_a_ledger(const fs::path& path) {
  std::error_code failed;
  const auto name = fs::weakly_canonical(fs::absolute(path, failed), failed).string();
  return std::ranges::any_of(kSuffixes, [&](std::string_view suffix) {
    if (!name.ends_with(suffix)) return false;
    const auto ledger = name.substr(0, name.size() - suffix.size());
    return fs::is_regular_file(ledger, failed) && kind_of_content(ledger) == "a ledger";
  });
}

}  // namespace

// A ledger that this process has open is recognised by its inode alone: opening and closing it once
// more would drop SQLite's locks (POSIX).
std::optional<std::string> protected_as(const fs::path& path, std::span<const fs::path> inputs,
                                        std::span<const fs::path> ledgers) {
  if (auto kind = kind_of_node(path)) return kind;
  for (const auto& ledger : ledgers) {
    if (same_file(path, ledger)) return "the ledger itself";
    for (const auto suffix : kSuffixes)
      if (same_file(path, with(ledger, suffix))) return "a file of '" + ledger.string() + "'";
  }
  if (std::ranges::any_of(inputs, [&](const auto& input) { return same_file(path, input); }))
    return "a file that is read here";
  std::error_code failed;
  if (fs::is_regular_file(path, failed))
    if (auto kind = kind_of_content(path)) return kind;
  if (belongs_to_a_ledger(path)) return "a file that belongs to a ledger";
  return std::nullopt;
}

std::vector<fs::path> companion_files(const fs::path& ledger) {
  std::vector<fs::path> files;
  for (const auto suffix : kSuffixes)
    files.push_back(with(ledger, suffix));
  return files;
}

}  // namespace setoff
