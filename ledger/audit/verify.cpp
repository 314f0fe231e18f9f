#include "ledger/audit/verify.h"

#include <algorithm>
#include <future>
#include <iterator>

#include "ledger/audit/amount_laws.h"
#include "ledger/audit/batch_ring.h"
#include "ledger/audit/gain_laws.h"
#include "ledger/query/balances.h"
#include "ledger/writer/background_worker.h"
#include "ledger/writer/replay.h"

namespace setoff {
namespace {

constexpr int kDaysChecked = 12;

// Runs the work concurrently or, if no thread is available, when its result is requested.
template <class Work>
auto run_async(Work work) {
  return std::async(std::launch::async | std::launch::deferred, std::move(work));
}

// The caller's thread reads the journal and replays; another one decodes the next batch and checks
// the laws of the previous one.
class Verification {
 public:
  Verification(const JournalPort& journal, const std::optional<ExpectedHead>& expected)
      : expected_(expected),
        replay_([&journal](Sequence sequence) { return read_entry(journal, sequence); }),
        auditor_(expected) {}

  Status add_group(const EntryGroup& group) {
    return batches_.fill(group, [this] { return advance(); });
  }

  AuditReport finish() {
    // Decodes the last batch, replays it, checks its laws.
    for (int stage = 0; stage < 3; ++stage)
      static_cast<void>(advance());
    background_.wait();
    AuditReport report;
    report.findings = auditor_.take_findings();
    std::ranges::move(of_books_, std::back_inserter(report.findings));
    if (wrong_) report.findings.push_back(*wrong_);
    std::ranges::stable_sort(report.findings, {}, &AuditFinding::sequence);
    if (!wrong_) check_books_of(report);
    report.entries = auditor_.tree().size();
    report.root = auditor_.tree().root();
    if (expected_ && !auditor_.compared()) check_head(report);
    return report;
  }

 private:
  Status advance() {
    background_.wait();
    batches_.advance();
    background_.begin([this] { work_in_background(); });
    replay(batches_.at(BatchStage::replayed));
    return Ok{};
  }

  void work_in_background() {
    auditor_.check_laws(batches_.at(BatchStage::judged));
    batches_.at(BatchStage::judged).clear();
    auditor_.decode(batches_.at(BatchStage::decoded));
  }

  void replay(EntryBatch& batch) {
    for (std::size_t i = 0; i < batch.raw.size() && !wrong_; ++i) {
      const auto bytes = batch.raw.at(i);
      const bool decoded = i < batch.decoded;
      const auto entry = decoded ? step(batch.entries[i], bytes) : replay_.step(bytes);
      if (entry)
        check_replayed(*entry);
      else  // later entries build on this one
        wrong_ = AuditFinding{batch.raw.first + i, entry.error().text()};
      if (!wrong_ && decoded) ++batch.replayed;
    }
  }
  Result<ReplayedEntry> step(const ReadEntry& entry, ByteView bytes) {
    return replay_.step(entry.stored, entry.front_size, bytes);
  }

  // Laws 11, 20 and 21 need the books right after the entry, so they are checked here.
  void check_replayed(const ReplayedEntry& entry) {
    const auto& state = replay_.state();
    const auto add = [&](const std::vector<LawBreach>& breaches) {
      for (const auto& breach : breaches)
        of_books_.push_back({entry.sequence, finding_text(breach)});
    };
    add(gains_.check_entry(entry, state));
    if (entry.postings.empty()) return;
    if (const auto* fee = std::get_if<LatefeeCharged>(&entry.event.data))
      add(check_late_fee(state, *fee, entry.event.value_date, entry.postings));
    add(check_amounts(state, entry.event, entry.postings));
    first_day_ = std::min(first_day_, entry.event.value_date);
    last_day_ = std::max(last_day_, entry.event.value_date);
  }

  void check_books_of(AuditReport& report) {
    const auto trial = check_trial(replay_.state());
    if (!trial) report.findings.push_back({std::nullopt, trial.error().text()});
    constexpr int kMiddle = kDaysChecked / 2;
    auto earlier = run_async([this] { return check_days(0, kMiddle); });
    const auto later = check_days(kMiddle + 1, kDaysChecked);
    for (const auto& breaches : {earlier.get(), later})
      for (const auto& breach : breaches)
        report.findings.push_back({std::nullopt, finding_text(breach)});
  }

  // Checks the laws of the books on the last day and on days spread over the time before it.
  std::vector<LawBreach> check_days(int first, int last) const {
    const int span = last_day_ - first_day_;
    std::vector<LawBreach> breaches;
    for (int i = first; i <= last && span >= 0; ++i)
      std::ranges::move(check_books(replay_.state(), first_day_ + span * i / kDaysChecked),
                        std::back_inserter(breaches));
    return breaches;
  }

  void check_head(AuditReport& report) const {
    if (!expected_->size && report.root == expected_->root) return;
    report.findings.push_back(
        {std::nullopt, expected_->size ? "the ledger has fewer entries than the expected head"
                                       : "the root is not the expected one"});
  }

  const std::optional<ExpectedHead>& expected_;
  Replay replay_;
  EntryAuditor auditor_;  // owned by the other thread while it works
  BatchRing<4> batches_;
  GainLaws gains_;
  std::vector<AuditFinding> of_books_;
  std::optional<AuditFinding> wrong_;
  Day first_day_ = kLastDay;
  Day last_day_ = kFirstDay;
  BackgroundWorker background_;  // last, so that it stops before the others are destroyed
};

void add_tables(const TableReport& tables, AuditReport& report) {
  for (const auto& finding : tables.findings)
    report.findings.push_back({finding.sequence, finding.what});
  const auto stand = "the tables hold " + std::to_string(tables.reached) + " of " +
                     std::to_string(tables.journal) + " entries";
  // Never suggest rebuilding tables that know more than the journal.
  if (tables.reached > tables.journal)
    report.findings.push_back({std::nullopt, stand});
  else if (tables.sealed && tables.reached < tables.journal)
    report.findings.push_back({std::nullopt, stand + "; `setoff rebuild` makes them again"});
  else if (tables.reached < tables.journal)
    report.notes.push_back(stand +
                           ": the ledger is open for writing, or was not closed cleanly; opening "
                           "it for writing brings them up");
}

}  // namespace

Result<AuditReport> verify(const JournalPort& journal, const std::optional<ExpectedHead>& expected,
                           const StoredTables* tables) {
  // Runs when its result is requested if no thread is available.
  std::future<Result<TableReport>> checked;
  if (tables != nullptr)
    checked = std::async(std::launch::async | std::launch::deferred,
                         [tables] { return tables->check(); });
  Verification verification(journal, expected);
  const auto read =
      journal.each_group(0, [&](const EntryGroup& group) { return verification.add_group(group); });
  auto report = verification.finish();
  if (!read && read.error().code != Code::corrupt) return read.error();
  if (!read) report.findings.push_back({report.entries, read.error().text()});
  if (tables != nullptr) {
    SETOFF_TRY(stored, checked.get());
    add_tables(stored, report);
  }
  return report;
}

}  // namespace setoff
