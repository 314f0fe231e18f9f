#pragma once
// KnownKeys: the language's keys by path, for patches that create a block and for `explain`. A
// pattern such as "exports.<line>.due" matches every line.

#include <string>
#include <vector>

#include "ledger/text/read_context.h"
#include "ledger/text/tree_path.h"

namespace setoff::simulator {

class KnownKeys {
 public:
  explicit KnownKeys(const KeyCatalog& catalog);

  // The facts about the key at the path; null if the language has no such key.
  [[nodiscard]] const KeyInfo* find(const Path& path) const;
  // Whether the keys of the block at the path are names that the author chooses.
  [[nodiscard]] bool has_names(const Path& block) const;
  // The one block that has the key, such as "fx" for `interest`; empty if none or several have it.
  [[nodiscard]] std::string only_block_of(std::string_view key) const;
  // The keys allowed in the block at the path, not including user-defined names.
  [[nodiscard]] std::vector<std::string> keys_in(const Path& block) const;

 private:
  struct Entry {
    std::vector<std::string> steps;  // "exports", "<line>", "due"; "[]" for a list item
    KeyInfo facts;
  };
  std::vector<Entry> entries_;
};

// The keys of the whole language.
[[nodiscard]] const KnownKeys& known_keys();

}  // namespace setoff::simulator
