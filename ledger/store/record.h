#pragma once
// Rows as SQLite stores them: a header of types, then the values. Errors: a record that holds
// anything but null, integers, texts and blobs, or ends elsewhere than it says, is not read and is
// the same as no row. Source: sqlite.org/fileformat2.html, section 2.1.

#include "ledger/store/page_reader.h"
#include "ledger/store/table_rows.h"

namespace setoff {

// Bytes that may be looked at behind those of a record, whatever stands there.
inline constexpr std::size_t kRecordRoom = 16;

// A number of SQLite's of one to nine bytes; `at` goes behind it.
[[nodiscard]] std::uint64_t read_varint(const std::uint8_t* bytes, std::size_t& at);

// As many values as the record has; they view into it.
[[nodiscard]] bool read_record(PageBytes record, std::span<Value> values);
// Whether the record reads as the row.
[[nodiscard]] bool is_record_of(Row row, PageBytes record);

}  // namespace setoff
