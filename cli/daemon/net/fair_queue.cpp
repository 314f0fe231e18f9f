#include "cli/daemon/net/fair_queue.h"

#include <utility>

namespace setoff::cli {

using std::chrono::duration_cast;
using std::chrono::microseconds;

void FairQueue::schedule(Loop::Work work) {
  add(waiting_, std::move(work));
}

void FairQueue::begin_turn_with(Loop::Work work) {
  add(beginnings_, std::move(work));
}

void FairQueue::add(Pieces& to, Loop::Work work) {
  to.push_back(std::move(work));
  if (!under_way_) ask_turn(std::chrono::steady_clock::now());
}

void FairQueue::ask_turn(Moment now) {
  under_way_ = true;
  const auto rest = duration_cast<microseconds>(rests_until_ - now);
  const auto next = [this] {
    kNetworkThread.assert_held();
    turn();
  };
  if (rest.count() > 0 && now < served_other_ + kServedLately)
    loop_.after(rest, next);
  else
    loop_.post(next);
}

void FairQueue::do_next(Pieces& of) {
  const auto work = std::move(of.front());
  of.pop_front();
  work();
}

void FairQueue::turn() {
  const auto begin = std::chrono::steady_clock::now();
  if (!beginnings_.empty()) do_next(beginnings_);
  auto now = std::chrono::steady_clock::now();
  while (!waiting_.empty() && now < begin + kTurn) {
    do_next(waiting_);
    now = std::chrono::steady_clock::now();
  }
  rests_until_ = now + (now - begin);
  under_way_ = !waiting_.empty() || !beginnings_.empty();
  if (under_way_) ask_turn(now);
}

}  // namespace setoff::cli
