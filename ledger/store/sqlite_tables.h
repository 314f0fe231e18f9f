#pragma once
// SqliteTables: checks everything that a ledger file holds besides its journal, on its own
// connection and within one read transaction, so that a writer can continue meanwhile.

#include <filesystem>
#include <memory>

#include "ledger/writer/stored_tables.h"

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
