#include "ui/export/export_controller.h"

#include <QAction>
#include <QClipboard>
#include <QCoreApplication>
#include <QDate>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QMessageBox>
#include <QMimeData>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QUrl>
#include <algorithm>
#include <utility>

#include "base/paths.h"
#include "ui/app_context.h"
#include "ui/backend/map_session.h"
#include "ui/export/contact_sheet.h"
#include "ui/main_window.h"
#include "ui/support/format.h"
#include "ui/support/image_convert.h"
#include "ui/support/path_watch.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

constexpr int kReportPicture = 300;
// Beyond this a report is no report any more; the dialog's other formats take all hits.
constexpr std::size_t kMostInReport = 1000;

jobs::ExportFormat formatOf(ExportKind kind) {
  switch (kind) {
    case ExportKind::GeoJson: return jobs::ExportFormat::GeoJson;
    case ExportKind::Csv: return jobs::ExportFormat::Csv;
    case ExportKind::Kml: return jobs::ExportFormat::Kml;
    case ExportKind::GeoTiffs: return jobs::ExportFormat::GeoTiffs;
    case ExportKind::QgisProject: return jobs::ExportFormat::QgisProject;
    case ExportKind::GeoPackage:
    case ExportKind::ReportPdf:
    case ExportKind::ReportPng: break;
  }
  return jobs::ExportFormat::GeoPackage;
}

/// Hit, with what a formula could begin with made text (as exchange::csvCell does it for files).
QString cell(const std::string& text) {
  QString value = QString::fromStdString(text);
  value.replace(QRegularExpression(QStringLiteral("[\\t\\r\\n]")), QStringLiteral(" "));
  return !value.isEmpty() && QStringLiteral("=+-@").contains(value.front()) ? QLatin1Char('\'') + value : value;
}

QList<QStringList> rowsOf(const SearchResult& result) {
  QList<QStringList> rows;
  for (const Hit& hit : result.hits) {
    const bool placed = !hit.wgs84.empty();
    const LonLat place = placed ? centreOf(hit.wgs84) : LonLat{};
    rows.append({QString::number(hit.rank), QString::number(hit.score, 'f', 4), cell(hit.scene), cell(hit.date),
                 placed ? QString::number(place.lat, 'f', 6) : QString(),
                 placed ? QString::number(place.lon, 'f', 6) : QString(), QString::number(hit.tile)});
  }
  return rows;
}

QStringList headings() {
  return {ExportController::tr("Rank"), ExportController::tr("Score"),    ExportController::tr("Scene"),
          ExportController::tr("Date"), ExportController::tr("Latitude"), ExportController::tr("Longitude"),
          ExportController::tr("Tile")};
}

}  // namespace

