#include "cli/daemon/net/outbox.h"

namespace setoff::cli {
namespace {

// Capacity that is kept for the next text once all of one is sent.
constexpr std::size_t kKeptCapacity = 2048;
// Bytes already sent that may remain at the front of a text.
constexpr std::size_t kSentInFront = std::size_t{64} << 10U;

}  // namespace

std::string& Outbox::text() {
  if (pieces_.empty() || !pieces_.back().referred.empty()) pieces_.emplace_back();
  return pieces_.back().text;
}

void Outbox::refer(std::string_view bytes) {
  if (bytes.empty()) return;
  if (!pieces_.empty() && pieces_.back().bytes().empty()) pieces_.pop_back();
  pieces_.emplace_back().referred = bytes;
}

std::size_t Outbox::size() const {
  std::size_t bytes = 0;
  for (const auto& piece : pieces_)
    bytes += piece.bytes().size();
  return bytes - sent_;
}

std::size_t Outbox::held() const {
  std::size_t bytes = 0;
  for (const auto& piece : pieces_)
    bytes += piece.text.capacity();
  return bytes;
}

std::string_view Outbox::front() const {
  return pieces_.empty() ? std::string_view() : pieces_.front().bytes().substr(sent_);
}

void Outbox::sent(std::size_t bytes) {
  sent_ += bytes;
  if (pieces_.empty()) return;
  auto& first = pieces_.front();
  if (sent_ == first.bytes().size()) return drop_front();
  if (!first.referred.empty() || sent_ <= kSentInFront) return;
  first.text.erase(0, sent_);
  first.text.shrink_to_fit();
  sent_ = 0;
}

void Outbox::drop_front() {
  sent_ = 0;
  auto& first = pieces_.front();
  const bool last = pieces_.size() == 1;
  if (!last || !first.referred.empty() || first.text.capacity() > kKeptCapacity)
    pieces_.pop_front();
  else
    first.text.clear();
}

}  // namespace setoff::cli
