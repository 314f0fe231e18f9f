#include "ledger/exchange/event_json.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "ledger/exchange/json_write.h"
#include "ledger/exchange/jsonl.h"
#include "tests/support/random_events.h"

namespace setoff {
namespace {

std::string printed(const Event& event, const std::optional<RecordedOutcome>& outcome = {}) {
  std::string out;
  print_event(event, outcome, out);
  return out;
}

constexpr std::string_view kPayment =
    R"({"specversion":"1.0","id":"p-1","source":"/bank","type":"setoff.payment.received",)"
    R"("time":"2020-06-03T12:00:00Z","datacontenttype":"application/json",)"
    R"("data":{"value_date":"2020-06-03","payment":"pay-1","account":"tbi-iqd","payer":"moe",)"
    R"("amount":"472800000000.000 IQD"}})";

// kPayment with the first `from` replaced.
std::string changed(std::string_view from, std::string_view to) {
  std::string text(kPayment);
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(EventJson, EveryTypeComesBackAsItWas) {
  tests::RandomEvents random(7);
  EventReader reader;
  for (int round = 0; round < 40; ++round) {
    for (const auto& facts : all_event_types()) {
      const auto event = random.event(facts.type);
      const auto text = printed(event);
      const auto back = reader.read(text);
      ASSERT_TRUE(back.has_value()) << back.error().text() << "\n" << text;
      EXPECT_EQ(back->event, event) << text << "\n" << printed(back->event);
      EXPECT_EQ(printed(back->event), text);
    }
  }
}

TEST(EventJson, OutcomeOfAnExportComesBack) {
  tests::RandomEvents random(8);
  const auto event = random.event(EventType::payment_received);
  for (const auto outcome : {RecordedOutcome{}, RecordedOutcome{Code::window_closed}}) {
    const auto back = EventReader().read(printed(event, outcome));
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(back->outcome, outcome);
  }
}

TEST(EventJson, OrderOfMembersAndSpacesAreFree) {
  const auto back = EventReader().read(
      R"( { "data" : {"amount":"1.000 IQD", "payer":"moe", "account":"a", "payment":"p", "value_date":"2020-06-03"},
      "type":"setoff.payment.received", "time":"2020-06-03T15:30:00+03:30", "source":"/s", "id":"1",
      "specversion":"1.0" } )");
  ASSERT_TRUE(back.has_value()) << back.error().text();
  EXPECT_EQ(back->event.time.text(), "2020-06-03T12:00:00Z");
}

struct Refused {
  std::string_view from;
  std::string_view to;
  Code code;
  std::string_view where;
  std::string_view says;
};

TEST(EventJson, RefusesWithThePathOfTheMember) {
  const Refused cases[] = {
      {R"("472800000000.000 IQD")", "472800000000", Code::bad_field, "data.amount", "in quotes"},
      {R"("472800000000.000 IQD")", "1e3", Code::bad_field, "data.amount", "fraction or exponent"},
      {"472800000000.000 IQD", "010.000 IQD", Code::bad_field, "data.amount", "plain decimal"},
      {"472800000000.000 IQD", "1.0000 IQD", Code::bad_field, "data.amount",
       "more than 3 decimals"},
      {"472800000000.000 IQD", "1.00 XQZ", Code::bad_field, "data.amount", "XQZ"},
      {"472800000000.000 IQD", "99999999999999999999 IQD", Code::bad_field, "data.amount",
       "64 bits"},
      {R"("payer")", R"("payr")", Code::bad_field, "data.payr", "did you mean 'payer'"},
      {R"("payer":"moe",)", "", Code::bad_field, "data.payer", "missing"},
      {R"("payer":"moe")", R"("payer":"moe","payer":"x")", Code::bad_field, "data.payer", "twice"},
      {R"("payer":"moe")", R"("payer":"moe","allocation":"oldst")", Code::bad_field,
       "data.allocation", "did you mean 'oldest'"},
      {R"("payer":"moe")", R"("payer":null)", Code::bad_field, "data.payer", "null"},
      {R"("payer":"moe")",
       R"("payer":"moe","instructed":[{"lot":"a","amount":"1.00 EUR"},{"lot":1}])", Code::bad_field,
       "data.instructed[1].lot", "in quotes"},
      {"2020-06-03\",\"payment", "2020-06-31\",\"payment", Code::bad_field, "data.value_date",
       "2020-06-31"},
      {R"("id":"p-1")", R"("id":"p-1","subject":"")", Code::bad_field, "subject", "empty"},
      {R"("id":"p-1")", R"("id":"p-1","subject":1)", Code::bad_field, "subject", "a number"},
      {R"("id":"p-1")", R"("id":"p-1","dataschema":"")", Code::bad_field, "dataschema", "empty"},
      {R"("id":"p-1")", R"("id":"p-1","bookdtime":"x")", Code::bad_field, "bookdtime",
       "did you mean 'bookedtime'"},
      {R"("id":"p-1")", R"("id":"p-1","submiter":"x")", Code::bad_field, "submiter",
       "did you mean 'submitter'"},
      {R"("id":"p-1")", R"("id":"p-1","traceParent":"x")", Code::bad_field, "traceParent",
       "lower-case"},
      {R"("id":"p-1")", R"("id":"p-1","a":"x","a":"y")", Code::bad_field, "a", "twice"},
      {R"("id":"p-1")", R"("id":"p-1","a":{})", Code::bad_field, "a", "an object"},
      {R"("id":"p-1")", R"("id":"p-1","data_base64":"e30=")", Code::bad_field, "data_base64",
       "JSON"},
      {"application/json", "application/json; charset=utf-16", Code::bad_field, "datacontenttype",
       "utf-16"},
      {R"("id":"p-1",)", "", Code::bad_field, "id", "missing"},
      {R"("id":"p-1")", R"("id":"p-1","id":"p-2")", Code::bad_field, "id", "twice"},
      {R"("1.0")", R"("0.3")", Code::bad_field, "specversion", "0.3"},
      {"application/json", "text/xml", Code::bad_field, "datacontenttype", "text/xml"},
      {"12:00:00Z", "12:00", Code::bad_field, "time", "2020-06-03T12:00"},
      {R"("id":"p-1")", R"("id":"p-1","outcome":"lost")", Code::bad_field, "outcome", "lost"},
      {R"("id":"p-1")", R"("id":"p-1","outcome":"refused:bad_field")", Code::bad_field, "outcome",
       ""},
      {"payment.received", "payment.recieved", Code::unknown_type, "type",
       "setoff.payment.received"},
      {"payment.received", "commitment.erased", Code::unknown_type, "type",
       "not booked by this version"},
      {R"("data":{)", R"("data":[{)", Code::bad_syntax, "", "byte"},
      {R"("data":{)", R"("data":{{)", Code::bad_syntax, "", "byte"},
  };
  for (const auto& wrong : cases) {
    const auto text = changed(wrong.from, wrong.to);
    const auto read = EventReader().read(text);
    ASSERT_FALSE(read.has_value()) << text;
    EXPECT_EQ(info_of(read.error().code).name, info_of(wrong.code).name) << text;
    EXPECT_EQ(read.error().where, wrong.where) << text;
    EXPECT_NE(read.error().detail.find(wrong.says), std::string::npos) << read.error().text();
  }
}

// What the standard lets a sender add to the event is checked and left out of it.
TEST(EventJson, OptionalAttributesAndExtensionsMakeNoDifference) {
  const auto plain = EventReader().read(kPayment);
  ASSERT_TRUE(plain.has_value());
  for (const std::string_view added :
       {R"("subject":"invoice/7",)", R"("dataschema":"https://example.org/s#1",)",
        R"("traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",)",
        R"("partitionkey":"a","sequence":"17","sampledrate":30,"dataref":"x","urgent":true,)",
        R"("correlationid":"b","expirytime":"2020-06-03T12:00:00Z","tracestate":null,)",
        R"("bookedtime":null,"submitter":null,"subject":null,"severitytext":"x",)"}) {
    const auto text = changed(R"("id":)", std::string(added) + R"("id":)");
    const auto read = EventReader().read(text);
    ASSERT_TRUE(read.has_value()) << text << "\n" << read.error().text();
    EXPECT_EQ(read->event, plain->event) << text;
  }
  for (const std::string_view type :
       {"application/json; charset=utf-8", "Application/JSON;charset=\\\"UTF-8\\\"", "text/json",
        "application/cloudevents+json", "application/json ; v=1;"}) {
    const auto read = EventReader().read(changed("application/json", type));
    ASSERT_TRUE(read.has_value()) << type << "\n" << read.error().text();
    EXPECT_EQ(read->event, plain->event) << type;
  }
}

TEST(EventJson, ExtensionsAreLimited) {
  std::string many;
  for (int i = 0; i < 65; ++i)
    many += "\"x" + std::to_string(i) + "\":1,";
  const auto read = EventReader().read(changed(R"("id":)", many + R"("id":)"));
  ASSERT_FALSE(read.has_value());
  EXPECT_NE(read.error().detail.find("at most 64"), std::string::npos);
}

TEST(EventJson, TimesOfAnyPrecisionAreTaken) {
  for (const std::string_view time :
       {"2020-06-03T12:00:00.1234567Z", "2020-06-03T12:00:00.123456789Z",
        "2020-06-03t12:00:00.123456z", "2020-06-03T15:30:00.123456999+03:30"}) {
    const auto read = EventReader().read(changed("2020-06-03T12:00:00Z", time));
    ASSERT_TRUE(read.has_value()) << time;
    EXPECT_EQ(read->event.time.text(), "2020-06-03T12:00:00.123456Z") << time;
  }
}

TEST(EventJson, AForeignTextIsCutBetweenItsCharacters) {
  std::string type = "x";
  for (int i = 0; i < 60; ++i)
    type += "\xC3\xA9";
  const auto read = EventReader().read(changed("setoff.payment.received", type));
  ASSERT_FALSE(read.has_value());
  EXPECT_NE(read.error().detail.find("\xC3\xA9...'"), std::string::npos) << read.error().detail;
}

TEST(JsonString, HoldsNothingThatATerminalObeys) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"plain", R"("plain")"},
      {"\"\\", R"("\"\\")"},
      {"\x1b[2J\r\n\x7f", R"("\u001b[2J\u000d\u000a\u007f")"},
      {"\xC2\x9B"
       "2J",
       R"("\u009b2J")"},
      {"a\xE2\x80\xAE"
       "b\xE2\x81\xA6\xE2\x80\xA8",
       R"("a\u202eb\u2066\u2028")"},
      {"\xD8\xB1\xDB\x8C\xD8\xA7\xD9\x84 \xF0\x9F\x98\x80",
       "\"\xD8\xB1\xDB\x8C\xD8\xA7\xD9\x84 \xF0\x9F\x98\x80\""},
      {"\xFF\xC3", R"("\ufffd\ufffd")"},
      {"\xC0\x80\xED\xA0\x80", R"("\ufffd\ufffd\ufffd\ufffd\ufffd")"},
  };
  for (const auto& [text, wanted] : rows) {
    std::string out;
    append_json_string(text, out);
    EXPECT_EQ(out, wanted);
    JsonTree tree;
    EXPECT_TRUE(tree.parse(out).has_value()) << out;
  }
}

