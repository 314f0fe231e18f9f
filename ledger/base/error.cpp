#include "ledger/base/error.h"

#include <algorithm>
#include <array>

#include "ledger/base/check.h"

namespace setoff {
namespace {

constexpr CodeInfo kCodes[] = {
#define SETOFF_CODE(name, number, family, meaning) {Code::name, #name, Family::family, meaning},
#include "ledger/base/error_codes.def"
#undef SETOFF_CODE
};

}  // namespace

std::span<const CodeInfo> all_codes() {
  return kCodes;
}

const CodeInfo* find_code(std::uint16_t number) {
  const auto* found = std::ranges::find(kCodes, static_cast<Code>(number), &CodeInfo::code);
  return found == std::end(kCodes) ? nullptr : found;
}

const CodeInfo* find_code(std::string_view name) {
  const auto* found = std::ranges::find(kCodes, name, &CodeInfo::name);
  return found == std::end(kCodes) ? nullptr : found;
}

const CodeInfo& info_of(Code code) {
  const auto* found = find_code(static_cast<std::uint16_t>(code));
  SETOFF_CHECK(found != nullptr);
  return *found;
}

Error::Error(Overflow overflow)
    : code(Code::overflow),
      detail(overflow == Overflow::product
                 ? "an exact product does not fit into 128 bits"
                 : "the amount does not fit into 64 bits of minor units") {}

std::string Error::text() const {
  std::string out(info_of(code).name);
  out += ": ";
  out += detail.empty() ? std::string(info_of(code).meaning) : detail;
  if (!where.empty()) out += " (" + where + ")";
  return out;
}

}  // namespace setoff
