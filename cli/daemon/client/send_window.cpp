#include "cli/daemon/client/send_window.h"

#include "ledger/text/utf8.h"

namespace setoff::cli {
namespace {

constexpr std::size_t kLineMax = std::size_t{16} << 20U;

}  // namespace

void SendWindow::read_input() {
  char buffer[65536];
  const auto got = in_.read(buffer);
  if (!got) failure_ = got.error();
  ended_ = !got || *got == 0;
  if (got) take(std::string_view(buffer, *got));
  if (ended_ && !failure_ && !text_.empty()) end_line();
}

void SendWindow::take(std::string_view bytes) {
  while (!bytes.empty() && !ended_) {
    const auto end = bytes.find('\n');
    text_ += bytes.substr(0, end);
    if (text_.size() > kLineMax) {
      failure_ = Error(Code::too_large, "line " + std::to_string(number_ + 1) + " is longer than " +
                                            std::to_string(kLineMax) + " bytes");
      ended_ = true;
      return;
    }
    if (end == std::string_view::npos) return;
    end_line();
    bytes.remove_prefix(end + 1);
  }
}

void SendWindow::end_line() {
  if (++number_ == 1 && text_.starts_with(kByteOrderMark)) text_.erase(0, kByteOrderMark.size());
  if (text_.find_first_not_of(" \t\r") != std::string::npos) {
    text_ += '\n';
    bytes_ += text_.size();
    lines_.push_back({number_, std::move(text_)});
  }
  text_.clear();
}

}  // namespace setoff::cli
