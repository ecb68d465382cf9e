#include "ui/export/contact_sheet.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QFontMetricsF>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <algorithm>

#include "base/error.h"
#include "ui/map/map_decor.h"
#include "ui/map/map_view.h"
#include "ui/support/format.h"
#include "ui/support/theme.h"

namespace tilescout::ui {

namespace {

struct ContactSheetText {
  Q_DECLARE_TR_FUNCTIONS(ContactSheet)
};

constexpr int kPageWidth = 1240, kPageHeight = 1754;  // A4 at 150 dpi
constexpr int kDpi = 150;
constexpr double kMargin = 80, kGap = 24;
constexpr int kColumns = 4;
constexpr double kHead = 300;
constexpr double kCell = (kPageWidth - 2 * kMargin - (kColumns - 1) * kGap) / kColumns;
constexpr double kText = 92;  // below a picture
constexpr double kMapWidth = 440;
constexpr int kFirstRows = 3, kLaterRows = 4;
constexpr QRgb kInk = 0xff1b1f23, kMuted = 0xff5a6470, kLine = 0xffd5dadf;

QFont fontOf(int pixels, bool bold = false) {
  QFont font;
  font.setPixelSize(pixels);
  font.setBold(bold);
  return font;
}

void drawLine(QPainter* painter, const QRectF& box, const QString& text, const QFont& font, QRgb ink,
              Qt::Alignment alignment = Qt::AlignLeft) {
  painter->setFont(font);
  painter->setPen(QColor(ink));
  painter->drawText(box, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                    QFontMetricsF(font).elidedText(text, Qt::ElideMiddle, box.width()));
}

struct Range {
  double low, high;
  double share(double score) const { return high > low ? (score - low) / (high - low) : 1.0; }
};

Range rangeOf(const std::vector<Hit>& hits) {
  Range range{hits.empty() ? 0.0 : hits.front().score, hits.empty() ? 0.0 : hits.front().score};
  for (const Hit& hit : hits) range = {std::min(range.low, hit.score), std::max(range.high, hit.score)};
  return range;
}

void drawMap(QPainter* painter, const QRectF& area, const ContactSheet& sheet) {
  std::vector<Ring> rings;
  for (const Hit& hit : sheet.hits) rings.push_back(hit.wgs84);
  painter->save();
  painter->setClipRect(area);
  painter->fillRect(area, QColor(0xf6, 0xf7, 0xf8));
  painter->translate(area.topLeft());
  MapView view;
  view.resize(area.size());
  MapBox box;
  if (boxAround(rings, &box)) {
    view.fit(box);
    drawGraticule(painter, view, lightPalette());
    const Range range = rangeOf(sheet.hits);
    for (auto hit = sheet.hits.rbegin(); hit != sheet.hits.rend(); ++hit) {
      if (hit->wgs84.size() < 3) continue;
      painter->setPen(QPen(Qt::white, 1));
      painter->setBrush(scoreColour(range.share(hit->score)));
      painter->drawEllipse(view.toScreen(centreOf(hit->wgs84)), 6, 6);
    }
    drawScaleBar(painter, view.metresPerPixel(), QPointF(12, area.height() - 14), lightPalette());
  }
  painter->restore();
  painter->setPen(QPen(QColor(kLine), 1));
  painter->setBrush(Qt::NoBrush);
  painter->drawRect(area);
}

void drawHead(QPainter* painter, const ContactSheet& sheet) {
  const double width = kPageWidth - 2 * kMargin - kMapWidth - kGap;
  const QFont large = fontOf(32, true);
  painter->setFont(large);
  painter->setPen(QColor(kInk));
  const QString title = sheet.query.isEmpty() ? ContactSheetText::tr("Results") : sheet.query;
  painter->drawText(QRectF(kMargin, kMargin, width, 92), static_cast<int>(Qt::AlignLeft) | Qt::TextWordWrap,
                    QFontMetricsF(large).elidedText(title, Qt::ElideRight, width * 1.85));
  QRectF line(kMargin, kMargin + 100, width, 26);
  const auto count = static_cast<std::int64_t>(sheet.hits.size());
  const QString extent =
      sheet.left > 0 ? ContactSheetText::tr("The first %1 of %2 results, of %3 tiles")
                           .arg(formatCount(count), formatCount(count + sheet.left), formatCount(sheet.searched))
                     : ContactSheetText::tr("%1 of %2 tiles").arg(formatCount(count), formatCount(sheet.searched));
  for (const QString& text : {extent, ContactSheetText::tr("Model: %1").arg(sheet.model),
                              ContactSheetText::tr("Archive: %1").arg(sheet.archive),
                              ContactSheetText::tr("Made with Tilescout on %1").arg(sheet.date)}) {
    drawLine(painter, line, text, fontOf(19), kMuted);
    line.translate(0, 28);
  }
  drawMap(painter, QRectF(kPageWidth - kMargin - kMapWidth, kMargin, kMapWidth, kHead - 40), sheet);
}

void drawPicture(QPainter* painter, const QRectF& frame, const QImage& picture) {
  painter->fillRect(frame, QColor(0xdc, 0xdc, 0xdc));
  if (picture.isNull()) {
    drawLine(painter, frame.adjusted(8, 0, -8, 0), ContactSheetText::tr("not reachable"), fontOf(18), kMuted,
             Qt::AlignHCenter);
    return;
  }
  QRectF at(QPointF(), QSizeF(picture.size()).scaled(frame.size(), Qt::KeepAspectRatio));
  at.moveCenter(frame.center());
  painter->drawImage(at, picture);
}

void drawHit(QPainter* painter, const QRectF& frame, const Hit& hit, const QImage& picture, const Range& range) {
  drawPicture(painter, frame, picture);
  const QRectF bar(frame.left(), frame.bottom() + 4, kCell, 5);
  painter->fillRect(bar, QColor(kLine));
  const double share = range.share(hit.score);
  painter->fillRect(QRectF(bar.topLeft(), QSizeF(std::max(4.0, bar.width() * share), bar.height())),
                    scoreColour(share));
  QRectF line(frame.left(), bar.bottom() + 4, kCell, 24);
  drawLine(painter, line, ContactSheetText::tr("%1 · score %2").arg(formatCount(hit.rank), formatScore(hit.score)),
           fontOf(18, true), kInk);
  line = QRectF(line.left(), line.top() + 26, kCell, 20);
  drawLine(painter, line, QString::fromStdString(hit.scene), fontOf(15), kMuted);
  QStringList parts;
  if (!hit.date.empty()) parts.append(QString::fromStdString(hit.date));
  if (!hit.wgs84.empty()) parts.append(placeForCopying(centreOf(hit.wgs84)));
  drawLine(painter, line.translated(0, 20), parts.join(QStringLiteral(" · ")), fontOf(15), kMuted);
}

[[noreturn]] void fail(const QSaveFile& file) {
  throw Error(ErrorCode::Io, "cannot be written: " + file.errorString().toStdString(), file.fileName().toStdString());
}

QImage renderPage(const ContactSheet& sheet, int page) {
  QImage image(kPageWidth, kPageHeight, QImage::Format_RGB32);
  image.fill(Qt::white);
  QPainter painter(&image);
  paintPage(&painter, sheet, page);
  return image;
}

}  // namespace

int pagesOf(const ContactSheet& sheet) {
  const int rest = static_cast<int>(sheet.hits.size()) - kFirstRows * kColumns;
  const int perPage = kLaterRows * kColumns;
  return 1 + (rest > 0 ? (rest + perPage - 1) / perPage : 0);
}

void paintPage(QPainter* painter, const ContactSheet& sheet, int page) {
  painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform | QPainter::TextAntialiasing);
  if (page == 0) drawHead(painter, sheet);
  const double top = page == 0 ? kMargin + kHead : kMargin;
  const int before = page == 0 ? 0 : (kFirstRows + (page - 1) * kLaterRows) * kColumns;
  const auto first = static_cast<std::size_t>(before);
  const auto most = static_cast<std::size_t>((page == 0 ? kFirstRows : kLaterRows) * kColumns);
  const Range range = rangeOf(sheet.hits);
  for (std::size_t i = 0; i < most && first + i < sheet.hits.size(); ++i) {
    const double x = kMargin + static_cast<double>(i % kColumns) * (kCell + kGap);
    const double y = top + static_cast<double>(i / kColumns) * (kCell + kText + kGap);
    const QImage picture = first + i < sheet.pictures.size() ? sheet.pictures[first + i] : QImage();
    drawHit(painter, QRectF(x, y, kCell, kCell), sheet.hits[first + i], picture, range);
  }
  drawLine(painter, QRectF(kMargin, kPageHeight - kMargin, kPageWidth - 2 * kMargin, 40),
           ContactSheetText::tr("Page %1 of %2").arg(page + 1).arg(pagesOf(sheet)), fontOf(15), kMuted, Qt::AlignRight);
}

