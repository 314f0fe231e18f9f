// How an order is paid: its share at the end of a stage, from its letter of credit.

#include <algorithm>

#include "simulator/engine/pipeline.h"
#include "simulator/engine/views.h"

namespace setoff::simulator {

Result<ImportPipeline::Payment> ImportPipeline::pay_stage(DayContext& today, Shipment& shipment) {
  const auto& pipeline = scenario_.imports->pipeline;
  const Stage& stage = pipeline[shipment.stage];
  if (stage.pay_share.mantissa() <= 0) return Payment::made;
  const bool last = std::all_of(pipeline.begin() + static_cast<std::ptrdiff_t>(shipment.stage) + 1,
                                pipeline.end(),
                                [](const Stage& later) { return later.pay_share.mantissa() <= 0; });
  const Rounding rounding = scenario_.currency.rounding;
  SETOFF_TRY(part, times(shipment.amount.minor(), stage.pay_share, rounding));
  SETOFF_TRY(goods, times(shipment.quantity, stage.pay_share, rounding));
  const Money amount(last ? shipment.amount.minor() - shipment.paid : part, shipment.amount.kind());
  const Quantity quantity(last ? shipment.quantity - shipment.paid_quantity : goods,
                          good_of(shipment).unit);
  if (!amount.is_positive() || !quantity.is_positive()) return Payment::made;
  const bool advance = shipment.stage == 0 && stage.kind == StageKind::open_credit;
  if (!advance && !shipment.papers) {
    const std::string papers =
        shortened_name("papers-" + shipment.order + "-" + std::to_string(shipment.stage + 1));
    SETOFF_TRY(answer, today.events.submit(papers, DocumentsPresented{.credit = shipment.credit,
                                                                      .documents = papers,
                                                                      .amount = amount,
                                                                      .complying = true}));
    if (answer.refused(Code::credit_ended)) return Payment::abandoned;
    if (!answer.booked()) {
      wait(today, shipment, answer.refusal);
      return Payment::refused;
    }
    shipment.papers = true;
  }
  return honour(today, shipment, amount, quantity, last);
}

Result<ImportPipeline::Payment> ImportPipeline::honour(DayContext& today, Shipment& shipment,
                                                       Money amount, Quantity goods, bool last) {
  const std::string id =
      shortened_name("honour-" + shipment.order + "-" + std::to_string(shipment.stage + 1));
  SETOFF_TRY(answer, today.events.submit(id, CreditHonoured{.credit = shipment.credit,
                                                            .amount = amount,
                                                            .quantity = goods,
                                                            .final = last}));
  if (answer.refused(Code::credit_ended)) return Payment::abandoned;
  if (!answer.booked()) {
    wait(today, shipment, answer.refusal);
    return Payment::refused;
  }
  shipment.paid += amount.minor();
  shipment.paid_quantity += goods.minor();
  paid_.push_back({today.day, good_of(shipment).purpose, amount});
  return Payment::made;
}

}  // namespace setoff::simulator
