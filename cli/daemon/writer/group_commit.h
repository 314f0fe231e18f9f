#pragma once
// GroupCommit: books batches into a group and answers them once the group is durable. It has no
// thread, socket or clock of its own; one thread uses it. A reversal sent by a user who is no
// importer is booked only if the books hold a request for it; otherwise it is refused with
// four_eyes and not recorded.
//
// A closed group can be written by another thread while the next one is booked. After a failed
// commit, every batch of that group and of the one booked meanwhile is answered `unavailable`, and
// so is every batch sent before its connection knew of the failure: the epoch is incremented, and a
// batch of an earlier epoch is not booked. Thus no event is booked if one that it followed was
// lost.

#include "cli/daemon/intake/submission.h"
#include "cli/daemon/ops/time_source.h"

namespace setoff::cli {

class GroupCommit {
 public:
  // Answered batches, to be delivered once they are durable.
  struct Closed {
    std::vector<Batch> batches;
    std::size_t events = 0;
    Sequence size = 0;    // of the ledger, including them
    bool writes = false;  // the group has new entries
  };
  GroupCommit(LedgerWriter& book, TimeSource& time) : book_(book), time_(time) {}

  // Books the submissions of the batch into the current group.
  void add(Batch batch);
  // Closes the current group and opens the next; the previous closed group must be settled.
  [[nodiscard]] Closed close();
  // Makes the closed group durable. Any one thread may call it while the next group is booked.
  [[nodiscard]] Status write() { return book_.write_closed(); }
  // Records the result of write() and returns the batches still to be delivered; after an error
  // those of both groups, answered `unavailable`.
  [[nodiscard]] std::vector<Batch> settle(const Status& written, Closed closed);
  // Tests whether a group could be written, when none is in flight: clears a failure that is over,
  // or records a new one.
  void probe();
  // Closes, writes and settles the current group; returns its batches, answered.
  [[nodiscard]] std::vector<Batch> commit();

  // Books nothing from now on: everything is answered `unavailable` with this error.
  void halt(Error why) { halted_ = std::move(why); }

  // Number of submissions in the current group.
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return batches_.empty(); }
  [[nodiscard]] std::uint64_t epoch() const { return epoch_; }
  // Why the last commit or submission failed; nothing after a successful commit.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

 private:
  void submit(Submission& submission);
  void add_leaf(Answer& answer) const;
  void fail(const Error& error);

  LedgerWriter& book_;
  TimeSource& time_;
  std::vector<Batch> batches_;
  std::size_t size_ = 0;
  std::uint64_t epoch_ = 1;
  std::optional<Error> failure_;
  std::optional<Error> halted_;
};

}  // namespace setoff::cli
