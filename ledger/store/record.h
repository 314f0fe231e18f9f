#pragma once
// Rows as SQLite stores them: a header of types, then the values. Errors: a record with anything
// but null, integers, texts and blobs, or whose size contradicts its header, is not read and equals
// no row. Source: sqlite.org/fileformat2.html, section 2.1.

#include "ledger/store/page_reader.h"
#include "ledger/store/table_rows.h"

namespace setoff {

// Number of bytes after a record that must be readable, whatever their content.
inline constexpr std::size_t kRecordRoom = 16;

// Reads an SQLite varint of one to nine bytes and moves `at` past it.
[[nodiscard]] std::uint64_t read_varint(const std::uint8_t* bytes, std::size_t& at);

// Reads all values of the record, as views into it; false if there are not exactly values.size().
[[nodiscard]] bool read_record(PageBytes record, std::span<ColumnValue> values);
// Whether the record encodes the row.
[[nodiscard]] bool is_record_of(Row row, PageBytes record);

}  // namespace setoff
