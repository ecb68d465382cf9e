#include "ui/search/area_term.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageBox>

#include "base/atomic_file.h"
#include "ui/app_context.h"
#include "ui/backend/query_session.h"
#include "ui/support/error_text.h"
#include "ui/support/icons.h"

namespace tilescout::ui {

namespace {

QJsonArray closed(const Ring& ring) {
  QJsonArray corners;
  for (const LonLat& corner : ring) corners.append(QJsonArray{corner.lon, corner.lat});
  if (!ring.empty()) corners.append(QJsonArray{ring.front().lon, ring.front().lat});
  return corners;
}

void write(const QString& file, const QByteArray& text) {
  AtomicFile out(std::filesystem::path(file.toStdString()));
  out.write(text.toStdString());
  out.commit();
}

}  // namespace

AreaPolygon polygonOf(const std::array<double, 4>& box) {
  const auto [west, south, end, north] = box;
  const double east = end < west ? end + 360.0 : end;
  return {{{west, north}, {east, north}, {east, south}, {west, south}}};
}

QByteArray areaGeoJson(const std::vector<AreaPolygon>& polygons, const QString& name) {
  QJsonArray features;
  for (const AreaPolygon& polygon : polygons) {
    QJsonArray rings;
    for (const Ring& ring : polygon) rings.append(closed(ring));
    features.append(QJsonObject{
        {QStringLiteral("type"), QStringLiteral("Feature")},
        {QStringLiteral("properties"), QJsonObject{{QStringLiteral("name"), name}}},
        {QStringLiteral("geometry"),
         QJsonObject{{QStringLiteral("type"), QStringLiteral("Polygon")}, {QStringLiteral("coordinates"), rings}}}});
  }
  const QJsonObject all{{QStringLiteral("type"), QStringLiteral("FeatureCollection")},
                        {QStringLiteral("features"), features}};
  return QJsonDocument(all).toJson(QJsonDocument::Compact) + '\n';
}

AreaTerm::AreaTerm(AppContext* context, QWidget* window) : QObject(window), context_(context), window_(window) {}

QString AreaTerm::name() const {
  const QueryDraft& draft = context_->search().draft();
  if (!draft.areaName.isEmpty()) return draft.areaName;
  return QFileInfo(QString::fromStdString(draft.query.withinFile)).completeBaseName();
}

void AreaTerm::openMenu(QWidget* chip) {
  auto* menu = new QMenu(window_);
  menu->setObjectName(QStringLiteral("areaMenu"));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(themeIcon("edit-rename"), tr("Re&name…"), this, &AreaTerm::askName);
  menu->addAction(themeIcon("document-export"), tr("&Export as GeoJSON…"), this, &AreaTerm::askFile);
  menu->addAction(themeIcon("map-globe"), tr("&Show on the map, to change its corners"), this, &AreaTerm::mapRequested);
  menu->addSeparator();
  menu->addAction(themeIcon("edit-clear"), tr("Search any&where"), this, [this] { context_->search().clearArea(); });
  menu->popup(chip->mapToGlobal(QPoint(0, chip->height())));
}

void AreaTerm::askName() {
  bool ok = false;
  const QString text =
      QInputDialog::getText(window_, tr("Name of the area"), tr("Name:"), QLineEdit::Normal, name(), &ok);
  if (ok) rename(text);
}

void AreaTerm::rename(const QString& name) {
  context_->search().change([&](QueryDraft& draft) { draft.areaName = name.simplified(); });
}

void AreaTerm::askFile() {
  const QString proposal = context_->settings().lastFolder() + QLatin1Char('/') +
                           (name().isEmpty() ? QStringLiteral("area") : name()) + QStringLiteral(".geojson");
  const QString file =
      QFileDialog::getSaveFileName(window_, tr("Export the area"), proposal, tr("GeoJSON (*.geojson)"));
  if (file.isEmpty()) return;
  context_->settings().setLastFolder(QFileInfo(file).absolutePath());
  exportTo(file);
}

void AreaTerm::exportTo(const QString& file) {
  const Query& query = context_->search().draft().query;
  const auto session = context_->archive().session();
  if (!session || (!query.bbox && query.withinFile.empty())) return;
  background_.call(
      [session, file, name = name(), box = query.bbox, from = query.withinFile](const std::stop_token&) {
        const auto polygons = box ? std::vector<AreaPolygon>{polygonOf(*box)} : session->query().readPolygons(from);
        write(file, areaGeoJson(polygons, name));
        return file;
      },
      [this](const QString& written) { Q_EMIT exported(written); },
      [this](const UiError& error) { Q_EMIT failed(errorSentence(error) + QLatin1Char(' ') + errorAdvice(error)); });
}

}  // namespace tilescout::ui
