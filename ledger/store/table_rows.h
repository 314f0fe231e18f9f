#pragma once
// TableRows: makes the rows of the derived tables from entries in order, for the writer, which
// stores them, and for the audit, which compares them. A RowSink receives each row: those of
// append-only tables in the order of their keys, those of the other tables from finish(). Values in
// a row of `entry` stay valid for kEntriesKept entries if the caller keeps these so long; those of
// `link` and `posting` as long as the caller keeps the entry; those of other rows during the call.
// Errors: those of the sink; corrupt for a path that names no account.

#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/text_map.h"
#include "ledger/crypto/digest.h"
#include "ledger/event/codec.h"
#include "ledger/store/iso_text.h"
#include "ledger/store/schema.h"

namespace setoff {

// A column value. Texts and blobs are views into their source.
struct ColumnValue {
  enum class Type : std::uint8_t { null, integer, text, blob };
  Type type = Type::null;
  std::int64_t integer = 0;
  std::string_view text;

  ColumnValue() = default;
  ColumnValue(std::int64_t number) : type(Type::integer), integer(number) {}             // NOLINT
  ColumnValue(std::uint64_t number) : ColumnValue(static_cast<std::int64_t>(number)) {}  // NOLINT
  ColumnValue(std::string_view view) : type(Type::text), text(view) {}                   // NOLINT
  ColumnValue(const std::string& string) : ColumnValue(std::string_view(string)) {}      // NOLINT
  ColumnValue(const Digest& digest) : type(Type::blob), text(text_of(digest)) {}         // NOLINT
  static ColumnValue present(std::string_view view) {
    return view.empty() ? ColumnValue() : ColumnValue(view);
  }
  friend bool operator==(const ColumnValue&, const ColumnValue&) = default;

 private:
  static std::string_view text_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.bytes.data()), Digest::kSize};
  }
};
using Row = std::span<const ColumnValue>;

inline constexpr std::size_t kEntriesKept = 8;

class RowSink {
 public:
  virtual ~RowSink() = default;
  [[nodiscard]] virtual Status accept(Table table, Row row) = 0;
};

class TableRows {
 public:
  // Emits the rows of the next entry.
  [[nodiscard]] Status add_entry(const StoredEntry& entry, const Digest& leaf, RowSink& sink);
  // Emits the rows of the tables that change, as of the entries taken so far.
  [[nodiscard]] Status finish(RowSink& sink) const;
  // Same, but only the balances that changed since the last call.
  [[nodiscard]] Status finish_changed(RowSink& sink);
  [[nodiscard]] Sequence entries() const { return entries_; }

  // Restores what finish() and earlier rows say, so that a writer can continue where it stopped.
  void restore_entries(Sequence entries) { entries_ = entries; }
  void restore_account(std::string_view path);  // in the order of their numbers
  [[nodiscard]] Status restore_balance(Row row);

 private:
  struct Cell {
    Commodity commodity;
    std::int64_t amount = 0;
    Sequence last = 0;
    std::uint64_t postings = 0;
    bool changed = false;
  };

  Status emit_entry(const StoredEntry& entry, const Digest& leaf, RowSink& sink);
  Status emit_links(const StoredEntry& entry, RowSink& sink);
  Status emit_postings(const StoredEntry& entry, RowSink& sink);
  Status finish_commodities(RowSink& sink) const;
  Status finish_projections(RowSink& sink) const;
  static Status emit_balance(std::size_t account, const Cell& cell, RowSink& sink);
  Result<std::size_t> account_of(const PostingView& posting, Sequence sequence, RowSink& sink);

  Sequence entries_ = 0;
  std::vector<std::vector<Cell>> cells_;  // by account
  std::vector<std::size_t> changed_;      // accounts with a changed cell, some repeatedly
  TextMap<std::size_t> accounts_;
  struct Times {
    IsoText booked;
    IsoText happened;
    IsoText value_date;
  };
  std::array<Times, kEntriesKept> times_;
};

}  // namespace setoff
