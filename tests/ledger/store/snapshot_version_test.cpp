// The bytes of a snapshot belong to its version: whoever changes what the state is made of, or how
// it is laid out, raises kSnapshotVersion and writes the new digest here.

#include <gtest/gtest.h>

#include "ledger/crypto/encoding.h"
#include "ledger/writer/ledger_writer.h"
#include "ledger/writer/snapshot.h"
#include "tests/support/sample_ledger.h"

namespace setoff::tests {
namespace {

TEST(SnapshotVersion, IsRaisedWithTheBytesOfTheSameBooks) {
  MemoryJournal journal;
  book_events(journal);
  const auto book = LedgerWriter::open(journal, [] {
    auto begin = std::make_unique<BooksState>();
    begin->keys = KeyTable(HashKey{1, 2});  // in place of a drawn one
    return begin;
  });
  ASSERT_TRUE(book.has_value());
  const auto head = (*book)->write_snapshot([](ByteView) -> Status { return Ok{}; });
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(kSnapshotVersion, 10U);
  EXPECT_EQ(to_hex(head->digest.view()),
            "6544b789d623217559c44c8ad55bd71bcd6524cb86864c20ea5879026e99e545");
}

}  // namespace
}  // namespace setoff::tests
