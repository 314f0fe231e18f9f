#include "ledger/base/kept_name.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace setoff {
namespace {

using namespace std::string_view_literals;

TEST(KeptName, IsItsText) {
  const KeptName name("grain-house"sv);
  EXPECT_EQ(name.view(), "grain-house");
  EXPECT_EQ(name, std::string("grain-house"));
  EXPECT_EQ("pay " + name + ".", "pay grain-house.");
  EXPECT_TRUE(KeptName().empty());
  EXPECT_EQ(KeptName(""sv), KeptName());
  EXPECT_EQ(KeptName().view(), "");
}

TEST(KeptName, OfEqualTextsIsTheSame) {
  const std::string text = "a-name-of-more-than-fifteen-characters";
  EXPECT_EQ(KeptName(text), KeptName(std::string(text)));
  EXPECT_EQ(KeptName(text).view().data(), KeptName(std::string(text)).view().data());
  EXPECT_NE(KeptName(text), KeptName(text + "-"));
}

// More names than there are chains, from several threads at once: each text has one place.
TEST(KeptName, OfSeveralThreadsIsTheSame) {
  constexpr std::size_t kNames = 40'000;
  std::vector<std::vector<KeptName>> made(4);
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
