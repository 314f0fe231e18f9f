// Every entry's proof leads from its bytes to the root, and its links are seen from both ends.

#include "ledger/audit/entry_view.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/journals.h"
#include "tests/support/worked_example.h"

namespace setoff::tests {
namespace {

TEST(EntryView, ProvesEveryEntryOfALedgerOfManyTiles) {
  Books books = worked_example_books("2020-03-20");
  for (int i = 0; i < 600; ++i) {
    const Day on = day("2020-03-21") + i;
    ASSERT_TRUE(books.submit(
        on, DeliveryMetered{"d-" + on.text(), "gas", "border", on, on + 1, quantity("1000 m3")}));
  }
  const auto journal = journal_of(books);
  for (Sequence at = 0; at < books.entries().size(); at += 37) {
    const auto view = view_entry(journal, at);
    ASSERT_TRUE(view.has_value()) << view.error().text();
    EXPECT_EQ(view->head.size, books.entries().size());
    EXPECT_EQ(verify_inclusion(at, view->leaf, view->proof, view->head), ProofVerdict::valid) << at;
    auto changed = view->bytes;
    changed.back() ^= 1;
    const auto other = hash_leaf(std::as_bytes(std::span(changed)));
    EXPECT_EQ(verify_inclusion(at, other, view->proof, view->head), ProofVerdict::root_differs);
  }
}

TEST(EntryView, ShowsLinksFromBothEnds) {
  const auto books = worked_example_books();
  const auto journal = journal_of(books);
  for (const auto& entry : books.entries())
    for (const auto& link : entry.links) {
      const auto view = view_entry(journal, link.sequence);
      ASSERT_TRUE(view.has_value());
      const Link back{link.kind, entry.sequence};
      EXPECT_NE(std::ranges::find(view->linked_by, back), view->linked_by.end())
          << entry.sequence << " " << enum_name(link.kind) << " " << link.sequence;
    }
  EXPECT_EQ(view_entry(journal, books.entries().size()).error().code, Code::unknown_lot);
}

}  // namespace
}  // namespace setoff::tests
