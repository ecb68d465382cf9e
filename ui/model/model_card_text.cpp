#include "ui/model/model_card_text.h"

#include <QMap>
#include <algorithm>
#include <iterator>

#include "ui/support/format.h"
#include "ui/support/plain_text.h"

namespace tilescout::ui {

namespace {

QString row(const QString& name, const QString& value) {
  if (value.isEmpty()) return {};
  return QStringLiteral("<tr><td style=\"padding:2px 16px 2px 0\">%1</td><td style=\"padding:2px 0\">%2</td></tr>")
      .arg(name.toHtmlEscaped(), value.toHtmlEscaped());
}

}  // namespace

QString ModelCardText::html(const ModelCard& card, const QString& device) {
  QString html;
  if (card.shipped) {
    html += QStringLiteral("<p>%1</p>")
                .arg(tr("A compact model that comes with Tilescout so that search works at once. It knows what its "
                        "training images "
                        "showed and little else: for serious work import real weights, such as RemoteCLIP, GeoRSCLIP "
                        "or HarMA.")
                         .toHtmlEscaped());
  }
  html += QStringLiteral("<table>");
  html += row(tr("Computes on"), device);
  html += row(tr("Architecture"), card.architecture == "custom" ? tr("its own") : text(card.architecture));
  html += row(tr("Picture size"), tr("%1 × %1 pixels").arg(card.imageSize));
  html += row(tr("Embedding"), tr("%1 numbers a tile").arg(card.embedDim));
  html += row(tr("Parameters"), formatCount(card.parameters));
  html += row(tr("Adapters"), card.adapter == "none" ? tr("none") : text(card.adapter));
  if (card.groundExtent[1] > 0) {
    html += row(tr("Tiles it has seen"), tr("%1 to %2 m wide").arg(card.groundExtent[0]).arg(card.groundExtent[1]));
  }
  html += row(tr("Source"), noteText(text(card.source)));
  html += row(tr("Fingerprint"), text(card.fingerprint));
  for (const auto& [name, value] : card.notes) html += row(noteName(text(name)), noteText(text(value)));
  return html + QStringLiteral("</table>");
}

QString ModelCardText::noteName(const QString& name) {
  const QMap<QString, QString> names = {
      {QStringLiteral("trained on"), tr("Trained on")},
      {QStringLiteral("recipe"), tr("Recipe")},
      {QStringLiteral("training"), tr("Training")},
      {QStringLiteral("val"), tr("Validation")},
      {QStringLiteral("data"), tr("Data")},
      {QStringLiteral("ground extents"), tr("Ground extents")},
      {QStringLiteral("limits"), tr("Limits")},
      {QStringLiteral("split"), tr("Split")},
      {QStringLiteral("terms"), tr("Terms")},
      {QStringLiteral("report"), tr("Report")},
      {QStringLiteral("painter"), tr("Painter")},
  };
  return names.value(name.toLower(), name);
}

QString ModelCardText::noteText(const QString& text) {
  // The shipped model's card, word for word: resources/models/*/card.json.
  static const char* const kKnown[] = {
      QT_TR_NOOP("RSICD train images with their captions (7,862 images of Google Earth, Baidu Map, MapABC and "
                 "Tianditu) and tiles painted by core/synth"),
      QT_TR_NOOP("AID, part of RSICD, has 0.5 to 8 m a pixel over 600 pixels: 300 to 4,800 m a tile, crops down to "
                 "half of that"),
      QT_TR_NOOP("knows the words of about 43,000 short English captions; no radar, no thermal, no single trees or "
                 "cars, little outside cities, coasts and farmland; import real weights for serious work"),
      QT_TR_NOOP("chosen on 873 images of RSICD's validation split, reported on the other 1,093; the test split was "
                 "never seen"),
      QT_TR_NOOP("research use, as RSICD's images"),
      QT_TR_NOOP("mR 20.21 on RSICD's 1,093 report images; mR 45.06 on 500 held-out painted tiles (float32)"),
      QT_TR_NOOP("trained from nothing by tilescout-cli train --from-scratch"),
      QT_TR_NOOP("trained further by tilescout-cli train --from-scratch"),
  };
  const auto* const found = std::find_if(std::begin(kKnown), std::end(kKnown),
                                         [&](const char* known) { return text == QLatin1String(known); });
  return found == std::end(kKnown) ? text : tr(*found);
}

}  // namespace tilescout::ui
