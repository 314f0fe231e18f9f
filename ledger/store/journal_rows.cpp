#include "ledger/store/journal_rows.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <memory>

#include "ledger/store/row_statement.h"

namespace setoff {
namespace {

constexpr const char* kColumns = "SELECT first_sequence, entries, ends, bytes FROM journal ";

std::uint32_t read_end(std::string_view ends, std::size_t index) {
  std::uint32_t value = 0;
  for (const char byte : ends.substr(index * 4, 4))
    value = value << 8U | static_cast<std::uint8_t>(byte);
  return value;
}

}  // namespace

Result<EntryGroup> group_of_row(Row row) {
  using Type = ColumnValue::Type;
  constexpr Type kTypes[] = {Type::integer, Type::integer, Type::blob, Type::blob};
  if (!std::ranges::equal(row, kTypes, {}, &ColumnValue::type))
    return Error(Code::corrupt, "a column of the journal has a value of another type");
  EntryGroup group;
  const auto first = row[0].integer;
  const auto entries = row[1].integer;
  const auto ends = row[2].text;
  const auto bytes = row[3].text;
  const auto where = "journal row " + std::to_string(first);
  if (first < 0 || entries <= 0 || ends.size() / 4 != static_cast<std::uint64_t>(entries) ||
      ends.size() % 4 != 0)
    return Error(Code::corrupt, "the number of entries does not match their offsets", where);
  group.first = static_cast<Sequence>(first);
  group.ends.reserve(ends.size() / 4);
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < ends.size() / 4; ++i) {
    const auto end = read_end(ends, i);
    if (end <= last) return Error(Code::corrupt, "the offsets of the entries do not grow", where);
    group.ends.push_back(end);
    last = end;
  }
  if (last != bytes.size())
    return Error(Code::corrupt, "the bytes do not end with the last entry", where);
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  group.bytes.assign(data, data + bytes.size());
  return group;
}

namespace {

Result<EntryGroup> group_of(const RowStatement& row) {
  const std::array<ColumnValue, 4> values = {row.column(0), row.column(1), row.column(2),
                                             row.column(3)};
  return group_of_row(values);
}

}  // namespace

ByteBuffer packed_ends(const EntryGroup& group) {
  ByteBuffer ends;
  ends.reserve(group.size() * 4);
  for (const auto end : group.ends)
    for (const unsigned shift : {24U, 16U, 8U, 0U})
      ends.push_back(static_cast<std::uint8_t>(end >> shift));
  return ends;
}

Result<Sequence> journal_size(sqlite3* database) {
  SETOFF_TRY(last, RowStatement::prepare(database,
                                         "SELECT first_sequence, entries FROM journal ORDER BY "
                                         "first_sequence DESC LIMIT 1"));
  SETOFF_TRY(found, last.next());
  if (!found) return Sequence{0};
  const auto first = last.column(0).integer;
  const auto entries = last.column(1).integer;
  if (first < 0 || entries <= 0 || first > INT64_MAX - entries)
    return Error(Code::corrupt, "the last row of the journal is out of range");
  return static_cast<Sequence>(first + entries);
}

Result<EntryGroup> journal_group(sqlite3* database, Sequence sequence) {
  const auto sql = kColumns + ("WHERE first_sequence <= " + std::to_string(sequence)) +
                   " ORDER BY first_sequence DESC LIMIT 1";
  SETOFF_TRY(row, RowStatement::prepare(database, sql));
  SETOFF_TRY(found, row.next());
  if (!found) return Error(Code::corrupt, "the journal lacks entry " + std::to_string(sequence));
  SETOFF_TRY(group, group_of(row));
  if (sequence - group.first >= group.size())
    return Error(Code::corrupt, "the journal lacks entry " + std::to_string(sequence));
  return std::move(group);
}

namespace {

// Bytes [begin, end) of the row's blob of entries.
Result<ByteBuffer> bytes_of_row(sqlite3* database, Sequence first, std::uint32_t begin,
                                std::uint32_t end) {
  sqlite3_blob* opened = nullptr;
  const int status = sqlite3_blob_open(database, "main", "journal", "bytes",
                                       static_cast<sqlite3_int64>(first), 0, &opened);
  const std::unique_ptr<sqlite3_blob, int (*)(sqlite3_blob*)> blob(opened, sqlite3_blob_close);
  if (status != SQLITE_OK)
    return Error(status == SQLITE_CORRUPT ? Code::corrupt : Code::cannot_read,
                 sqlite3_errmsg(database));
  const auto size = static_cast<std::uint32_t>(sqlite3_blob_bytes(blob.get()));
  if (end > size || begin >= end || end - begin > kEntrySizeMax)
    return Error(Code::corrupt, "the offsets of the entries do not fit their bytes",
                 "journal row " + std::to_string(first));
  ByteBuffer bytes(end - begin);
  if (sqlite3_blob_read(blob.get(), bytes.data(), static_cast<int>(bytes.size()),
                        static_cast<int>(begin)) != SQLITE_OK)
    return Error(Code::cannot_read, sqlite3_errmsg(database));
  return bytes;
}

}  // namespace

Result<ByteBuffer> journal_entry(sqlite3* database, Sequence sequence) {
  SETOFF_TRY(row,
             RowStatement::prepare(
                 database, "SELECT first_sequence, ends FROM journal WHERE first_sequence <= " +
                               std::to_string(sequence) + " ORDER BY first_sequence DESC LIMIT 1"));
  SETOFF_TRY(found, row.next());
  const auto first = found ? static_cast<Sequence>(row.column(0).integer) : sequence + 1;
  const auto ends = found ? row.column(1).text : std::string_view();
  const auto index = sequence - first;
  if (first > sequence || index >= ends.size() / 4)
    return Error(Code::corrupt, "the journal lacks entry " + std::to_string(sequence));
  const auto begin = index == 0 ? 0 : read_end(ends, index - 1);
  return bytes_of_row(database, first, begin, read_end(ends, index));
}

Status each_journal_group(sqlite3* database, Sequence from,
                          const std::function<Status(const EntryGroup&)>& visit) {
  std::optional<Sequence> expected;
  std::string where;
  if (from == 0) {
    expected = 0;
  } else {
    const auto text = std::to_string(from);
    where =
        "WHERE first_sequence >= coalesce((SELECT max(first_sequence) FROM journal WHERE "
        "first_sequence <= " +
        text + "), " + text + ")";
  }
  SETOFF_TRY(rows, RowStatement::prepare(database, kColumns + where + " ORDER BY first_sequence"));
  while (true) {
    SETOFF_TRY(more, rows.next());
    if (!more) return Ok{};
    SETOFF_TRY(group, group_of(rows));
    if (expected && group.first != *expected)
      return Error(Code::corrupt, "the journal goes from entry " + std::to_string(*expected) +
                                      " to " + std::to_string(group.first));
    expected = group.first + group.size();
    SETOFF_TRY_STATUS(visit(group));
  }
}

}  // namespace setoff
