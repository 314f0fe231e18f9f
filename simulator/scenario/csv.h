#pragma once
// CSV data files: a header line, comma-separated, fields optionally in double quotes, a byte order
// mark before the header or none; one date column and one value column are read. A file is loaded
// once and pinned by its sha256. Errors point into the CSV file. Errors: data_file, wrong_sha256,
// unknown_column, csv_row, csv_order, gap, and those of dates and measures.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ledger/crypto/digest.h"
#include "ledger/text/reader.h"
#include "simulator/scenario/steps.h"

namespace setoff::sim {

struct CsvColumns {
  std::string date;
  std::string value;
  std::string unit;                    // of plain numbers; "1" for ratios
  GapPolicy gaps = GapPolicy::unsaid;  // of rows that are months: as refuse_months
  Calendar calendar = Calendar::gregorian;
};

class CsvFiles {
 public:
  explicit CsvFiles(Sources& sources) : sources_(sources) {}

  // The file that `node` names, relative to the file that `node` stands in. Reports and answers
  // null if it cannot be read or is not the one pinned by `sha256`.
  const SourceFile* load(const Node& node, const Node* sha256, const Reading& reading);

  struct Loaded {
    const SourceFile* file;
    Digest sha256;
  };
  [[nodiscard]] const std::map<std::string, Loaded>& loaded() const { return loaded_; }

 private:
  Sources& sources_;
  std::map<std::string, Loaded> loaded_;  // by path
};

// The steps of two columns. `at` is where a missing column is reported.
[[nodiscard]] std::optional<Steps<Decimal>> read_csv_series(const SourceFile& file,
                                                            const CsvColumns& columns,
                                                            const Node& at, const Reading& reading);

// The texts of columns by name, row by row; empty where a row has none.
[[nodiscard]] std::optional<std::vector<std::vector<std::string>>> read_csv_texts(
    const SourceFile& file, const std::vector<std::string>& columns, const Node& at,
    const Reading& reading);

}  // namespace setoff::sim