void writeContactSheetPdf(const ContactSheet& sheet, const QString& file, JobContext& job) {
  QSaveFile out(file);
  if (!out.open(QIODevice::WriteOnly)) fail(out);
  {
    QPdfWriter writer(&out);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setResolution(kDpi);
    writer.setTitle(sheet.query);
    writer.setCreator(QStringLiteral("Tilescout"));
    QPainter painter;
    if (!painter.begin(&writer)) fail(out);
    for (int page = 0; page < pagesOf(sheet); ++page) {
      job.checkpoint();  // without commit() nothing of the file stays
      if (page > 0) writer.newPage();
      painter.save();
      painter.setWindow(0, 0, kPageWidth, kPageHeight);
      paintPage(&painter, sheet, page);
      painter.restore();
    }
  }
  if (!out.commit()) fail(out);
}

QStringList writeContactSheetPng(const ContactSheet& sheet, const QString& file, JobContext& job) {
  QStringList files;
  const QFileInfo info(file);
  for (int page = 0; page < pagesOf(sheet); ++page) {
    job.checkpoint();
    const QString next = QStringLiteral("%1/%2-%3.png").arg(info.path(), info.completeBaseName()).arg(page + 1);
    QSaveFile out(page == 0 ? file : next);
    if (!out.open(QIODevice::WriteOnly) || !renderPage(sheet, page).save(&out, "PNG") || !out.commit()) fail(out);
    files.append(out.fileName());
  }
  return files;
}

}  // namespace tilescout::ui
