#pragma once
// "manifest.json": what is needed to get the same run again, and to see whether it is the same:
// SHA-256 of every file that was read, the options, the seed, the program's version, the root and
// the size of the ledger, and SHA-256 of the files that were written. No clock is read.
// model_sha256 covers all that decides the run: see model_digest.

#include <string>
#include <utility>
#include <vector>

#include "simulator/report/run_record.h"

namespace setoff::sim {

struct WrittenFile {
  std::string name;
  Digest sha256;
};

// SHA-256 over the text lines "setoff model 1", "file <name> <sha256>" for each file in reading
// order, "variant <name>", "set <patch>" in the given order, and "seed <n>"; each ends with a line
// feed.
[[nodiscard]] Digest model_digest(const RunRecord& record);

// The command that makes the same run.
[[nodiscard]] std::string command_of(const RunRecord& record);

[[nodiscard]] std::string manifest_json(const RunRecord& record,
                                        const std::vector<WrittenFile>& written);

}  // namespace setoff::sim
