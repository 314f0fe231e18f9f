#include "cli/daemon/net/connection.h"

#include <algorithm>

namespace setoff::cli {
namespace {

// Bytes that all connections together may read in one round: each reads its share and then lets the
// next one run, so that no crowd delays the others.
constexpr std::size_t kRound = std::size_t{1} << 20U;
constexpr int kDrainsAtOnce = 4;
// A connection holding no more than this may read even if the others hold all the memory.
constexpr std::size_t kSmallHolding = 4096;
// Bytes that an unproven peer may send per turn: two hundred lines of junk, which cost more to
// refuse than to send, take about a millisecond.
constexpr std::size_t kUnprovenShare = 2048;
constexpr std::chrono::milliseconds kDrain{2000};
// While memory is short, an unproven peer that reads no output for this long is disconnected.
constexpr std::chrono::milliseconds kUnsentMemoryFull{2000};

Moment now() {
  return std::chrono::steady_clock::now();
}

}  // namespace

Connection::Connection(ConnectionId id, std::string peer, std::unique_ptr<Stream> stream,
                       ConnectionContext& around, ConnectionOwner& owner)
    : id_(id),
      name_(std::move(peer)),
      stream_(std::move(stream)),
      around_(around),
      owner_(owner),
      opened_(now()),
      last_byte_at_(opened_),
      last_unit_at_(opened_) {
  ++around_.open;
  around_.metrics.connections_open.add(1);
}

Connection::~Connection() {
  kNetworkThread.assert_held();
  if (waits_for_room_) --around_.waiting_for_room;
  around_.memory.change_held(held_, 0);
  --around_.open;
  around_.metrics.connections_open.add(-1);
}

void Connection::begin(std::unique_ptr<Session> session) {
  session_ = std::move(session);
  watch_.emplace(around_.loop, stream_->descriptor().number(), *this);
  watch_->want_read();
}

void Connection::submit(std::vector<Submission> items, std::size_t bytes) {
  // With no batch in flight the connection has seen every answer, so it knows the current epoch.
  if (batches_ == 0) epoch_ = around_.writer.epoch();
  Batch batch;
  batch.connection = id_;
  batch.epoch = epoch_;
  batch.weight = bytes + items.size() * sizeof(Submission);
  batch.items = std::move(items);
  in_flight_ += batch.weight;
  ++batches_;
  // Lines that are not events need no books: a flood of them is kept away from the writer.
  returned_ = batches_ == 1 && std::ranges::none_of(batch.items, [](const Submission& item) {
                return item.event.has_value();
              });
  if (returned_)
    owner_.return_batch(std::move(batch));
  else
    around_.writer.post(std::move(batch));
}

void Connection::answered(const Batch& batch) {
  in_flight_ -= batch.weight;
  --batches_;
  returned_ = false;
  update_trust(batch);
  session_->answered(batch);
}

void Connection::update_trust(const Batch& batch) {
  for (const auto& item : batch.items) {
    const auto verdict = item.answer.verdict;
    if (verdict == Verdict::accepted || verdict == Verdict::replayed) unproven_ = false;
    if (verdict != Verdict::malformed) continue;
    unproven_ = true;
    return;
  }
}

void Connection::on_readable() {
  if (!unproven_) return serve();
  ask_round();
}

void Connection::on_writable() {
  if (std::exchange(reads_after_write_, false)) read_some();
  proceed();
  owner_.changed(id_);
}

void Connection::ask_round() {
  if (std::exchange(turn_asked_, true)) return;
  owner_.request_turn(id_);
}

void Connection::serve() {
  turn_asked_ = false;
  if (draining_)
    drain();
  else if (session_->may_resume())
    session_->resume();
  else
    read_some();
  proceed();
  owner_.changed(id_);
}

void Connection::read_some() {
  if (over_ || !may_read()) return;
  const auto result = stream_->read(std::span(around_.buffer).first(share()));
  if (result.bytes > 0) take(std::string_view(around_.buffer.data(), result.bytes));
  if (result.stop == IoResult::Stop::failed) return cut();
  if (result.stop == IoResult::Stop::wait_write) {
    reads_after_write_ = true;
    watch_->want_write();
  }
  if (result.stop == IoResult::Stop::ended) {
    input_over_ = true;
    session_->input_ended();
    finishing_ = true;
  }
}

std::size_t Connection::share() const {
  if (unproven_) return kUnprovenShare;
  // When memory is full, each connection reads small pieces only: thousands of unfinished lines
  // must not fill a buffer each.
  if (around_.memory.full()) return kSmallHolding;
  return std::clamp(kRound / around_.open, kSmallHolding, around_.buffer.size());
}

void Connection::take(std::string_view bytes) {
  any_byte_ = true;
  last_byte_at_ = now();
  if (!unproven_) around_.turns.served_other(last_byte_at_);
  around_.metrics.received_bytes.add(bytes.size());
  session_->take(bytes);
  if (!session_->within_unit()) {
    unit_since_.reset();
    last_unit_at_ = last_byte_at_;
  } else if (!unit_since_) {
    unit_since_ = last_byte_at_;
  }
  account();
}

bool Connection::may_read() {
  if (std::exchange(waits_for_room_, false)) --around_.waiting_for_room;
  const bool wants = !input_over_ && !finishing_ && !returned_ && session_->wants_input() &&
                     held_ < around_.limits.held_bytes;
  waits_for_room_ =
      session_->waits_for_room() || (wants && held_ > kSmallHolding && around_.memory.full());
  if (waits_for_room_) ++around_.waiting_for_room;
  return wants && !waits_for_room_;
}

void Connection::send_outbox() {
  IoResult result;
  while (!outbox_.empty() && result.stop == IoResult::Stop::none) {
    result = stream_->write(outbox_.front());
    outbox_.sent(result.bytes);
    if (result.bytes == 0) continue;
    last_byte_at_ = now();
    unsent_since_.reset();
    around_.metrics.sent_bytes.add(result.bytes);
  }
  if (result.stop == IoResult::Stop::failed) return cut();
  if (result.stop == IoResult::Stop::wait_write) watch_->want_write();
  if (!outbox_.empty() && !unsent_since_) unsent_since_ = now();
}

void Connection::proceed() {
  if (over_) return;
  send_outbox();
  account();
  if (over_ || draining_) return;
  if (finishing_ && batches_ == 0 && outbox_.empty() && !session_->owes_answer()) {
    if (input_over_) {
      over_ = true;
      return;
    }
    // Closing at once would discard what the peer is still sending and, on the peer's side, the
    // receipts it has not read yet.
    stream_->end_writing();
    draining_ = true;
    draining_since_ = now();
    watch_->want_read();
    return;
  }
  if (session_->may_resume()) return ask_round();
  while (!unproven_ && stream_->has_buffered() && may_read() && !over_)
    read_some();
  if (unproven_ && stream_->has_buffered() && may_read()) return on_readable();
  if (may_read() && !over_) watch_->want_read();
}

void Connection::drain() {
  for (int i = 0; i < kDrainsAtOnce; ++i) {
    const auto result = stream_->read(around_.buffer);
    if (result.stop == IoResult::Stop::ended || result.stop == IoResult::Stop::failed) {
      over_ = true;
      return;
    }
    if (result.bytes == 0) break;
  }
  watch_->want_read();
}

void Connection::account() {
  const auto held = in_flight_ + outbox_.held() + session_->held();
  around_.memory.change_held(held_, held);
  held_ = held;
}

void Connection::cut() {
  if (!over_) around_.metrics.connections_cut.add();
  over_ = true;
}

void Connection::users_changed() {
  session_->users_changed();
  proceed();
}

bool Connection::may_give_way() const {
  return unproven_ && batches_ == 0 && !draining_ && session_->may_give_way();
}

void Connection::check_time(Moment at) {
  const auto& limits = around_.limits;
  const auto older = [&](const std::optional<Moment>& since, std::chrono::milliseconds most) {
    return since && at - *since > most;
  };
  if (draining_since_) {
    if (older(draining_since_, kDrain)) over_ = true;
    return;
  }
  // The asker of a slow question hung up: nobody waits for the answer.
  if (batches_ == 0 && session_->owes_answer() && hung_up(stream_->descriptor())) {
    over_ = true;
    return;
  }
  // A connection waiting for memory gets no grace: unfinished lines that hold all of it would wait
  // for each other forever.
  const bool waits_for_us = batches_ > 0 || turn_asked_ || !session_->wants_input();
  const bool is_needed = unproven_ && around_.memory.full();
  const auto unsent_max = is_needed ? std::min(kUnsentMemoryFull, limits.unsent) : limits.unsent;
  if ((!any_byte_ && at - opened_ > limits.first_byte) || older(unsent_since_, unsent_max) ||
      (!waits_for_us && older(unit_since_, limits.line)) ||
      (!waits_for_us && at - last_byte_at_ > limits.idle))
    cut();
}

}  // namespace setoff::cli
