#include "ledger/store/table_rows.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ledger/books/chart.h"
#include "ledger/event/account_path.h"
#include "ledger/store/lot_rows.h"

namespace setoff {
namespace {

std::int64_t minor_units_in_one(Commodity commodity) {
  std::int64_t minor = 1;
  for (int i = 0; i < commodity.scale(); ++i)
    minor *= 10;
  return minor;
}

}  // namespace

Status TableRows::add_entry(const StoredEntry& entry, const Digest& leaf, RowSink& sink) {
  SETOFF_TRY_STATUS(emit_entry(entry, leaf, sink));
  SETOFF_TRY_STATUS(emit_links(entry, sink));
  if (!entry.head.refusal)
    SETOFF_TRY_STATUS(emit_lot_rows(entry.head.event, entry.head.sequence, sink));
  SETOFF_TRY_STATUS(emit_postings(entry, sink));
  ++entries_;
  return Ok{};
}

Status TableRows::emit_entry(const StoredEntry& entry, const Digest& leaf, RowSink& sink) {
  const auto& event = entry.head.event;
  const auto& override_closed = event.override_closed;
  auto& times = times_[entry.head.sequence % times_.size()];
  const std::array<ColumnValue, 13> row = {
      entry.head.sequence,
      times.booked.of(*event.booked),
      times.happened.of(event.time),
      times.value_date.of(event.value_date),
      event.type_name(),
      event.key.source,
      event.key.id,
      ColumnValue::present(event.submitter),
      override_closed ? ColumnValue(override_closed->who) : ColumnValue(),
      override_closed ? ColumnValue(override_closed->why.value) : ColumnValue(),
      entry.head.refusal ? ColumnValue(info_of(*entry.head.refusal).name) : ColumnValue(),
      std::int64_t{entry.head.rules_version},
      leaf,
  };
  return sink.accept(Table::entry, row);
}

Status TableRows::emit_links(const StoredEntry& entry, RowSink& sink) {
  std::uint64_t position = 0;
  for (const auto& link : entry.links) {
    const std::array<ColumnValue, 4> row = {entry.head.sequence, position++, enum_name(link.kind),
                                            link.sequence};
    SETOFF_TRY_STATUS(sink.accept(Table::link, row));
  }
  return Ok{};
}

Result<std::size_t> TableRows::account_of(const PostingView& posting, Sequence sequence,
                                          RowSink& sink) {
  if (const auto known = accounts_.find(posting.account); known != accounts_.end())
    return known->second;
  const auto number = cells_.size();
  const auto path = split_path(posting.account);
  const auto* kind = find_kind(path.kind);
  if (kind == nullptr)
    return Error(Code::corrupt, "entry " + std::to_string(sequence) + " posts to '" +
                                    std::string(posting.account) + "', which is no account");
  const std::array<ColumnValue, 9> row = {
      std::uint64_t{number}, posting.account, path.account_class,     path.owner, path.kind,
      path.object,           path.line,       enum_name(kind->layer), sequence,
  };
  SETOFF_TRY_STATUS(sink.accept(Table::account, row));
  restore_account(posting.account);
  return number;
}

Status TableRows::emit_postings(const StoredEntry& entry, RowSink& sink) {
  std::uint64_t position = 0;
  for (const auto& posting : entry.postings) {
    SETOFF_TRY(account, account_of(posting, entry.head.sequence, sink));
    const Day day = entry.head.event.value_date;
    const std::array<ColumnValue, 9> row = {
        entry.head.sequence,
        position++,
        std::uint64_t{account},
        ColumnValue::present(posting.lot),
        posting.commodity.code(),
        posting.amount,
        posting.value_date ? ColumnValue(std::int64_t{*posting.value_date - day}) : ColumnValue(),
        posting.balance,
        posting.previous ? ColumnValue(*posting.previous) : ColumnValue(),
    };
    SETOFF_TRY_STATUS(sink.accept(Table::posting, row));
    auto& cells = cells_[account];
    auto cell = std::ranges::find(cells, posting.commodity, &Cell::commodity);
    if (cell == cells.end()) cell = cells.insert(cell, Cell{posting.commodity});
    cell->amount = posting.balance;
    cell->last = entry.head.sequence;
    ++cell->postings;
    if (!std::exchange(cell->changed, true)) changed_.push_back(account);
  }
  return Ok{};
}

Status TableRows::finish(RowSink& sink) const {
  SETOFF_TRY_STATUS(finish_commodities(sink));
  for (std::size_t account = 0; account < cells_.size(); ++account) {
    auto cells = cells_[account];
    std::ranges::sort(cells, {}, [](const Cell& cell) { return cell.commodity.code(); });
    for (const auto& cell : cells)
      SETOFF_TRY_STATUS(emit_balance(account, cell, sink));
  }
  return finish_projections(sink);
}

Status TableRows::finish_changed(RowSink& sink) {
  SETOFF_TRY_STATUS(finish_commodities(sink));
  for (const auto account : changed_) {
    for (auto& cell : cells_[account]) {
      if (!cell.changed) continue;
      SETOFF_TRY_STATUS(emit_balance(account, cell, sink));
      cell.changed = false;
    }
  }
  changed_.clear();
  return finish_projections(sink);
}

Status TableRows::emit_balance(std::size_t account, const Cell& cell, RowSink& sink) {
  const std::array<ColumnValue, 5> row = {std::uint64_t{account}, cell.commodity.code(),
                                          cell.amount, cell.last, cell.postings};
  return sink.accept(Table::balance, row);
}

Status TableRows::finish_commodities(RowSink& sink) const {
  std::map<std::string_view, Commodity> commodities;
  for (const auto& cells : cells_)
    for (const auto& cell : cells)
      commodities.emplace(cell.commodity.code(), cell.commodity);
  for (const auto& [code, commodity] : commodities) {
    const std::array<ColumnValue, 4> row = {
        code, std::string_view(commodity.is_currency() ? "currency" : "unit"),
        std::int64_t{commodity.scale()}, minor_units_in_one(commodity)};
    SETOFF_TRY_STATUS(sink.accept(Table::commodity, row));
  }
  return Ok{};
}

Status TableRows::finish_projections(RowSink& sink) const {
  std::vector<std::string_view> names;
  for (const auto& facts : all_tables())
    if (facts.table != Table::projection) names.push_back(facts.name);
  std::ranges::sort(names);
  for (const auto name : names)
    SETOFF_TRY_STATUS(sink.accept(Table::projection, std::array<ColumnValue, 2>{name, entries_}));
  return Ok{};
}

void TableRows::restore_account(std::string_view path) {
  accounts_.emplace(path, cells_.size());
  cells_.emplace_back();
}

Status TableRows::restore_balance(Row row) {
  const auto commodity = find_commodity(row[1].text);
  const auto account = static_cast<std::uint64_t>(row[0].integer);
  if (!commodity || account >= cells_.size())
    return Error(Code::corrupt, "the table balance does not fit the table account");
  cells_[account].push_back({*commodity, row[2].integer, static_cast<Sequence>(row[3].integer),
                             static_cast<std::uint64_t>(row[4].integer)});
  return Ok{};
}

}  // namespace setoff
