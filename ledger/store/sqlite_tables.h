#pragma once
// SqliteTables: the check of everything that a ledger file keeps beside its journal, on a
// connection of its own and within one snapshot, so that a writer may go on meanwhile.

#include <filesystem>
#include <memory>

#include "ledger/book/stored_tables.h"

namespace setoff {

class SqliteTables final : public StoredTables {
 public:
  [[nodiscard]] static Result<std::unique_ptr<SqliteTables>> open(
      const std::filesystem::path& path);
  ~SqliteTables() override;

  [[nodiscard]] Result<TableReport> check() const override;

 private:
  struct Impl;
  explicit SqliteTables(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace setoff
