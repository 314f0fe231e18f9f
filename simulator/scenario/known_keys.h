#pragma once
// KnownKeys: the keys of the language by path, for patches that make a new block and for `explain`.
// A pattern such as "exports.<line>.due" stands for every line's.

#include <string>
#include <vector>

#include "ledger/text/reading.h"
#include "ledger/text/tree_path.h"

namespace setoff::sim {

class KnownKeys {
 public:
  explicit KnownKeys(KeyCatalog catalog);

  // What is known of the key at the path; null if the language has none there.
  [[nodiscard]] const KeyFacts* find(const Path& path) const;
  // The keys that the block at the path may have; names that a writer chooses are not among them.
  [[nodiscard]] std::vector<std::string> keys_in(const Path& block) const;

 private:
  struct Entry {
    std::vector<std::string> steps;  // "exports", "<line>", "due"; "[]" for an item
    KeyFacts facts;
  };
  std::vector<Entry> entries_;
};

// Of the whole language.
[[nodiscard]] const KnownKeys& known_keys();

}  // namespace setoff::sim