TEST(EventJson, RefusesWhatIsNoEvent) {
  EventReader reader;
  for (const std::string_view text :
       {"", "{}", "[]", "1", "null", "\"x\"", "{} {}", "{\"a\":1", "\xEF\xBB\xBF{}"})
    EXPECT_FALSE(reader.read(text).has_value()) << text;
  EXPECT_EQ(reader.read(std::string(100'000, '[')).error().code, Code::too_large);
  EXPECT_EQ(reader.read(std::string(kJsonSizeMax + 1, ' ')).error().code, Code::too_large);
  EXPECT_TRUE(reader.read(kPayment).has_value()) << "the reader works on after errors";
}

TEST(EventJson, EveryCutTextIsRefused) {
  EventReader reader;
  for (std::size_t size = 0; size < kPayment.size(); ++size)
    EXPECT_FALSE(reader.read(kPayment.substr(0, size)).has_value()) << size;
}

TEST(EventStream, ReadsLineByLineAndGoesOnBehindAnError) {
  std::istringstream in(std::string(kPayment) + "\r\n\n  \nnonsense\n" + std::string(kPayment));
  EventStream lines(in);
  const auto first = lines.next();
  ASSERT_TRUE(first && first->event);
  EXPECT_EQ(first->number, 1U);
  const auto second = lines.next();
  ASSERT_TRUE(second && !second->event);
  EXPECT_EQ(second->number, 4U);
  const auto third = lines.next();
  ASSERT_TRUE(third && third->event);
  EXPECT_EQ(third->number, 5U);
  EXPECT_FALSE(lines.next().has_value());
}

TEST(EventStream, RefusesALineThatIsTooLongAndReadsTheNext) {
  std::istringstream in(std::string(2 * kJsonSizeMax, 'x') + "\n" + std::string(kPayment) + "\n");
  EventStream lines(in);
  const auto first = lines.next();
  ASSERT_TRUE(first && !first->event);
  EXPECT_EQ(first->event.error().code, Code::too_large);
  const auto second = lines.next();
  ASSERT_TRUE(second && second->event);
  EXPECT_EQ(second->number, 2U);
}

}  // namespace
}  // namespace setoff
