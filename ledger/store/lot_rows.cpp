#include "ledger/store/lot_rows.h"

#include <array>

namespace setoff {
namespace {

struct LotRow {
  std::string_view lot;
  std::string_view kind;
  std::string_view line;
  std::string_view account;
  std::string_view party;
  std::string_view purpose;
  std::string_view release;
  std::string_view order;
  std::optional<Day> until;
  std::optional<std::pair<std::int64_t, Commodity>> amount;
};

template <class Kind>
std::pair<std::int64_t, Commodity> pair_of(const Amount<Kind>& amount) {
  return {amount.minor(), amount.kind()};
}

std::string_view view(const std::optional<std::string>& text) {
  return text ? std::string_view(*text) : std::string_view();
}

LotRow row_of(const Opening& data) {
  return {data.lot, enum_name(data.kind), data.line, view(data.account), {}, {}, {}, {},
          data.due, pair_of(data.amount)};
}
LotRow row_of(const InvoiceIssued& data) {
  return {data.invoice, "invoice", data.line, {},       view(data.seller),
          {},           {},        {},        data.due, pair_of(data.amount)};
}
LotRow row_of(const DebitnoteIssued& data) {
  return {data.debitnote, "invoice", {}, {}, {}, {}, {}, {}, data.due, pair_of(data.amount)};
}
LotRow row_of(const ShortfallClaimed& data) {
  return {data.shortfall, "shortfall",         data.line, {}, {}, {}, {}, {},
          data.due,       pair_of(data.amount)};
}
LotRow row_of(const BreachClaimed& data) {
  return {data.breach, "breach", data.line, {}, {}, {}, {}, {}, data.due, pair_of(data.amount)};
}
LotRow row_of(const ReleaseRequested& data) {
  return {data.release, "request", data.line, data.account,     view(data.payee),
          data.purpose, {},        {},        data.valid_until, pair_of(data.amount)};
}
LotRow row_of(const ReleaseApproved& data) {
  return {data.release,     "approval",          {}, {}, data.by, {}, {}, {},
          data.valid_until, pair_of(data.amount)};
}
LotRow row_of(const OrderPlaced& data) {
  return {data.order, "order", {}, {}, data.supplier,
          data.good,  {},      {}, {}, pair_of(data.quantity)};
}
LotRow row_of(const CreditIssued& data) {
  return {data.credit, "credit",     {},         data.account, {},
          {},          data.release, data.order, data.expiry,  pair_of(data.amount)};
}
LotRow row_of(const CreditAmended& data) {
  LotRow row{data.credit, "amendment", {}, {}, {}, {}, {}, {}, data.expiry, {}};
  if (data.amount) row.amount = pair_of(*data.amount);
  return row;
}

Status emit_lot_row(const LotRow& lot, Sequence sequence, std::uint64_t position, RowSink& sink) {
  IsoText until;
  const std::array<ColumnValue, 13> row = {
      sequence,
      position,
      lot.lot,
      lot.kind,
      ColumnValue::present(lot.line),
      ColumnValue::present(lot.account),
      ColumnValue::present(lot.party),
      ColumnValue::present(lot.purpose),
      ColumnValue::present(lot.release),
      ColumnValue::present(lot.order),
      lot.until ? ColumnValue(until.of(*lot.until)) : ColumnValue(),
      lot.amount ? ColumnValue(lot.amount->first) : ColumnValue(),
      lot.amount ? ColumnValue(lot.amount->second.code()) : ColumnValue(),
  };
  return sink.accept(Table::lot, row);
}

}  // namespace

Status emit_lot_rows(const Event& event, Sequence sequence, RowSink& sink) {
  return std::visit(
      [&]<class Data>(const Data& data) -> Status {
        if constexpr (std::is_same_v<Data, AgreementAdopted>) {
          std::uint64_t position = 0;
          for (const auto& opening : data.openings)
            SETOFF_TRY_STATUS(emit_lot_row(row_of(opening), sequence, position++, sink));
        } else if constexpr (requires { row_of(data); }) {
          return emit_lot_row(row_of(data), sequence, 0, sink);
        }
        return Ok{};
      },
      event.data);
}

}  // namespace setoff
