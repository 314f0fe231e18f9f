#pragma once
// LinesAhead: reads the events of a stream on a second thread, so that the next lines are parsed
// while the ones before them are booked. Only of a source that never waits for somebody: the end of
// this object waits for the read that has begun. Of others it reads when it is asked. The stream
// must outlive it and be left alone meanwhile.

#include <vector>

#include "ledger/exchange/jsonl.h"
#include "ledger/writer/background_worker.h"

namespace setoff::cli {

class LinesAhead {
 public:
  LinesAhead(EventStream& stream, bool never_waits) : stream_(stream), never_waits_(never_waits) {
    if (never_waits_) worker_.begin([this] { read(); });
  }

  // Returns the next lines, as many as one read of the input gave; none at the end. They are valid
  // until the next call.
  [[nodiscard]] std::vector<EventLine>& next();

 private:
  void read();

  EventStream& stream_;
  bool never_waits_;
  std::vector<EventLine> lines_;
  std::vector<EventLine> ahead_;
  BackgroundWorker worker_;  // last, so that it stops before the others are destroyed
};

}  // namespace setoff::cli