QString clipboardTable(const SearchResult& result) {
  QStringList lines{headings().join(QLatin1Char('\t'))};
  for (const QStringList& row : rowsOf(result)) lines.append(row.join(QLatin1Char('\t')));
  return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QString clipboardHtml(const SearchResult& result) {
  const auto line = [](const QStringList& cells, const char* tag) {
    QString text = QStringLiteral("<tr>");
    for (const QString& value : cells)
      text += QStringLiteral("<%1>%2</%1>").arg(QLatin1String(tag), value.toHtmlEscaped());
    return text + QStringLiteral("</tr>");
  };
  QString text = QStringLiteral("<meta charset=\"utf-8\"><table>") + line(headings(), "th");
  for (const QStringList& row : rowsOf(result)) text += line(row, "td");
  return text + QStringLiteral("</table>");
}

ExportController::ExportController(AppContext* context, QWidget* window)
    : QObject(window), context_(context), window_(window) {}

bool ExportController::hasHits() const {
  const auto& result = context_->search().result();
  return result && !result->hits.empty() && context_->archive().session();
}

SearchResult ExportController::chosen(bool onlySelected) const {
  SearchResult result = *context_->search().result();
  if (onlySelected)
    std::erase_if(result.hits, [this](const Hit& hit) { return !context_->selection().contains(hit.tile); });
  return result;
}

Query ExportController::query() const { return context_->search().draft().asked(); }

QString ExportController::suggestedName() const {
  QString name = context_->search().answeredText().left(40);
  name.replace(QRegularExpression(QStringLiteral("[^\\w\\-]+")), QStringLiteral("_"));
  name = name.trimmed();
  return name.isEmpty() ? QStringLiteral("results") : name;
}

JobWords ExportController::words(ExportKind kind, const QString& target) const {
  JobWords words;
  const QString name = QFileInfo(target).fileName();
  words.title = [name] { return tr("Export %1").arg(name); };
  words.stage = [](const Progress& progress) {
    return progress.total > 0 ? tr("results %1 of %2").arg(formatCount(progress.done), formatCount(progress.total))
                              : QString();
  };
  words.summary = [target](const JobOutcome& outcome) {
    return tr("%1 results written to %2").arg(formatCount(outcome.tiles), QDir::toNativeSeparators(target));
  };
  words.followUp = [kind] { return kind == ExportKind::GeoTiffs ? tr("Open the folder") : tr("Open"); };
  words.showRate = kind == ExportKind::GeoTiffs;
  return words;
}

Job::Work ExportController::workOf(ExportKind kind, const SearchResult& result, const QString& target) const {
  if (kind == ExportKind::ReportPdf || kind == ExportKind::ReportPng) return reportWork(kind, result, target);
  const jobs::ExportRequest request{result, query(), formatOf(kind), target.toStdString()};
  return [request, session = context_->archive().session()](JobContext& job) {
    const jobs::ExportReport report = session->map().exportHits(request, job);
    JobOutcome outcome;
    outcome.tiles = report.hits;
    outcome.problems = report.problems;
    return outcome;
  };
}

Job::Work ExportController::reportWork(ExportKind kind, const SearchResult& result, const QString& target) const {
  ContactSheet sheet;
  sheet.query = context_->search().answeredText();
  sheet.model = QString::fromStdString(result.model);
  sheet.archive = QFileInfo(context_->archive().file()).completeBaseName();
  sheet.date = QLocale().toString(QDate::currentDate(), QLocale::LongFormat);
  sheet.searched = result.searched;
  sheet.hits = result.hits;
  if (sheet.hits.size() > kMostInReport) sheet.hits.resize(kMostInReport);
  return [sheet, kind, target, session = context_->archive().session()](JobContext& job) mutable {
    JobOutcome outcome;
    const auto total = static_cast<std::int64_t>(sheet.hits.size());
    for (const Hit& hit : sheet.hits) {
      job.checkpoint();
      sheet.pictures.emplace_back();
      try {
        sheet.pictures.back() = toQImage(session->thumbnail(hit.tile, kReportPicture));
      } catch (const Error& error) {
        outcome.problems.push_back({hit.scenePath, std::string(errorCodeName(error.code())), error.message()});
      }
      job.report({"export", static_cast<std::int64_t>(sheet.pictures.size()), total});
    }
    if (kind == ExportKind::ReportPdf) {
      writeContactSheetPdf(sheet, target, job);
    } else {
      writeContactSheetPng(sheet, target, job);
    }
    outcome.tiles = total;
    return outcome;
  };
}

Job* ExportController::write(ExportKind kind, bool onlySelected, const QString& target) {
  if (!hasHits()) return nullptr;
  const SearchResult result = chosen(onlySelected);
  auto job = std::make_unique<Job>(words(kind, target), workOf(kind, result, target));
  connect(job.get(), &Job::followUpRequested, this,
          [target] { QDesktopServices::openUrl(QUrl::fromLocalFile(target)); });
  return context_->jobs().add(std::move(job));
}

void ExportController::showDialog() {
  if (!hasHits()) return;
  const int all = static_cast<int>(context_->search().result()->hits.size());
  const int selected = static_cast<int>(chosen(true).hits.size());
  ExportDialog dialog(all, selected, context_->settings().lastFolder(), suggestedName(), window_);
  if (dialog.exec() != QDialog::Accepted) return;
  context_->settings().setLastFolder(QFileInfo(dialog.target()).path());
  write(dialog.kind(), dialog.onlySelected(), dialog.target());
}

void ExportController::copy() {
  if (!hasHits()) return;
  SearchResult result = chosen(true);
  if (result.hits.empty()) result = chosen(false);
  auto* data = new QMimeData;
  data->setText(clipboardTable(result));
  data->setHtml(clipboardHtml(result));
  QGuiApplication::clipboard()->setMimeData(data);
}

void ExportController::openInQgis() {
  if (!hasHits()) return;
  const QString qgis = QStandardPaths::findExecutable(QStringLiteral("qgis"));
  if (qgis.isEmpty()) {
    QMessageBox::information(window_, tr("Open in QGIS"),
                             tr("QGIS was not found on this computer. Install it, or export a QGIS project and open it "
                                "elsewhere."));
    return;
  }
  const std::filesystem::path folder = paths::userData() / "qgis";
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  const QString target = QStringLiteral("%1/%2.qgs").arg(QString::fromStdString(folder.string()), suggestedName());
  const bool some = !chosen(true).hits.empty();
  Job* job = write(ExportKind::QgisProject, some, target);
  if (job) connect(job, &Job::finished, this, [qgis, target] { QProcess::startDetached(qgis, {target}); });
}

void ExportController::openScene() {
  const Hit* hit = context_->currentTile().hit();
  if (!hit || hit->scenePath.empty()) return;
  const QString path = QString::fromStdString(hit->scenePath);
  askDisk(this, path, [this, path](const PathFacts& facts) {
    if (facts.exists()) {
      QDesktopServices::openUrl(QUrl::fromLocalFile(path));
    } else {
      QMessageBox::information(window_, tr("Open the scene"),
                               tr("The file %1 is not there now.").arg(QDir::toNativeSeparators(path)));
    }
  });
}

void addExport(MainWindow* window, AppContext* context) {
  auto* exports = new ExportController(context, window);
  WindowActions* actions = window->actions();
  using enum MenuPlace;
  QAction* dialog =
      actions->add({"exportResults",
                    "document-export",
                    {Qt::CTRL | Qt::Key_E},
                    Archive,
                    [] { return ExportController::tr("&Export results…"); },
                    [] { return ExportController::tr("Write results as a file for maps, tables or reports"); },
                    true});
  QAction* qgis = actions->add(
      {"openInQgis",
       "map-globe",
       {Qt::CTRL | Qt::SHIFT | Qt::Key_E},
       Archive,
       [] { return ExportController::tr("Open in Q&GIS"); },
       [] { return ExportController::tr("Open the selected results, or all, over their scenes in QGIS"); }});
  QAction* scene = actions->add(
      {"openScene",
       "document-open",
       {},
       Archive,
       [] { return ExportController::tr("Open the scene &with its program"); },
       [] { return ExportController::tr("Open the current result's file with the system's program for it"); }});
  QAction* copy = actions->add({"copyResults",
                                "edit-copy",
                                {Qt::CTRL | Qt::SHIFT | Qt::Key_C},
                                Edit,
                                [] { return ExportController::tr("Copy results as a &table"); },
                                [] { return ExportController::tr("Copy the selected results, or all, as a table"); }});
  QObject::connect(dialog, &QAction::triggered, exports, &ExportController::showDialog);
  QObject::connect(copy, &QAction::triggered, exports, &ExportController::copy);
  QObject::connect(qgis, &QAction::triggered, exports, &ExportController::openInQgis);
  QObject::connect(scene, &QAction::triggered, exports, &ExportController::openScene);
  const auto refresh = [=] {
    for (QAction* action : {dialog, copy, qgis}) action->setEnabled(exports->hasHits());
    scene->setEnabled(context->currentTile().hit() != nullptr);
  };
  QObject::connect(&context->search(), &SearchController::resultChanged, exports, refresh);
  QObject::connect(&context->currentTile(), &CurrentTile::changed, exports, refresh);
  refresh();
}

}  // namespace tilescout::ui
