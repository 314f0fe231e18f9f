#include "simulator/engine/recorder.h"

#include <algorithm>

#include "simulator/engine/columns_read.h"

namespace setoff::simulator {

Status Recorder::plan(const Recording& recording) {
  auto all = probes_of(scenario_);
  if (!recording.everything) return plan_some(recording, std::move(all));
  for (auto& probe : all)
    planned_.push_back({std::move(probe), true, {}, 0});
  return Ok{};
}

Status Recorder::plan_some(const Recording& recording, std::vector<Probe> all) {
  const auto days = static_cast<std::size_t>(scenario_.time.to - scenario_.time.from + 1);
  SETOFF_TRY(reads, columns_read(scenario_, recording));
  for (auto& probe : all) {
    Planned planned{std::move(probe), false, std::vector<bool>(days), 0};
    bool read = false;
    for (const auto& [column, rows] : reads) {
      if (column != planned.probe.name) continue;
      read = true;
      for (std::size_t row = rows.first; row <= rows.last; ++row)
        planned.rows[row] = true;
    }
    if (std::ranges::count(recording.columns, planned.probe.name) > 0) {
      planned.named = read = true;
      planned.rows.clear();
    }
    if (read) planned_.push_back(std::move(planned));
  }
  for (const auto& name : recording.columns)
    if (std::ranges::none_of(planned_, [&](const Planned& one) { return one.probe.name == name; }))
      return Error(Code::bad_field, "the scenario has no daily column '" + name + "'");
  return Ok{};
}

Status Recorder::open_columns(const DayContext& today) {
  for (auto& [probe, named, rows, before] : planned_) {
    if (probe.name == kReportingRate) {
      SETOFF_TRY(rate_of, priced_currency(scenario_, today.state(), today.day));
      rate_of_ = rate_of;
      probe.form.unit = reporting_unit(scenario_, rate_of_.value());
    }
    table_.columns.push_back(
        {probe.name, probe.form.unit, probe.form.scale, probe.form.measure, {}});
  }
  return Ok{};
}

Status Recorder::record(const DayContext& today) {
  const std::size_t row = table_.days.size();
  table_.days.push_back(today.day);
  if (row == 0) SETOFF_TRY_STATUS(open_columns(today));
  Evening evening{today.state(), today.day, &today.flows};
  evening.submitted = static_cast<std::int64_t>(today.events.submitted() - events_before_);
  evening.refused = static_cast<std::int64_t>(today.events.refusals().size() - refused_before_);
  evening.rate_of = rate_of_;
  events_before_ = today.events.submitted();
  refused_before_ = today.events.refusals().size();
  std::optional<Claims> claims;
  if (std::ranges::any_of(planned_, [&](const Planned& one) {
        return one.probe.source == ProbeSource::claims && one.on(row);
      })) {
    SETOFF_TRY(counted, claims_on(today.state(), today.day));
    claims = std::move(counted);
    evening.claims = &*claims;
  }
  for (std::size_t i = 0; i < planned_.size(); ++i) {
    auto& planned = planned_[i];
    std::int64_t shown = 0;
    if (planned.computed_on(row)) {
      SETOFF_TRY(value, planned.probe.value(evening));
      shown = value - planned.before;
      if (planned.probe.source == ProbeSource::running) planned.before = value;
    }
    table_.columns[i].values.push_back(planned.on(row) ? shown : 0);
  }
  return Ok{};
}

void Recorder::keep_named(DailyTable& table) const {
  std::erase_if(table.columns, [&](const Column& column) {
    return std::ranges::none_of(
        planned_, [&](const Planned& one) { return one.named && one.probe.name == column.name; });
  });
}

Status Recorder::resume(const State& state, Day day) {
  const bool same = std::ranges::equal(table_.columns, planned_, {}, &Column::name,
                                       [](const Planned& one) { return one.probe.name; });
  if (!table_.days.empty() && !same)
    return Error(Code::bad_field, "the memory is that of a run that recorded other columns");
  for (auto& [probe, named, rows, before] : planned_) {
    if (probe.source != ProbeSource::running) continue;
    SETOFF_TRY(total, probe.value(Evening{state, day}));
    before = total;
  }
  return Ok{};
}

}  // namespace setoff::simulator
