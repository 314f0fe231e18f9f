#pragma once
// JournalReader: a thread that reads entries from the ledger file, over a read-only connection of
// its own, while the writer goes on. Questions are answered in order. It never writes and never
// checkpoints. Errors reach the question as those of SqliteJournal.

#include <functional>
#include <memory>
#include <string>

#include "ledger/book/journal.h"

namespace setoff::cli {

class JournalReader {
 public:
  explicit JournalReader(std::string ledger);
  ~JournalReader();  // what was not begun is dropped
  JournalReader(const JournalReader&) = delete;
  JournalReader& operator=(const JournalReader&) = delete;

  // From any thread. The journal holds at least `entries` entries when `question` is called.
  using Question = std::function<void(const Result<const JournalPort*>& journal)>;
  void ask(Sequence entries, Question question);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace setoff::cli
