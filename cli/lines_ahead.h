#pragma once
// LinesAhead: reads the events of a stream on a second thread, so that the next lines are parsed
// while the ones before them are booked. The stream must outlive it and be left alone meanwhile.

#include <vector>

#include "ledger/exchange/jsonl.h"
#include "ledger/writer/background_worker.h"

namespace setoff::cli {

class LinesAhead {
 public:
  explicit LinesAhead(EventStream& stream) : stream_(stream) { read_on(); }

  // Returns the next lines, as many as one read of the input gave; none at the end. They are valid
  // until the next call.
  [[nodiscard]] std::vector<EventLine>& next();

 private:
  void read_on();

  EventStream& stream_;
  std::vector<EventLine> lines_;
  std::vector<EventLine> ahead_;
  BackgroundWorker worker_;  // last, so that it stops before the others are destroyed
};

}  // namespace setoff::cli
