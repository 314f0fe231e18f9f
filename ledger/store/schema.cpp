#include "ledger/store/schema.h"

#include "ledger/store/views.h"

namespace setoff {
namespace {

constexpr std::array<TableInfo, kTables> kTableFacts = {{
    {Table::entry, "entry",
     "sequence, booked, happened, value_date, type, source, event_id, submitter, override_who, "
     "override_why, refusal, rules, leaf",
     13, "sequence", true},
    {Table::link, "link", "sequence, position, kind, earlier", 4, "sequence, position", true},
    {Table::lot, "lot",
     "sequence, position, lot, kind, line, account, party, purpose, release_lot, order_lot, until, "
     "amount, commodity",
     13, "sequence, position", true},
    {Table::account, "account", "account, path, class, owner, kind, object, line, layer, opened", 9,
     "account", true},
    {Table::posting, "posting",
     "sequence, position, account, lot, commodity, amount, days_later, balance, previous", 9,
     "sequence, position", true},
    {Table::commodity, "commodity", "commodity, kind, decimals, minor", 4, "commodity", false},
    {Table::balance, "balance", "account, commodity, amount, last, postings", 5,
     "account, commodity", false},
    {Table::projection, "projection", "name, entries", 2, "name", false},
}};

constexpr std::string_view kJournal = R"sql(
CREATE TABLE journal (
  first_sequence INTEGER PRIMARY KEY,
  entries INTEGER NOT NULL CHECK (entries > 0),
  ends BLOB NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
)sql";

constexpr std::string_view kDerivedTables = R"sql(
CREATE TABLE entry (
  sequence INTEGER PRIMARY KEY,
  booked TEXT NOT NULL,
  happened TEXT NOT NULL,
  value_date TEXT NOT NULL,
  type TEXT NOT NULL,
  source TEXT NOT NULL,
  event_id TEXT NOT NULL,
  submitter TEXT,
  override_who TEXT,
  override_why TEXT,
  refusal TEXT,
  rules INTEGER NOT NULL,
  leaf BLOB NOT NULL
) STRICT;
CREATE TABLE link (
  sequence INTEGER NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  earlier INTEGER NOT NULL,
  PRIMARY KEY (sequence, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE lot (
  sequence INTEGER NOT NULL,
  position INTEGER NOT NULL,
  lot TEXT NOT NULL,
  kind TEXT NOT NULL,
  line TEXT,
  account TEXT,
  party TEXT,
  purpose TEXT,
  release_lot TEXT,
  order_lot TEXT,
  until TEXT,
  amount INTEGER,
  commodity TEXT,
  PRIMARY KEY (sequence, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE account (
  account INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  class TEXT NOT NULL,
  owner TEXT NOT NULL,
  kind TEXT NOT NULL,
  object TEXT NOT NULL,
  line TEXT NOT NULL,
  layer TEXT NOT NULL,
  opened INTEGER NOT NULL
) STRICT;
CREATE TABLE posting (
  sequence INTEGER NOT NULL,
  position INTEGER NOT NULL,
  account INTEGER NOT NULL,
  lot TEXT,
  commodity TEXT NOT NULL,
  amount INTEGER NOT NULL,
  days_later INTEGER,
  balance INTEGER NOT NULL,
  previous INTEGER,
  PRIMARY KEY (sequence, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE commodity (
  commodity TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  decimals INTEGER NOT NULL,
  minor INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE balance (
  account INTEGER NOT NULL,
  commodity TEXT NOT NULL,
  amount INTEGER NOT NULL,
  last INTEGER NOT NULL,
  postings INTEGER NOT NULL,
  PRIMARY KEY (account, commodity)
) STRICT, WITHOUT ROWID;
CREATE TABLE projection (
  name TEXT PRIMARY KEY,
  entries INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

std::string change_trigger(std::string_view table, std::string_view what) {
  std::string lower(what == "UPDATE" ? "update" : "delete");
  std::string sql = "CREATE TRIGGER ";
  sql.append(table).append("_no_").append(lower).append(" BEFORE ").append(what);
  sql.append(" ON ").append(table).append("\nBEGIN SELECT RAISE(ABORT, 'the table ");
  return sql.append(table).append(" is append-only'); END;\n");
}

// The key as an SQL expression for the row to be inserted.
std::string new_key(std::string_view key) {
  return key == "sequence, position" ? "(NEW.sequence, NEW.position)" : "NEW." + std::string(key);
}

// Rejects inserts anywhere but at the end.
std::string insert_trigger_sql(const TableInfo& facts) {
  const bool pair = facts.key.find(',') != std::string_view::npos;
  const auto key = pair ? "(" + std::string(facts.key) + ")" : std::string(facts.key);
  std::string sql = "CREATE TRIGGER " + std::string(facts.name) + "_no_replace BEFORE INSERT ON ";
  sql.append(facts.name).append("\nWHEN EXISTS (SELECT 1 FROM ").append(facts.name);
  sql.append(" WHERE ").append(key).append(" >= ").append(new_key(facts.key));
  sql.append(")\nBEGIN SELECT RAISE(ABORT, 'the table ").append(facts.name);
  return sql.append(" is append-only'); END;\n");
}

std::string append_only_triggers(const TableInfo& facts) {
  return change_trigger(facts.name, "UPDATE") + change_trigger(facts.name, "DELETE") +
         insert_trigger_sql(facts);
}

constexpr TableInfo kJournalFacts{
    Table::entry, "journal", "first_sequence, entries, ends, bytes", 4, "first_sequence", true};

}  // namespace

const std::array<TableInfo, kTables>& all_tables() {
  return kTableFacts;
}

const TableInfo& info_of(Table table) {
  return kTableFacts[static_cast<std::size_t>(table)];
}

std::string journal_sql() {
  return std::string(kJournal) + journal_triggers_sql();
}
std::string journal_triggers_sql() {
  return append_only_triggers(kJournalFacts);
}

std::string tables_sql() {
  std::string sql(kDerivedTables);
  for (const auto& facts : kTableFacts)
    if (facts.append_only) sql += append_only_triggers(facts);
  sql.append(kViews);
  for (const auto& facts : kTableFacts)
    if (facts.table != Table::projection)
      sql.append("INSERT INTO projection VALUES ('").append(facts.name).append("', 0);\n");
  return sql;
}

std::string drop_tables_sql() {
  std::string sql;
  for (const auto name : kViewNames)
    sql.append("DROP VIEW IF EXISTS ").append(name).append(";\n");
  for (const auto& facts : kTableFacts)
    sql.append("DROP TABLE IF EXISTS ").append(facts.name).append(";\n");
  return sql;
}

}  // namespace setoff
