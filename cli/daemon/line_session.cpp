#include "cli/daemon/line_session.h"

#include <algorithm>

#include "cli/daemon/receipt.h"

namespace setoff::cli {
namespace {

Frame frame_of(std::size_t index, std::optional<std::size_t> count) {
  if (!count) return Frame::single;
  if (*count == 1) return Frame::only;
  if (index == 0) return Frame::first;
  return index + 1 == *count ? Frame::last : Frame::middle;
}

}  // namespace

LineSession::LineSession(Peer& peer, EventReader& reader, const Limits& limits)
    : peer_(peer), reader_(reader), limits_(limits), lines_(limits.line_bytes) {}

void LineSession::take(std::string_view bytes) {
  lines_.take(
      bytes, [&](std::string_view line) { read_line(line); },
      [&] {
        add_error({Code::too_large,
                   "the line is longer than " + std::to_string(limits_.line_bytes) + " bytes"});
      });
  hand_in();
}

void LineSession::input_ended() {
  lines_.end([&](std::string_view line) { read_line(line); },
             [&] {
               add_error({Code::too_large, "the line is longer than " +
                                               std::to_string(limits_.line_bytes) + " bytes"});
             });
  hand_in();
}

void LineSession::read_line(std::string_view line) {
  bytes_ += line.size();
  const auto status =
      reader_.read_each(line, limits_.batch_events,
                        [&](ReadEvent event, std::size_t index, std::optional<std::size_t> count) {
                          add_event(std::move(event), frame_of(index, count));
                        });
  if (!status) add_error(status.error());
}

void LineSession::add_event(ReadEvent read, Frame frame) {
  Submission item;
  item.frame = frame;
  if (read.event) {
    item.event = std::move(read.event->event);
  } else {
    item.key = std::move(read.named);
    item.answer = {Verdict::malformed, {}, {}, std::move(read.event).error()};
  }
  items_.push_back(std::move(item));
}

void LineSession::add_error(Error error) {
  Submission item;
  item.answer = {Verdict::malformed, {}, {}, std::move(error)};
  items_.push_back(std::move(item));
}

void LineSession::hand_in() {
  if (items_.empty()) return;
  peer_.submit(std::exchange(items_, {}), std::exchange(bytes_, 0));
}

void LineSession::answered(const Batch& batch) {
  print_receipt_lines(batch, peer_.outbox());
  const bool lost = std::ranges::any_of(batch.items, [](const Submission& item) {
    return item.answer.verdict == Verdict::unavailable;
  });
  if (lost) peer_.finish();
}

}  // namespace setoff::cli
