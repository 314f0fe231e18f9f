#include "simulator/report/json_text.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <cmath>

#include "ledger/base/amount.h"

namespace setoff::simulator {
namespace {

constexpr std::size_t kShortMax = 88;

void write_compact(const boost::json::value& value, std::string& out) {
  if (const auto* const array = value.if_array()) {
    out += '[';
    for (std::size_t i = 0; i < array->size(); ++i) {
      if (i > 0) out += ',';
      write_compact((*array)[i], out);
    }
    out += ']';
  } else if (const auto* const object = value.if_object()) {
    out += '{';
    for (const auto& member : *object) {
      if (out.back() != '{') out += ',';
      out += boost::json::serialize(boost::json::string(member.key())) + ":";
      write_compact(member.value(), out);
    }
    out += '}';
  } else if (const double* const number = value.if_double()) {
    out += std::isfinite(*number) ? fmt::format("{:.6g}", *number) : "null";
  } else {
    out += boost::json::serialize(value);
  }
}

void write(const boost::json::value& value, std::size_t depth, std::string& out);

template <class Items, class WriteItem>
void write_items(const Items& items, char open, char close, std::size_t depth, std::string& out,
                 WriteItem&& write_item) {
  out += open;
  bool first = true;
  for (const auto& item : items) {
    out += first ? "\n" : ",\n";
    first = false;
    out.append(2 * (depth + 1), ' ');
    write_item(item);
  }
  out += '\n';
  out.append(2 * depth, ' ');
  out += close;
}

void write(const boost::json::value& value, std::size_t depth, std::string& out) {
  std::string flat = compact(value);
  const bool nested = value.is_object() || value.is_array();
  if (!nested || (depth > 0 && flat.size() <= kShortMax) || flat.size() == 2) {
    out += flat;
    return;
  }
  if (const auto* const array = value.if_array()) {
    write_items(*array, '[', ']', depth, out,
                [&](const boost::json::value& item) { write(item, depth + 1, out); });
    return;
  }
  write_items(value.get_object(), '{', '}', depth, out,
              [&](const boost::json::key_value_pair& member) {
                out += boost::json::serialize(boost::json::string(member.key())) + ": ";
                write(member.value(), depth + 1, out);
              });
}

}  // namespace

std::string compact(const boost::json::value& value) {
  std::string out;
  write_compact(value, out);
  return out;
}

std::string indented(const boost::json::value& value) {
  std::string out;
  write(value, 0, out);
  out += '\n';
  return out;
}

std::string for_script(const boost::json::value& value) {
  const std::string flat = compact(value);
  std::string out;
  out.reserve(flat.size());
  for (const char c : flat) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

boost::json::object to_json(const Value& value) {
  boost::json::object object;
  object["value"] = format_minor(value.minor, value.scale);
  if (!value.unit.empty()) object["unit"] = value.unit;
  return object;
}

}  // namespace setoff::simulator
