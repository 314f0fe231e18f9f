// The small pictures in the tables of a study, as SVG of a fixed size without scripts or styles of
// their own.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "simulator/report/study_page_parts.h"

namespace setoff::simulator {
namespace {

constexpr double kPictureWidth = 180;
constexpr double kPictureEdge = 5;  // room for marks at both ends

double place(double value, const PictureScale& scale) {
  const double extent = scale.high - scale.low;
  const double share = extent > 0 ? std::clamp((value - scale.low) / extent, 0.0, 1.0) : 0.5;
  return kPictureEdge + share * (kPictureWidth - 2 * kPictureEdge);
}

std::string framed(const std::string& shapes) {
  return fmt::format(
      "<svg class=\"picture\" width=\"{0:.0f}\" height=\"20\" viewBox=\"0 0 {0:.0f} 20\" "
      "aria-hidden=\"true\">{1}</svg>",
      kPictureWidth, shapes);
}

std::string bar(std::string_view css_class, double from, double to, double top, double height) {
  return fmt::format(
      "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>",
      css_class, from, top, std::max(to - from, 1.0), height);
}

std::string mark(std::string_view css_class, double at) {
  return bar(css_class, at - 1, at + 1, 3, 14);
}

// A line with an end cap on either side.
std::string whisker(double from, double to) {
  return bar("whisker", from, to, 9.4, 1.2) + bar("whisker", from - 0.5, from + 0.7, 6, 8) +
         bar("whisker", to - 0.7, to + 0.5, 6, 8);
}

// An open diamond, which is told from a bar without colours.
std::string file_mark(double at) {
  return fmt::format("<path class=\"file\" d=\"M{0:.1f} 5.5l4 4.5l-4 4.5l-4 -4.5z\"/>", at);
}

}  // namespace

std::string chance_picture(const Estimate& chance) {
  const PictureScale scale;
  const auto at = [&](double share) { return place(share, scale); };
  const Interval& interval = chance.interval;
  return framed(bar("track", at(0), at(1), 5, 10) +
                (chance.value > 0 ? bar("chance", at(0), at(chance.value), 5, 10) : "") +
                whisker(at(interval.low), at(interval.high)));
}

std::string range_picture(const AnswerSummary& answer, const PictureScale& scale) {
  const auto at = [&](double value) { return place(value, scale); };
  std::string shapes = bar("track", at(answer.least), at(answer.most), 9, 2) +
                       bar("range", at(answer.range[0]), at(answer.range[2]), 5, 10) +
                       mark("middle", at(answer.range[1]));
  if (std::isfinite(answer.file)) shapes += file_mark(at(answer.file));
  return framed(shapes);
}

std::string difference_picture(const Estimate& difference, const PictureScale& scale) {
  const auto at = [&](double value) { return place(value, scale); };
  const auto bounded = [&](double value, double otherwise) {
    return std::isfinite(value) ? value : otherwise;
  };
  const double low = bounded(difference.interval.low, scale.low);
  const double high = bounded(difference.interval.high, scale.high);
  return framed(bar("track", at(scale.low), at(scale.high), 9, 2) +
                bar("zero", at(0) - 0.5, at(0) + 0.5, 1, 18) + whisker(at(low), at(high)) +
                mark("middle", at(difference.value)));
}

}  // namespace setoff::simulator
