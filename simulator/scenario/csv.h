#pragma once
// CSV data files: a header line, comma-separated, fields optionally in double quotes, optionally a
// byte order mark before the header; one date column and one value column are read. A file is
// loaded once and pinned by its SHA-256. Errors point into the CSV file: data_file, wrong_sha256,
// unknown_column, csv_row, csv_order, gap, and those of dates and measures.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ledger/crypto/digest.h"
#include "ledger/text/reader.h"
#include "simulator/scenario/steps.h"

namespace setoff::simulator {

struct CsvColumns {
  std::string date;
  std::string value;
  std::string unit;                                 // unit of plain numbers; "1" for ratios
  GapPolicy gaps = GapPolicy::implicit_last_value;  // for rows that are months, implicit_last_value
                                                    // means refuse_months
  Calendar calendar = Calendar::gregorian;
};

class CsvFiles {
 public:
  explicit CsvFiles(Sources& sources) : sources_(sources) {}

  // Loads the file that `node` names, relative to the file containing `node`. Reports and returns
  // null if it cannot be read or differs from the hash pinned by `sha256`.
  const SourceFile* load(const Node& node, const Node* sha256, const ReadContext& reading);

  struct Loaded {
    const SourceFile* file;
    Digest sha256;
  };
  [[nodiscard]] const std::map<std::string, Loaded>& loaded() const { return loaded_; }

 private:
  Sources& sources_;
  std::map<std::string, Loaded> loaded_;  // by path
};

// The steps from the date and value columns. A missing column is reported at `at`.
[[nodiscard]] std::optional<Steps<Decimal>> read_csv_series(const SourceFile& file,
                                                            const CsvColumns& columns,
                                                            const Node& at,
                                                            const ReadContext& reading);

// The text of the named columns, row by row; empty where a row has no value.
[[nodiscard]] std::optional<std::vector<std::vector<std::string>>> read_csv_texts(
    const SourceFile& file, const std::vector<std::string>& columns, const Node& at,
    const ReadContext& reading);

}  // namespace setoff::simulator
