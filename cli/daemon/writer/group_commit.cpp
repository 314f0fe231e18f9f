#include "cli/daemon/writer/group_commit.h"

#include <algorithm>
#include <iterator>

namespace setoff::cli {
namespace {

Verdict verdict_of(OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::booked:
      return Verdict::accepted;
    case OutcomeKind::replayed:
      return Verdict::replayed;
    case OutcomeKind::refused:
      return Verdict::refused;
    case OutcomeKind::rejected:
      return Verdict::malformed;
  }
  return Verdict::malformed;
}

Answer unavailable(const Error& error) {
  return {Verdict::unavailable, {}, {}, error};
}

Error resend(const Error& cause) {
  return {Code::cannot_write, "nothing was booked, because the ledger could not be written (" +
                                  cause.text() + "); connect again and send it again"};
}

// A request for the reversal must be in the books: the approver's word for it does not count. For
// an entry already reversed, the event proceeds: the books replay it or refuse it.
Status check_asked(const State& books, const Submission& submission) {
  const auto* reversal = std::get_if<EntryReversed>(&submission.event->data);
  if (reversal == nullptr || !submission.acts_for_itself) return Ok{};
  const auto entry = reversal->sequence;
  if (books.reversal_requests.contains(entry) || books.reversed.contains(entry)) return Ok{};
  return Error(Code::four_eyes,
               "nobody has asked for the reversal of entry " + std::to_string(entry) +
                   "; another user sends reversal.requested first",
               "data.sequence");
}

}  // namespace

void GroupCommit::submit(Submission& submission) {
  if (const auto asked = check_asked(book_.state(), submission); !asked) {
    submission.answer = {Verdict::refused, {}, {}, asked.error()};
    return;
  }
  // Stamped here, where the event can be modified; the book would have to copy it.
  auto& event = *submission.event;
  const auto now = time_.now();
  if (!event.booked) event.booked = std::max(now, book_.state().last_booked.value_or(now));
  auto outcome = book_.submit(event, now);
  if (!outcome) {
    fail(outcome.error());
    submission.answer = unavailable(resend(outcome.error()));
    return;
  }
  submission.answer = {verdict_of(outcome->kind), outcome->sequence, outcome->leaf,
                       std::move(outcome->error)};
}

void GroupCommit::fail(const Error& error) {
  failure_ = error;
  ++epoch_;
}

void GroupCommit::add(Batch batch) {
  for (auto& item : batch.items) {
    if (halted_)
      item.answer = unavailable(*halted_);
    else if (batch.epoch != epoch_)
      item.answer = unavailable(resend(failure_.value_or(Error(Code::cannot_write))));
    else if (item.event)
      submit(item);
  }
  size_ += batch.items.size();
  batches_.push_back(std::move(batch));
}

// The entries of a group are hashed together when it closes, so their leaves are known only then.
void GroupCommit::add_leaf(Answer& answer) const {
  if (!answer.sequence || answer.leaf) return;
  if (auto leaf = book_.leaf(*answer.sequence)) answer.leaf = *leaf;
}

GroupCommit::Closed GroupCommit::close() {
  Closed closed{std::exchange(batches_, {}), std::exchange(size_, 0), book_.size(),
                book_.uncommitted() > 0};
  book_.close_group();
  for (auto& batch : closed.batches)
    for (auto& item : batch.items)
      add_leaf(item.answer);
  return closed;
}

std::vector<Batch> GroupCommit::settle(const Status& written, Closed closed) {
  if (auto status = book_.apply_commit_result(written); status) {
    if (closed.writes) failure_.reset();
    return std::move(closed.batches);
  }
  fail(written.error());
  const auto answer = unavailable(resend(written.error()));
  auto lost = std::move(closed.batches);
  std::ranges::move(std::exchange(batches_, {}), std::back_inserter(lost));
  size_ = 0;
  for (auto& batch : lost)
    for (auto& item : batch.items)
      item.answer = answer;
  return lost;
}

void GroupCommit::probe() {
  const auto good = book_.probe();
  if (good)
    failure_.reset();
  else if (!failure_)
    fail(good.error());
  else
    failure_ = good.error();
}

std::vector<Batch> GroupCommit::commit() {
  auto closed = close();
  return settle(write(), std::move(closed));
}

}  // namespace setoff::cli
