#pragma once
// Mutants of a ledger file, made from its own schema: for every table every column, row and tail,
// and every trigger, view and index. A column that is added tomorrow is mutated tomorrow. Triggers
// are taken away for the change and put back with the same text, as somebody would who knows them.

#include <filesystem>
#include <string>
#include <vector>

namespace setoff::tests {

struct Mutant {
  std::string name;              // "entry.booked of row (3): changed"
  std::string table;             // whose triggers are in the way; empty for a change of the schema
  std::vector<std::string> sql;  // makes it
};

// One column of one row changed, rows deleted, added and swapped, the tail cut.
[[nodiscard]] std::vector<Mutant> row_mutants(const std::filesystem::path& ledger);
// Tables, triggers, views and indexes taken away, added or worded otherwise.
[[nodiscard]] std::vector<Mutant> schema_mutants(const std::filesystem::path& ledger);
// Copies the ledger and changes the copy; whether any content is different afterwards.
[[nodiscard]] bool make_mutant(const std::filesystem::path& ledger, const Mutant& mutant,
                               const std::filesystem::path& copy);

}  // namespace setoff::tests
