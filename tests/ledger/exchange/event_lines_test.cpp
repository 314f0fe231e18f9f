// Texts of events as files and pipes bring them: lines, lists on one line or over many, a byte
// order mark, pieces of any size, a source that fails.

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "ledger/exchange/jsonl.h"

namespace setoff {
namespace {

std::string event(const std::string& id) {
  return R"({"specversion":"1.0","id":")" + id +
         R"(","source":"/bank","type":"setoff.payment.received","time":"2020-06-03T12:00:00Z",)"
         R"("data":{"value_date":"2020-06-03","payment":"a,]}[{\"b","account":"tbi-iqd",)"
         R"("payer":"moe","amount":"4.000 IQD"}})";
}

// The same over eleven lines.
std::string spread(const std::string& id) {
  std::string out;
  for (const char c : event(id)) {
    if (c == '"' && out.ends_with(',')) out += "\n  ";
    out += c;
  }
  return out.insert(1, "\n  ");
}

// "1:a 3:b 4:bad_syntax": the line and the id or the error of each.
std::string read_all(EventStream& lines) {
  std::string out;
  while (const auto line = lines.next()) {
    if (!out.empty()) out += ' ';
    out += std::to_string(line->number) + ":" +
           (line->event ? line->event->event.key.id
                        : std::string(info_of(line->event.error().code).name));
  }
  return out;
}

std::string read_in_pieces(std::string_view text, std::size_t piece) {
  EventStream lines([&](std::span<char> out) -> Result<std::size_t> {
    const auto size = std::min({piece, out.size(), text.size()});
    std::ranges::copy(text.substr(0, size), out.begin());
    text.remove_prefix(size);
    return size;
  });
  return read_all(lines);
}

struct Case {
  std::string text;
  std::string read;
};

const Case kCases[] = {
    {"", ""},
    {" \n\r\n\t\n", ""},
    {event("a") + "\n" + event("b"), "1:a 2:b"},
    {event("a") + "\r\n\r\n  " + event("b") + "\r\n", "1:a 3:b"},
    {"\xEF\xBB\xBF" + event("a") + "\n" + event("b") + "\n", "1:a 2:b"},
    {"\xEF\xBB\xBF[" + event("a") + "]", "1:a"},
    {"\xEF\xBB\xBF", ""},
    {"\xEF\xBB", "1:bad_syntax"},
    {"\n\xEF\xBB\xBF" + event("a"), "2:bad_syntax"},
    {"[" + event("a") + "," + event("b") + "]\n" + event("c"), "1:a 1:b 2:c"},
    {"[\n  " + event("a") + " ,\n\n  " + event("b") + "\n]\n" + event("c"), "2:a 4:b 6:c"},
    {"[{\n\"specversion\":\n\"1.0\"}]", "1:bad_field"},
    {"[nonsense, " + event("a") + "]", "1:bad_syntax 1:a"},
    {"[]", "1:bad_field"},
    {"[" + event("a") + ",]", "1:a 1:bad_syntax"},
    {"[" + event("a") + ",," + event("b") + "]", "1:a 1:bad_syntax 1:b"},
    {"[" + event("a") + "] x\n" + event("b"), "1:a 1:bad_syntax"},
    {"[" + event("a") + "\n", "1:bad_syntax"},
    {"[" + event("a") + ",\n", "1:a 1:bad_syntax"},
    {"[", "1:bad_syntax"},
    {"nonsense\n" + event("a"), "1:bad_syntax 2:a"},
    {spread("a"), "1:a"},
    {"\n" + spread("a") + "\r\n" + spread("b") + "\n\n" + event("c"), "2:a 13:b 25:c"},
    {"{\r\n" + spread("a").substr(2) + "\r\n[" + spread("b") + "]", "1:a 12:b"},
    {"{\"id\": \"a\",\n" + event("b"), "1:bad_syntax 2:b"},
    {"{\n\"id\": \"a\"\n[" + event("b") + "]", "1:bad_syntax 3:b"},
    {"{\n\"id\": \"a\"\n", "1:bad_syntax"},
    {"{\n\"id\": \"broken\n" + event("b"), "1:bad_syntax 3:b"},
    {"{\"id\": \"broken\n" + event("b"), "1:bad_syntax 2:b"},
    {spread("a") + " x\n" + event("b"), "1:bad_syntax 12:b"},
    {"{\"specversion\":\n\"1.0\"}\n" + event("b"), "1:bad_field 3:b"},
};

TEST(EventStream, ReadsLinesAndListsHoweverTheyAreCut) {
  for (const auto& [text, read] : kCases)
    for (const std::size_t piece :
         {std::size_t{1}, std::size_t{2}, std::size_t{7}, text.size() + 1})
      EXPECT_EQ(read_in_pieces(text, piece), read) << text << "\nin pieces of " << piece;
}

TEST(EventStream, RefusesAnEventOfAListThatIsTooLongAndReadsTheNext) {
  const auto text = "[\"" + std::string(2 * kJsonSizeMax, 'x') + "\",\n" + event("a") + "]";
  EXPECT_EQ(read_in_pieces(text, text.size()), "1:too_large 2:a");
}

TEST(EventStream, RefusesAnEventOverLinesThatIsTooLongAndReadsTheNext) {
  const auto text = "{\"id\":\n\"" + std::string(2 * kJsonSizeMax, 'x') + "\"\n}\n" + event("a");
  EXPECT_EQ(read_in_pieces(text, text.size()), "1:too_large 4:a");
}

TEST(EventStream, SayWhatTheSourceFailedWith) {
  int calls = 0;
  const auto text = event("a") + "\n" + event("b");
  EventStream lines([&](std::span<char> out) -> Result<std::size_t> {
    if (++calls > 1) return Error(Code::cannot_read, "the cable was cut");
    std::ranges::copy(text, out.begin());
    return text.size();
  });
  EXPECT_EQ(read_all(lines), "1:a") << "a line that broke off is none";
  ASSERT_TRUE(lines.failure().has_value());
  EXPECT_EQ(lines.failure()->detail, "the cable was cut");
}

}  // namespace
}  // namespace setoff
