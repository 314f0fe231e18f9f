#include "cli/daemon/net/token_throttle.h"

namespace setoff::cli {
namespace {

// Reserves one of a peer's places; the destructor returns it.
class Place {
 public:
  Place(std::shared_ptr<TextMap<std::size_t>> waiting, std::string peer)
      : waiting_(std::move(waiting)), peer_(std::move(peer)) {
    ++(*waiting_)[peer_];
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    const auto found = waiting_->find(peer_);
    if (--found->second == 0) waiting_->erase(found);
  }

 private:
  std::shared_ptr<TextMap<std::size_t>> waiting_;
  std::string peer_;
};

}  // namespace

bool TokenThrottle::hold(Peer& peer, ConnectionWork answer) {
  const auto found = waiting_->find(peer.name());
  if (found != waiting_->end() && found->second >= kAtOnce) return false;
  auto place = std::make_shared<Place>(waiting_, peer.name());
  peer.call_after(limits_.token_delay,
                  [place = std::move(place), answer = std::move(answer)] { answer(); });
  return true;
}

}  // namespace setoff::cli
