#pragma once
// The shape of the tree, in one place: which folder may include which, where each foreign header
// lives, and what the pure layers never touch. A folder may also include what its own row leads to,
// step by step.

#include <string_view>
#include <vector>

namespace setoff::tests {

struct LayerRow {
  std::string_view folder;
  std::vector<std::string_view> may_include;
};

// From the top of the ledger downwards; nothing includes a row below itself.
inline const std::vector<LayerRow> kLayers = {
    {"ledger/base", {}},
    {"ledger/crypto", {"ledger/base"}},
    {"ledger/text", {"ledger/base"}},
    {"ledger/terms", {"ledger/base", "ledger/text"}},
    {"ledger/event", {"ledger/base", "ledger/terms"}},
    {"ledger/arithmetic", {"ledger/base"}},
    {"ledger/books", {"ledger/event", "ledger/arithmetic"}},
    {"ledger/rules", {"ledger/books"}},
    {"ledger/proof", {"ledger/base", "ledger/crypto"}},
    {"ledger/writer", {"ledger/rules", "ledger/proof"}},
    {"ledger/store", {"ledger/writer"}},
    {"ledger/query", {"ledger/rules", "ledger/writer"}},
    {"ledger/audit", {"ledger/query", "ledger/proof"}},
    {"ledger/exchange", {"ledger/query"}},
    {"simulator/scenario", {"ledger/text", "ledger/terms", "ledger/crypto"}},
    {"simulator/random", {"ledger/base"}},
    {"simulator/statistics", {"simulator/random"}},
    {"simulator/engine", {"simulator/scenario", "simulator/random", "ledger/query"}},
    {"simulator/report", {"simulator/engine", "ledger/query"}},
    {"cli/daemon/answers", {"ledger/audit", "ledger/exchange"}},
    {"cli/daemon/page", {"ledger/crypto", "ledger/exchange"}},
    {"cli/daemon/intake", {"ledger/audit", "ledger/exchange"}},
    {"cli/daemon/ops", {"cli/daemon/intake", "ledger/store"}},
    {"cli/daemon/writer", {"cli/daemon/ops"}},
    {"cli/daemon/access", {"cli/daemon/ops", "ledger/crypto"}},
    {"cli/daemon/net", {"cli/daemon/access", "cli/daemon/writer"}},
    {"cli/daemon/events", {"cli/daemon/net"}},
    {"cli/daemon/http", {"cli/daemon/net", "cli/daemon/answers", "cli/daemon/page"}},
    {"cli/daemon/client", {"cli/daemon/net", "ledger/text"}},
    {"cli/daemon/serve", {"cli/daemon/events", "cli/daemon/http", "ledger/text"}},
    {"cli/daemon", {"cli/daemon/serve", "cli/daemon/client"}},
    {"cli", {"cli/daemon", "ledger/store", "ledger/audit", "ledger/exchange", "simulator/report"}},
};

struct ForeignHeader {
  std::string_view prefix;              // how the name in <...> begins
  std::vector<std::string_view> homes;  // how the path of the including file begins
};

// The first row whose prefix fits decides. A foreign header in no row has no home.
inline const std::vector<ForeignHeader> kForeignHeaders = {
    {"SQLiteCpp/", {"ledger/store/"}},
    {"sqlite3.h", {"ledger/store/"}},
    {"yaml-cpp/", {"ledger/text/"}},
    {"cereal/", {"simulator/engine/"}},
    {"xlsxwriter.h", {"cli/"}},
    {"openssl/ssl.h", {"cli/daemon/"}},
    {"openssl/", {"ledger/crypto/", "cli/daemon/"}},
    {"sodium.h", {"ledger/crypto/"}},
    {"boost/json", {"ledger/exchange/", "simulator/report/", "cli/"}},
    {"boost/asio", {"cli/daemon/", "cli/client"}},
    {"boost/beast", {"cli/daemon/", "cli/client"}},
    {"CLI/", {"cli/"}},
    {"spdlog/", {"cli/"}},
    {"fmt/", {"ledger/exchange/", "simulator/report/", "cli/"}},
    {"unicode/", {"ledger/base/"}},
    // The operating system, by its C interface: files and sockets stay with the adapters.
    {"sched.h", {"cli/"}},
    {"sys/random.h", {"ledger/base/keyed_hash.cpp"}},
    {"sys/", {"ledger/store/", "ledger/audit/", "ledger/exchange/", "cli/"}},
    {"arpa/", {"cli/daemon/"}},
    {"netinet/", {"cli/daemon/"}},
    {"poll.h", {"ledger/exchange/", "cli/daemon/"}},
    {"stdlib.h", {"cli/"}},
    {"fcntl.h", {"ledger/store/", "ledger/audit/", "ledger/exchange/", "cli/"}},
    {"time.h", {"cli/daemon/"}},
    {"unistd.h", {"ledger/store/", "ledger/audit/", "ledger/exchange/", "cli/"}},
    {"signal.h", {"cli/"}},
    {"csignal", {"cli/"}},
};

// Same input, same output: these folders do no I/O, read no clock, draw no random number, start no
// thread.
inline const std::vector<std::string_view> kPureFolders = {
    "ledger/base",       "ledger/terms", "ledger/event", "ledger/books",
    "ledger/arithmetic", "ledger/rules", "ledger/proof"};
inline const std::vector<std::string_view> kImpureHeaders = {
    "thread", "mutex",   "shared_mutex", "condition_variable", "future",     "stop_token",
    "random", "fstream", "iostream",     "filesystem",         "syncstream", "ctime"};
inline const std::vector<std::string_view> kImpureWords = {"system_clock", "steady_clock",
                                                           "high_resolution_clock", "getenv"};

inline constexpr std::size_t kLinesMax = 350;

}  // namespace setoff::tests
