// The bytes of a snapshot belong to its version: whoever changes what the state is made of, or how
// it is laid out, raises kSnapshotVersion and writes the new digest here.

#include <gtest/gtest.h>

#include "ledger/book/book.h"
#include "ledger/book/snapshot.h"
#include "ledger/crypto/encoding.h"
#include "tests/support/sample_ledger.h"

namespace setoff::test {
namespace {

TEST(SnapshotVersion, IsRaisedWithTheBytesOfTheSameBooks) {
  MemoryJournal journal;
  book_events(journal);
  const auto book = Book::open(journal);
  ASSERT_TRUE(book.has_value());
  const auto head = (*book)->write_snapshot([](ByteView) -> Status { return Ok{}; });
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(kSnapshotVersion, 4U);
  EXPECT_EQ(to_hex(head->digest.view()),
            "b983dba85851c474e0465d2d2f8112a9725bad06268df26fbb75ff0848daf815");
}

}  // namespace
}  // namespace setoff::test
