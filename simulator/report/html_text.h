#pragma once
// Building blocks of the offline pages: escaped text, hashes for a content security policy, and
// templates in which "@NAME@" is a place.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace setoff::simulator {

// The text as the content of an element or of an attribute in double quotes.
[[nodiscard]] std::string html_text(std::string_view text);
// One <p> per sentence.
[[nodiscard]] std::string paragraphs(const std::vector<std::string>& sentences);
// 'sha256-…', for a content security policy.
[[nodiscard]] std::string source_hash(std::string_view text);
// Replaces each "@NAME@" of the template; inserted text is not searched again. It is a bug if the
// template has a place without a value.
[[nodiscard]] std::string filled(
    std::string_view page, const std::vector<std::pair<std::string_view, std::string>>& values);

}  // namespace setoff::simulator
