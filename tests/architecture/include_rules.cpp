#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string_view>

#include "tests/architecture/rules.h"
#include "tests/architecture/table.h"

namespace setoff::tests {
namespace {

// The row with the longest folder that holds the path: cli/daemon before cli.
const LayerRow* row_of(std::string_view path) {
  const LayerRow* best = nullptr;
  for (const LayerRow& row : kLayers) {
    if (!path.starts_with(row.folder) || path.substr(row.folder.size(), 1) != "/") continue;
    if (best == nullptr || row.folder.size() > best->folder.size()) best = &row;
  }
  return best;
}

const LayerRow* row_named(std::string_view folder) {
  const auto found = std::ranges::find(kLayers, folder, &LayerRow::folder);
  return found == kLayers.end() ? nullptr : &*found;
}

// The folders that a row leads to, itself included.
std::set<std::string_view> reach_of(const LayerRow& row) {
  std::set<std::string_view> reach{row.folder};
  for (const std::string_view folder : row.may_include)
    reach.merge(reach_of(*row_named(folder)));
  return reach;
}

std::string place(const SourceFile& file, const Include& include) {
  return file.path + ":" + std::to_string(include.line) + ": ";
}

std::string arrow_breach(const LayerRow& from, const Include& include) {
  const LayerRow* const to = row_of(include.name);
  if (to == nullptr) {
    return "\"" + include.name +
           "\" is not named from the project root, or its folder is in no row";
  }
  if (reach_of(from).contains(to->folder)) return {};
  return std::string(from.folder) + " may not include " + std::string(to->folder) + " (\"" +
         include.name + "\")";
}

class CycleFinder {
 public:
  explicit CycleFinder(Sources files) {
    for (const SourceFile& file : files)
      by_path_[file.path] = &file;
  }

  Breaches find() {
    for (const auto& [path, file] : by_path_)
      visit(*file);
    return breaches_;
  }

 private:
  void visit(const SourceFile& file) {
    if (done_.contains(file.path)) return;
    if (const auto at = std::ranges::find(trail_, file.path); at != trail_.end()) {
      std::string chain;
      for (auto it = at; it != trail_.end(); ++it)
        chain += *it + " -> ";
      breaches_.push_back(file.path + ":1: include cycle: " + chain + file.path);
      return;
    }
    trail_.push_back(file.path);
    for (const Include& include : file.includes) {
      const auto next = by_path_.find(include.name);
      if (include.quoted && next != by_path_.end()) visit(*next->second);
    }
    trail_.pop_back();
    done_.insert(file.path);
  }

  std::map<std::string, const SourceFile*> by_path_;
  std::vector<std::string> trail_;
  std::set<std::string> done_;
  Breaches breaches_;
};

// The names after DEPENDS in a build file, as folders of the table.
std::vector<std::string> linked_layers(const std::string& text) {
  std::string words = text;
  std::ranges::replace_if(words, [](char c) { return c == '(' || c == ')'; }, ' ');
  std::istringstream stream(words);
  std::vector<std::string> layers;
  bool in_depends = false;
  for (std::string word; stream >> word;) {
    if (word == "DEPENDS" || word == "LIBRARIES") {
      in_depends = word == "DEPENDS";
    } else if (in_depends) {
      layers.push_back(word);
    }
    if (word == "LIBRARIES") break;
  }
  return layers;
}

}  // namespace

Breaches check_arrows(Sources files) {
  Breaches breaches;
  std::set<std::string_view> paths;
  for (const SourceFile& file : files)
    paths.insert(file.path);
  for (const SourceFile& file : files) {
    const LayerRow* const row = row_of(file.path);
    if (row == nullptr) {
      breaches.push_back(file.path + ":1: the folder is in no row of tests/architecture/table.h");
      continue;
    }
    for (const Include& include : file.includes) {
      if (!include.quoted) continue;
      const std::string breach = arrow_breach(*row, include);
      if (!breach.empty()) breaches.push_back(place(file, include) + breach);
      if (breach.empty() && !paths.contains(include.name)) {
        breaches.push_back(place(file, include) + "\"" + include.name + "\" does not exist");
      }
    }
  }
  return breaches;
}

Breaches check_include_cycles(Sources files) {
  return CycleFinder(files).find();
}

Breaches check_table() {
  Breaches breaches;
  std::set<std::string_view> above;
  for (const LayerRow& row : kLayers) {
    for (const std::string_view folder : row.may_include) {
      if (above.contains(folder)) continue;
      breaches.push_back("table: " + std::string(row.folder) + " names " + std::string(folder) +
                         ", which is not above it");
    }
    above.insert(row.folder);
  }
  return breaches;
}

Breaches check_build_files(const std::filesystem::path& root) {
  Breaches breaches;
  for (const LayerRow& row : kLayers) {
    std::ifstream file(root / row.folder / "CMakeLists.txt");
    if (!file) continue;
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::size_t begin = text.find("setoff_layer(");
    if (begin == std::string::npos) continue;
    const auto reach = reach_of(row);
    for (const std::string& name :
         linked_layers(text.substr(begin, text.find(')', begin) - begin))) {
      // A room's layer has the name of its wing before its own: daemon_net is cli/daemon/net.
      std::string path = "/" + name;
      std::ranges::replace(path, '_', '/');
      const bool allowed = std::ranges::any_of(
          reach, [&](std::string_view folder) { return folder.ends_with(path); });
      if (!allowed) {
        breaches.push_back(std::string(row.folder) + "/CMakeLists.txt:1: links " + name +
                           ", which the table does not allow");
      }
    }
  }
  return breaches;
}

}  // namespace setoff::tests
