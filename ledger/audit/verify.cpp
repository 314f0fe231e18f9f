#include "ledger/audit/verify.h"

#include <future>

#include "ledger/audit/entry_laws.h"
#include "ledger/audit/gain_laws.h"
#include "ledger/book/replay.h"
#include "ledger/proof/frontier.h"
#include "ledger/query/balances.h"

namespace setoff {
namespace {

constexpr int kDaysChecked = 12;

class Verification {
 public:
  Verification(const JournalPort& journal, const std::optional<ExpectedHead>& expected)
      : expected_(expected), replay_([&journal](Sequence sequence) -> Result<Entry> {
          TRY(bytes, journal.read(sequence));
          return decode_entry(bytes);
        }) {}

  Status take(const EntryGroup& group) {
    for (std::size_t i = 0; i < group.size(); ++i) {
      const auto bytes = group.at(i);
      if (replaying_) replay_entry(bytes);
      tree_.append(hash_leaf(std::as_bytes(bytes)));
      compare_head();
    }
    return Ok{};
  }

  AuditReport finish() {
    if (replaying_) {
      const auto trial = check_trial(replay_.state());
      if (!trial) report_.findings.push_back({std::nullopt, trial.error().text()});
      check_days();
    }
    report_.entries = tree_.size();
    report_.root = tree_.root();
    if (expected_ && !compared_) {
      const bool same = !expected_->size && report_.root == expected_->root;
      if (!same)
        report_.findings.push_back(
            {std::nullopt, expected_->size ? "the ledger has fewer entries than the expected head"
                                           : "the root is not the expected one"});
    }
    return std::move(report_);
  }

 private:
  void replay_entry(ByteView bytes) {
    const auto entry = replay_.step(bytes);
    if (!entry) {
      report_.findings.push_back({tree_.size(), entry.error().text()});
      replaying_ = false;  // later entries build on this one
      return;
    }
    for (const auto& breach : laws_.take(*entry))
      add(tree_.size(), breach);
    for (const auto& breach : gains_.take(*entry, replay_.state()))
      add(tree_.size(), breach);
    if (entry->postings.empty()) return;
    first_day_ = std::min(first_day_, entry->event.value_date);
    last_day_ = std::max(last_day_, entry->event.value_date);
  }

  // The laws of the books on the last day, and on days spread over all that came before.
  void check_days() {
    const int span = last_day_ - first_day_;
    for (int i = 0; i <= kDaysChecked && span >= 0; ++i)
      for (const auto& breach : check_books(replay_.state(), first_day_ + span * i / kDaysChecked))
        add(std::nullopt, breach);
  }

  void add(std::optional<Sequence> sequence, const LawBreach& breach) {
    report_.findings.push_back({sequence, std::string(text_of(breach.law)) + ": " + breach.what});
  }

  void compare_head() {
    if (!expected_ || !expected_->size || *expected_->size != tree_.size()) return;
    compared_ = true;
    if (tree_.root() != expected_->root)
      report_.findings.push_back(
          {tree_.size() - 1, "the root over the entries so far is not the expected one"});
  }

  const std::optional<ExpectedHead>& expected_;
  Replay replay_;
  Frontier tree_;
  AuditReport report_;
  EntryLaws laws_;
  GainLaws gains_;
  Day first_day_ = kLastDay;
  Day last_day_ = kFirstDay;
  bool replaying_ = true;
  bool compared_ = false;
};

void add_tables(const TableReport& tables, AuditReport& report) {
  for (const auto& finding : tables.findings)
    report.findings.push_back({finding.sequence, finding.what});
  const auto stand = "the tables hold " + std::to_string(tables.reached) + " of " +
                     std::to_string(tables.journal) + " entries";
  if (tables.reached > tables.journal || (tables.sealed && tables.reached < tables.journal))
    report.findings.push_back({std::nullopt, stand + "; `setoff rebuild` makes them again"});
  else if (tables.reached < tables.journal)
    report.notes.push_back(stand +
                           ": the ledger is open for writing, or was not closed cleanly; opening "
                           "it for writing brings them up");
}

}  // namespace

Result<AuditReport> verify(const JournalPort& journal, const std::optional<ExpectedHead>& expected,
                           const StoredTables* tables) {
  // Without a free thread it is done when it is asked for.
  std::future<Result<TableReport>> checked;
  if (tables != nullptr)
    checked = std::async(std::launch::async | std::launch::deferred,
                         [tables] { return tables->check(); });
  Verification verification(journal, expected);
  const auto read =
      journal.each_group(0, [&](const EntryGroup& group) { return verification.take(group); });
  auto report = verification.finish();
  if (!read && read.error().code != Code::corrupt) return read.error();
  if (!read) report.findings.push_back({report.entries, read.error().text()});
  if (tables != nullptr) {
    TRY(stored, checked.get());
    add_tables(stored, report);
  }
  return report;
}

}  // namespace setoff
