#include "ledger/base/interned_name.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace setoff {
namespace {

using namespace std::string_view_literals;

TEST(InternedName, IsItsText) {
  const InternedName name("grain-house"sv);
  EXPECT_EQ(name.view(), "grain-house");
  EXPECT_EQ(name, std::string("grain-house"));
  EXPECT_EQ("pay " + name + ".", "pay grain-house.");
  EXPECT_TRUE(InternedName().empty());
  EXPECT_EQ(InternedName(""sv), InternedName());
  EXPECT_EQ(InternedName().view(), "");
}

TEST(InternedName, OfEqualTextsIsTheSame) {
  const std::string text = "a-name-of-more-than-fifteen-characters";
  EXPECT_EQ(InternedName(text), InternedName(std::string(text)));
  EXPECT_EQ(InternedName(text).view().data(), InternedName(std::string(text)).view().data());
  EXPECT_NE(InternedName(text), InternedName(text + "-"));
}

// More names than there are chains, from several threads at once: each text has one place.
TEST(InternedName, OfSeveralThreadsIsTheSame) {
  constexpr std::size_t kNames = 40'000;
  std::vector<std::vector<InternedName>> made(4);
  std::vector<std::thread> threads;
  for (auto& names : made)
    threads.emplace_back([&names] {
      for (std::size_t i = 0; i < kNames; ++i)
        names.emplace_back("name-" + std::to_string(i));
    });
  for (auto& thread : threads)
    thread.join();
  for (std::size_t i = 0; i < kNames; ++i) {
    EXPECT_EQ(made[0][i].view(), "name-" + std::to_string(i));
    for (const auto& names : made)
      ASSERT_EQ(names[i], made[0][i]);
  }
}

}  // namespace
}  // namespace setoff
