#include "cli/daemon/net/fair_queue.h"

#include <utility>

namespace setoff::cli {

using std::chrono::duration_cast;
using std::chrono::microseconds;

void FairQueue::schedule(std::function<void()> work) {
  add(waiting_, std::move(work));
}

void FairQueue::begin_turn_with(std::function<void()> work) {
  add(beginnings_, std::move(work));
}

void FairQueue::add(Pieces& to, std::function<void()> work) {
  to.push_back(std::move(work));
  if (!under_way_) ask_turn(std::chrono::steady_clock::now());
}

void FairQueue::ask_turn(Moment now) {
  under_way_ = true;
  const auto rest = duration_cast<microseconds>(rests_until_ - now);
  if (rest.count() > 0 && now < served_other_ + kServedLately)
    loop_.after(rest, [this] { turn(); });
  else
    loop_.post([this] { turn(); });
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
