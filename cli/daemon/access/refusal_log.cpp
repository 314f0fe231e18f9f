#include "cli/daemon/access/refusal_log.h"

namespace setoff::cli {

bool RefusalLog::room() {
  const bool room = lines_ < kLines;
  ++(room ? lines_ : left_out_);
  return room;
}

void RefusalLog::token(std::string_view peer) {
  metrics_.tokens_refused.add();
  if (room()) log_.warning("token refused", {{"peer", std::string(peer)}});
}

void RefusalLog::right(std::string_view peer, std::string_view user, const Error& why) {
  metrics_.rights_refused.add();
  if (!room()) return;
  log_.warning("not permitted", {{"peer", std::string(peer)},
                                 {"user", std::string(user)},
                                 {"where", why.where},
                                 {"why", why.detail}});
}

void RefusalLog::origin(std::string_view peer, std::string_view what) {
  metrics_.origins_refused.add();
  if (!room()) return;
  log_.warning("request from elsewhere refused",
               {{"peer", std::string(peer)}, {"from", std::string(what)}});
}

void RefusalLog::tick() {
  if (left_out_ > 0) log_.warning("more was refused", {{"times", std::to_string(left_out_)}});
  lines_ = 0;
  left_out_ = 0;
}

}  // namespace setoff::cli
