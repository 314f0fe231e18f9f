#pragma once
// "manifest.json": what it takes to repeat a run and to check that it is the same: SHA-256 of every
// file read, the options, the seed, the program's version, the root and size of the ledger, and
// SHA-256 of the files written. No clock is read. model_sha256 covers everything that determines
// the run; see model_digest.

#include <string>
#include <utility>
#include <vector>

#include "simulator/report/run_record.h"

namespace setoff::simulator {

struct WrittenFile {
  std::string name;
  Digest sha256;
};

// SHA-256 over the lines "setoff model 1", "file <name> <sha256>" for each file in reading order,
// "variant <name>" and "set <patch>" in the given order, and "seed <n>"; each ends with a line
// feed.
[[nodiscard]] Digest model_digest(const RunRecord& record);

// A word as a POSIX shell reads it, quoted if need be.
[[nodiscard]] std::string shell_word(const std::string& word);

// The command that repeats the run.
[[nodiscard]] std::string command_of(const RunRecord& record);

[[nodiscard]] std::string manifest_json(const RunRecord& record,
                                        const std::vector<WrittenFile>& written);

}  // namespace setoff::simulator
