#include "ledger/crypto/encoding.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace setoff {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kBase64Digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::optional<std::uint32_t> hex_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint32_t>(c - 'a' + 10);
  return std::nullopt;
}

std::optional<std::uint32_t> base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<std::uint32_t>(c - 'A');
  if (c >= 'a' && c <= 'z') return static_cast<std::uint32_t>(c - 'a' + 26);
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0' + 52);
  if (c == '+') return 62U;
  if (c == '/') return 63U;
  return std::nullopt;
}

std::string shown(char c) {
  const auto code = static_cast<unsigned char>(c);
  if (code >= 0x20 && code < 0x7F) return std::string("'") + c + "'";
  return std::string("byte 0x") + kHexDigits[code >> 4U] + kHexDigits[code & 0xFU];
}

Error stray(std::string_view text, std::size_t at, std::string_view kind,
            std::string_view allowed) {
  std::string detail(kind);
  detail += " has " + shown(text[at]) + " at position " + std::to_string(at + 1) + "; allowed: ";
  detail += allowed;
  return {Code::bad_syntax, std::move(detail)};
}

Error wrong_length(std::size_t length) {
  return {Code::bad_syntax, "the value is " + std::to_string(length) +
                                " bytes long; a SHA-256 hash is 32 bytes (64 hex digits, or 44 "
                                "characters of base64)"};
}

constexpr std::string_view kBase64Allowed = "A-Z a-z 0-9 + / and = as padding at the end";

}  // namespace

std::string to_hex(Bytes bytes) {
  std::string text(bytes.size() * 2, '\0');
  auto at = text.begin();
  for (const std::byte b : bytes) {
    const auto value = std::to_integer<std::uint32_t>(b);
    *at++ = kHexDigits[value >> 4U];
    *at++ = kHexDigits[value & 0xFU];
  }
  return text;
}

Result<std::vector<std::byte>> from_hex(std::string_view text) {
  std::uint32_t pending = 0;
  std::vector<std::byte> bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto value = hex_value(text[i]);
    if (!value) return stray(text, i, "hex", "0-9 and a-f in lower case");
    if (i % 2 == 0) {
      pending = *value << 4U;
    } else {
      bytes.push_back(static_cast<std::byte>(pending | *value));
    }
  }
  if (text.size() % 2 != 0) {
    return Error(Code::bad_syntax, "hex has an odd number of digits (" +
                                       std::to_string(text.size()) + "); two make a byte");
  }
  return bytes;
}

std::string to_base64(Bytes bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = (group << 8U) | (k < count ? std::to_integer<std::uint32_t>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += k <= count ? kBase64Digits[(group >> (18U - 6U * k)) & 0x3FU] : '=';
    }
  }
  return text;
}

Result<std::vector<std::byte>> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) {
    return Error(Code::bad_syntax, "base64 has " + std::to_string(text.size()) +
                                       " characters; the length must be a multiple of 4, with = "
                                       "as padding");
  }
  std::size_t digits = text.size();
  while (digits > 0 && text.size() - digits < 2 && text[digits - 1] == '=')
    --digits;
  std::vector<std::byte> bytes;
  bytes.reserve(digits * 3 / 4);
  std::uint32_t group = 0;
  unsigned bits = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const auto value = base64_value(text[i]);
    if (!value) return stray(text, i, "base64", kBase64Allowed);
    group = (group << 6U) | *value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push_back(static_cast<std::byte>((group >> bits) & 0xFFU));
      group &= (1U << bits) - 1U;
    }
  }
  if (group != 0) {
    return Error(Code::bad_syntax,
                 "base64 has bits set in its last character '" + std::string(1, text[digits - 1]) +
                     "' that belong to no byte; the encoder must leave them zero");
  }
  return bytes;
}

Result<Digest> digest_from_bytes(Bytes bytes) {
  if (bytes.size() != Digest::kSize) return wrong_length(bytes.size());
  Digest digest;
  std::ranges::copy(bytes, digest.bytes.begin());
  return digest;
}

Result<Digest> digest_from_hex(std::string_view text) {
  SETOFF_TRY(bytes, from_hex(text));
  return digest_from_bytes(bytes);
}

Result<Digest> digest_from_base64(std::string_view text) {
  SETOFF_TRY(bytes, from_base64(text));
  return digest_from_bytes(bytes);
}

}  // namespace setoff
