#pragma once
// GroupCommit: books batches into one group and answers them once the group is durable. No threads,
// no sockets, no clock of its own. A reversal that a user sends goes to the books only if somebody
// asked for it there: refused with four_eyes otherwise, and not recorded.
//
// A group that is closed can be written by another thread while the next one is booked. After a
// failed commit every batch of that group and of the one booked meanwhile is answered
// `unavailable`, and so is every batch that was sent before its connection knew: the epoch goes up,
// and a batch of an earlier epoch is not booked. So no event is booked after one that it followed
// and that was lost.

#include <functional>
#include <span>

#include "cli/daemon/submission.h"

namespace setoff::cli {

class GroupCommit {
 public:
  using Clock = std::function<Timestamp()>;
  // Batches with their answers, to be given out once they are durable.
  struct Closed {
    std::vector<Batch> batches;
    std::size_t events = 0;
    Sequence size = 0;    // of the ledger with them
    bool writes = false;  // there are new entries among them
  };
  GroupCommit(Book& book, Clock clock) : book_(book), clock_(std::move(clock)) {}

  // Books the submissions of the batch into the current group.
  void add(Batch batch);
  // Ends the current group and begins another; the one before must be settled.
  [[nodiscard]] Closed close();
  // Makes the closed group durable; by any one thread, while the next group is booked.
  [[nodiscard]] Status write() { return book_.write_closed(); }
  // Takes what became of it, and gives back what is left to be given out: after an error the
  // batches of both groups, answered `unavailable`.
  [[nodiscard]] std::vector<Batch> settle(const Status& written, Closed closed);
  // Whether a group could be written, with none under way: a failure is over, or there is a new
  // one.
  void probe();
  // All of it at once: gives back the batches of the current group, answered.
  [[nodiscard]] std::vector<Batch> commit();

  // From now on nothing is booked: everything is answered `unavailable` with this.
  void halt(Error why) { halted_ = std::move(why); }

  // Submissions of the current group.
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return batches_.empty(); }
  [[nodiscard]] std::uint64_t epoch() const { return epoch_; }
  // Why the last commit or submission failed; nothing once a commit went well.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

 private:
  void expect(std::span<const Submission> items, std::size_t index);
  void submit(Submission& submission);
  void add_leaf(Answer& answer) const;
  void fail(const Error& error);

  Book& book_;
  Clock clock_;
  std::vector<Batch> batches_;
  std::size_t size_ = 0;
  std::uint64_t epoch_ = 1;
  std::optional<Error> failure_;
  std::optional<Error> halted_;
};

}  // namespace setoff::cli
