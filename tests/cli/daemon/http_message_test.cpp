#include "cli/daemon/http/http_message.h"

#include <gtest/gtest.h>

namespace setoff::tests {
namespace {

TEST(HttpError, CarriesStatusCodeAndPlace) {
  const auto response = cli::http_error(Error(Code::bad_field, "not a day", "on"));
  EXPECT_EQ(response.status, 400U);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(response.body,
            R"({"type":"about:blank","title":"Bad Request","status":400,"code":"bad_field",)"
            R"("detail":"not a day","where":"on"})");
}

TEST(HttpError, HasTheStatusOfItsCode) {
  EXPECT_EQ(cli::http_error(Error(Code::unknown_lot)).status, 404U);
  EXPECT_EQ(cli::http_error(Error(Code::cannot_read)).status, 503U);
}

}  // namespace
}  // namespace setoff::tests
