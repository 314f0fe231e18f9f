#include "ledger/text/unit_text.h"

#include <algorithm>

#include "ledger/base/characters.h"
#include "ledger/text/utf8.h"

namespace setoff {
namespace {

// Letters, digits, currency signs and everything beyond ASCII: what a person would take for a
// unit's name.
bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return is_letter_or_digit(c) || c == '$' || c == '_' || c == '^' || byte >= 0x80U;
}

std::size_t word_end(std::string_view text, std::size_t from) {
  while (is_word(byte_at(text, from)))
    ++from;
  return from;
}

// End of the atom at `from`: "%", a word, or the two words "business days"; `from` if there is
// none.
std::size_t atom_end(std::string_view text, std::size_t from) {
  if (byte_at(text, from) == '%') return from + 1;
  const auto end = word_end(text, from);
  if (text.substr(from, end - from) != "business" || byte_at(text, end) != ' ') return end;
  const auto second = word_end(text, end + 1);
  const auto word = text.substr(end + 1, second - end - 1);
  return word == "day" || word == "days" ? second : end;
}

struct Atom {
  UnitFactor unit;
  std::size_t end = 0;
};

Parsed<Atom> scan_root(std::string_view text, std::size_t from) {
  const auto inner = from + 5;  // after "sqrt("
  const auto end = atom_end(text, inner);
  const auto name = text.substr(inner, end - inner);
  if (name.empty() || byte_at(text, end) != ')')
    return Fault{.code = "bad_unit",
                 .message = "sqrt takes one unit in brackets",
                 .offset = from,
                 .length = std::max<std::size_t>(end - from, 1),
                 .suggestion = {},
                 .help = "write sqrt(year)"};
  auto unit = find_unit(name);
  if (!unit) return unknown_unit(name, inner);
  const bool base = unit->factor == 1 && unit->divisor == 1 && unit->exponent == 0;
  if (!base || unit->dimension.powers().size() != 1)
    return Fault{.code = "inexact_unit",
                 .message = "sqrt(" + std::string(name) + ") has no exact value",
                 .offset = from,
                 .length = end + 1 - from,
                 .suggestion = {},
                 .help = "use sqrt(day) or sqrt(year)"};
  unit->dimension = unit->dimension.root();
  return Atom{*unit, end + 1};
}

Parsed<Atom> scan_atom(std::string_view text, std::size_t from) {
  if (text.substr(from).starts_with("sqrt(")) return scan_root(text, from);
  const auto end = atom_end(text, from);
  if (end == from) {
    const auto letter = first_letter(text.substr(from));
    return Fault{.code = "bad_unit",
                 .message = letter.empty() ? "a unit is missing at the end"
                                           : "expected a unit, found '" + std::string(letter) + "'",
                 .offset = letter.empty() ? from - 1 : from,
                 .length = std::max<std::size_t>(letter.size(), 1),
                 .suggestion = {},
                 .help = "write it like USD/MWh or MCM/day"};
  }
  const auto name = text.substr(from, end - from);
  auto unit = find_unit(name);
  if (unit) return Atom{*unit, end};
  const auto next = byte_at(text, end) == ' ' ? word_end(text, end + 1) : end;
  const std::string joined =
      std::string(name) + std::string(text.substr(end, next - end).substr(next > end ? 1 : 0));
  if (next <= end + 1 || !find_unit(joined)) return unknown_unit(name, from);
  return Fault{.code = "unknown_unit",
               .message = "a prefix and its unit are one word",
               .offset = from,
               .length = next - from,
               .suggestion = joined,
               .help = {}};
}

void multiply(UnitFactor& out, const UnitFactor& by) {
  out.factor *= by.factor;
  out.divisor *= by.divisor;
  out.exponent += by.exponent;
  out.dimension = out.dimension * by.dimension;
  out.percent = out.percent || by.percent;
}

void divide(UnitFactor& out, const UnitFactor& by) {
  out.factor *= by.divisor;
  out.divisor *= by.factor;
  out.exponent -= by.exponent;
  out.dimension = out.dimension / by.dimension;
}

// The operator that joins the next atom, and where that atom begins.
struct Joint {
  char sign = '\0';  // '/', '*', or '\0' if there is none
  std::size_t next = 0;
};

Joint joint_at(std::string_view text, std::size_t end) {
  if (text.substr(end).starts_with(" per ")) return {'/', end + 5};
  if (byte_at(text, end) == '/' && byte_at(text, end + 1) != ' ') return {'/', end + 1};
  // In a longer text, the * in "2 t*x" may multiply by a name.
  const auto atom = end + 1;
  if (byte_at(text, end) == '*' && find_unit(text.substr(atom, atom_end(text, atom) - atom)))
    return {'*', atom};
  return {};
}

// Rejects "85 USD / MWh" in a text that holds nothing else.
Parsed<Ok> check_spaced_sign(std::string_view text, std::size_t end) {
  std::size_t sign = end;
  while (byte_at(text, sign) == ' ')
    ++sign;
  if (byte_at(text, sign) != '/' && byte_at(text, sign) != '*') return Ok{};
  std::size_t next = sign + 1;
  while (byte_at(text, next) == ' ')
    ++next;
  const auto behind = atom_end(text, next);
  if (behind == next || next == end + 1) return Ok{};
  return Fault{.code = "bad_unit",
               .message = "a unit has no spaces around '" + std::string(1, text[sign]) + "'",
               .offset = 0,
               .length = behind,
               .suggestion = std::string(text.substr(0, end)) + text[sign] +
                             std::string(text.substr(next, behind - next)),
               .help = {}};
}

constexpr int kAtomsMax = 8;

}  // namespace

Parsed<Prefix<UnitFactor>> scan_unit(std::string_view text, bool alone) {
  UnitFactor out;
  std::size_t end = 0;
  const bool inverse = text.starts_with("per ") || text.starts_with('/');
  if (!inverse) {
    SETOFF_TRY_PARSED(first, scan_atom(text, 0));
    out = first.unit;
    end = first.end;
  }
  for (int atoms = 0;; ++atoms) {
    if (alone) {
      SETOFF_TRY_PARSED(good, check_spaced_sign(text, end));
      static_cast<void>(good);
    }
    auto joint = joint_at(text, end);
    if (inverse && atoms == 0) joint = {'/', text.starts_with('/') ? 1U : 4U};
    if (joint.sign == '\0') return Prefix<UnitFactor>{out, end};
    if (atoms >= kAtomsMax)
      return Fault{
          .code = "bad_unit",
          .message = "more than " + std::to_string(kAtomsMax + 1) + " units in one expression",
          .offset = joint.next,
          .length = 1,
          .suggestion = {},
          .help = {}};
    SETOFF_TRY_PARSED(atom, scan_atom(text, joint.next));
    if (joint.sign == '/')
      divide(out, atom.unit);
    else
      multiply(out, atom.unit);
    end = atom.end;
  }
}

}  // namespace setoff
