#include "cli/daemon/events/line_session.h"

#include <algorithm>

#include "cli/daemon/intake/receipt.h"
#include "ledger/exchange/json_write.h"

namespace setoff::cli {
namespace {

ListPosition position_of(std::size_t index, std::optional<std::size_t> count) {
  if (!count) return ListPosition::single;
  if (*count == 1) return ListPosition::only;
  if (index == 0) return ListPosition::first;
  return index + 1 == *count ? ListPosition::last : ListPosition::middle;
}

}  // namespace

LineSession::LineSession(Peer& peer, const Parts& parts, Admission admission)
    : peer_(peer),
      parts_(parts),
      admission_(std::move(admission)),
      lines_(parts.limits.line_bytes) {}

bool LineSession::begins_well(std::string_view bytes) {
  if (begun_) return true;
  const auto first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return true;
  begun_ = true;
  if (bytes[first] == '{' || bytes[first] == '[') return true;
  turn_away(Error(Code::bad_syntax, "this listener takes lines of JSON, each an object or a list"));
  return false;
}

void LineSession::turn_away(const Error& error) {
  turned_away_ = true;
  print_closing(error, peer_.outbox());
  peer_.finish();
}

void LineSession::refuse_token() {
  turned_away_ = true;
  guessed_ = parts_.token_throttle.hold(peer_, [this] {
    kNetworkThread.assert_held();
    guessed_ = false;
    turn_away(Error(Code::not_permitted, "the token is not known"));
  });
  if (!guessed_) peer_.finish();
}

void LineSession::users_changed() {
  if (turned_away_ || !admission_.withdrawn()) return;
  turn_away(Error(Code::not_permitted, "the token was withdrawn"));
}

void LineSession::take(std::string_view bytes) {
  if (turned_away_ || !begins_well(bytes)) return;
  lines_.take(
      bytes,
      [&](std::string_view line) {
        kNetworkThread.assert_held();
        read_line(line);
      },
      [&] {
        add_error({Code::too_large, "the line is longer than " +
                                        std::to_string(parts_.limits.line_bytes) + " bytes"});
      });
  hand_in();
}

void LineSession::input_ended() {
  if (turned_away_) return;
  lines_.end(
      [&](std::string_view line) {
        kNetworkThread.assert_held();
        read_line(line);
      },
      [&] {
        add_error({Code::too_large, "the line is longer than " +
                                        std::to_string(parts_.limits.line_bytes) + " bytes"});
      });
  hand_in();
}

bool LineSession::greet(std::string_view line) {
  if (turned_away_) return true;
  if (std::exchange(greeted_, true)) return false;
  const auto token = token_of(line);
  if (!token && admission_.known()) return false;
  if (token && admission_.authenticate(*token)) {
    const auto* const user = admission_.user();
    JsonWriter json(peer_.outbox());
    json.begin_object().key("outcome").string("welcome");
    if (user != nullptr) json.key("user").string(user->name);
    json.end_object();
    peer_.outbox() += '\n';
    return true;
  }
  if (token)
    refuse_token();
  else
    turn_away(Error(Code::not_permitted,
                    "this listener asks for {\"token\": \"...\"} as the first line"));
  return true;
}

void LineSession::read_line(std::string_view line) {
  if (greet(line)) return;
  bytes_ += line.size();
  const auto status = parts_.reader.read_each(
      line, parts_.limits.batch_events,
      [&](ReadEvent&& event, std::size_t index, std::optional<std::size_t> count) {
        add_event(std::move(event), position_of(index, count));
      });
  if (!status) add_error(status.error());
}

void LineSession::add_event(ReadEvent&& read, ListPosition position) {
  // A sender's batches are alike in size; growing step by step would move every event again.
  if (items_.empty()) items_.reserve(last_count_);
  auto& item = items_.emplace_back();
  item.position = position;
  if (read.event) {
    item.event.emplace(std::move(read.event->event));
  } else {
    item.key = std::move(read.named);
    item.answer = {Verdict::malformed, {}, {}, std::move(read.event).error()};
  }
}

void LineSession::add_error(Error error) {
  Submission item;
  item.answer = {Verdict::malformed, {}, {}, std::move(error)};
  items_.push_back(std::move(item));
}

void LineSession::hand_in() {
  if (items_.empty()) return;
  admission_.check(items_);
  const auto count = items_.size();
  peer_.submit(std::exchange(items_, {}), std::exchange(bytes_, 0));
  last_count_ = count;
}

void LineSession::answered(const Batch& batch) {
  print_receipt_lines(batch, peer_.outbox());
  const bool lost = std::ranges::any_of(batch.items, [](const Submission& item) {
    return item.answer.verdict == Verdict::unavailable;
  });
  if (lost) peer_.finish();
}

}  // namespace setoff::cli
