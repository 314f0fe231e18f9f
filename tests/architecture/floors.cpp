#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "tests/architecture/rules.h"
#include "tests/architecture/table.h"

namespace setoff::tests {
namespace {

using Folders = std::map<std::string, std::set<std::string>>;  // by folder: those it includes

std::string folder_of(const std::string& path) {
  return path.substr(0, path.rfind('/'));
}

Folders folders_of(Sources files) {
  Folders folders;
  for (const SourceFile& file : files) {
    auto& includes = folders[folder_of(file.path)];
    for (const Include& include : file.includes)
      if (include.quoted && folder_of(include.name) != folder_of(file.path))
        includes.insert(folder_of(include.name));
  }
  return folders;
}

// One above the highest floor that the folder includes. The arrows have no cycle.
std::size_t floor_of(const Folders& folders, const std::string& folder,
                     std::map<std::string, std::size_t>& floors) {
  if (const auto known = floors.find(folder); known != floors.end()) return known->second;
  std::size_t floor = 0;
  if (const auto found = folders.find(folder); found != folders.end())
    for (const auto& below : found->second)
      floor = std::max(floor, floor_of(folders, below, floors) + 1);
  floors.emplace(folder, floor);
  return floor;
}

// What a folder includes, less what one of these includes itself, step by step.
std::vector<std::string> direct(const Folders& folders, const std::string& folder) {
  const auto& all = folders.at(folder);
  const auto reaches = [&](auto&& self, const std::string& from, const std::string& to) -> bool {
    const auto found = folders.find(from);
    return found != folders.end() &&
           (found->second.contains(to) || std::ranges::any_of(found->second, [&](const auto& next) {
              return self(self, next, to);
            }));
  };
  std::vector<std::string> out;
  for (const auto& one : all)
    if (std::ranges::none_of(
            all, [&](const auto& other) { return other != one && reaches(reaches, other, one); }))
      out.push_back(one);
  return out;
}

}  // namespace

std::string draw_floors(Sources files) {
  const auto folders = folders_of(files);
  std::map<std::string, std::size_t> floors;
  std::map<std::size_t, std::set<std::string>, std::greater<>> by_floor;
  std::size_t width = 0;
  for (const auto& [folder, includes] : folders) {
    by_floor[floor_of(folders, folder, floors)].insert(folder);
    width = std::max(width, folder.size());
  }
  std::string out;
  for (const auto& [floor, rooms] : by_floor) {
    std::string number = std::to_string(floor);
    for (const auto& room : rooms) {
      out += std::string(2 - std::min<std::size_t>(2, number.size()), ' ') + number + "  " + room;
      number.clear();
      std::string below;
      for (const auto& one : direct(folders, room))
        below += (below.empty() ? "" : ", ") + one;
      if (!below.empty()) out += std::string(width - room.size(), ' ') + "  on " + below;
      out += "\n";
    }
  }
  return out;
}

Breaches check_drawing(Sources files, const std::filesystem::path& page, bool redraw) {
  constexpr std::string_view kBegin = "<!-- floors -->\n```text\n";
  std::ifstream in(page);
  std::string text((std::istreambuf_iterator<char>(in)), {});
  in.close();
  const auto at = text.find(kBegin);
  if (at == std::string::npos) return {page.filename().string() + ": no picture of the floors"};
  const auto begin = at + kBegin.size();
  const auto end = text.find("```", begin);
  const auto drawn = draw_floors(files);
  if (text.substr(begin, end - begin) == drawn) return {};
  if (!redraw)
    return {page.filename().string() +
            ": the picture of the floors is out of date; SETOFF_UPDATE_GOLDEN=1 redraws it"};
  text.replace(begin, end - begin, drawn);
  std::ofstream(page) << text;
  return {};
}

}  // namespace setoff::tests
