#include "cli/daemon/intake/line_splitter.h"

namespace setoff::cli {

namespace {
constexpr std::size_t kKeptCapacity = 4096;
}

void LineSplitter::keep(std::string_view bytes) {
  if (!over_ && partial_.size() + bytes.size() <= max_) {
    partial_ += bytes;
    return;
  }
  over_ = true;
  partial_.clear();
  partial_.shrink_to_fit();
}

void LineSplitter::forget() {
  over_ = false;
  partial_.clear();
  if (partial_.capacity() > kKeptCapacity) partial_.shrink_to_fit();
}

}  // namespace setoff::cli
