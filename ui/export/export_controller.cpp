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
#include <QSet>
#include <QStandardPaths>
#include <QUrl>
#include <algorithm>
#include <utility>

#include "base/paths.h"
#include "ui/app_context.h"
#include "ui/backend/map_session.h"
#include "ui/export/clipboard_text.h"
#include "ui/export/contact_sheet.h"
#include "ui/export/open_with_dialog.h"
#include "ui/main_window.h"
#include "ui/support/format.h"
#include "ui/support/image_convert.h"
#include "ui/support/path_watch.h"
#include "ui/support/reveal.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

constexpr int kReportPicture = 300;
constexpr int kMostAtOnce = 500;  // hits copied in a few milliseconds; more are a job

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

void setClipboard(const ClipboardText& text) {
  auto* data = new QMimeData;
  data->setText(text.table);
  data->setHtml(text.html);
  QGuiApplication::clipboard()->setMimeData(data);
}

}  // namespace

SearchResult ChosenHits::taken() const {
  if (!tiles) return *answer;
  SearchResult result = *answer;
  const QSet<TileId> wanted(tiles->begin(), tiles->end());
  std::erase_if(result.hits, [&](const Hit& hit) { return !wanted.contains(hit.tile); });
  return result;
}

ExportController::ExportController(AppContext* context, QWidget* window)
    : QObject(window), context_(context), window_(window) {}

bool ExportController::hasHits() const {
  const auto& result = context_->search().result();
  return result && !result->hits.empty() && context_->archive().session();
}

int ExportController::selectedHits() const {
  const Selection& selection = context_->selection();
  if (selection.isEmpty()) return 0;
  const std::vector<Hit>& hits = context_->search().result()->hits;
  return static_cast<int>(
      std::count_if(hits.begin(), hits.end(), [&](const Hit& hit) { return selection.contains(hit.tile); }));
}

ChosenHits ExportController::chosen(bool onlySelected) const {
  ChosenHits hits{context_->search().result(), std::nullopt};
  if (onlySelected) hits.tiles = context_->selection().tiles();
  return hits;
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
    if (outcome.skipped > 0)
      return tr("The first %1 of %2 results written to %3")
          .arg(formatCount(outcome.tiles), formatCount(outcome.tiles + outcome.skipped),
               QDir::toNativeSeparators(target));
    return tr("%1 results written to %2").arg(formatCount(outcome.tiles), QDir::toNativeSeparators(target));
  };
  words.followUp = [kind] { return kind == ExportKind::GeoTiffs ? tr("Open the folder") : tr("Open"); };
  words.showRate = kind == ExportKind::GeoTiffs;
  return words;
}

Job::Work ExportController::workOf(ExportKind kind, const ChosenHits& hits, const QString& target) const {
  if (kind == ExportKind::ReportPdf || kind == ExportKind::ReportPng) return reportWork(kind, hits, target);
  return [hits, query = query(), format = formatOf(kind), file = target.toStdString(),
          session = context_->archive().session()](JobContext& job) {
    const jobs::ExportReport report = session->map().exportHits({hits.taken(), query, format, file}, job);
    JobOutcome outcome;
    outcome.tiles = report.hits;
    outcome.problems = report.problems;
    return outcome;
  };
}

Job::Work ExportController::reportWork(ExportKind kind, const ChosenHits& hits, const QString& target) const {
  ContactSheet sheet;
  sheet.query = context_->search().answeredText();
  sheet.model = QString::fromStdString(hits.answer->model);
  sheet.archive = QFileInfo(context_->archive().file()).completeBaseName();
  sheet.date = QLocale().toString(QDate::currentDate(), QLocale::LongFormat);
  sheet.searched = hits.answer->searched;
  return [sheet, hits, kind, target, session = context_->archive().session()](JobContext& job) mutable {
    JobOutcome outcome;
    sheet.hits = hits.taken().hits;
    sheet.left = std::max<std::int64_t>(0, static_cast<std::int64_t>(sheet.hits.size()) - ExportDialog::kMostInReport);
    sheet.hits.resize(sheet.hits.size() - static_cast<std::size_t>(sheet.left));
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
    outcome.skipped = sheet.left;
    return outcome;
  };
}

Job* ExportController::write(ExportKind kind, bool onlySelected, const QString& target) {
  return hasHits() ? write(kind, chosen(onlySelected), target) : nullptr;
}

Job* ExportController::write(ExportKind kind, const ChosenHits& hits, const QString& target) {
  auto job = std::make_unique<Job>(words(kind, target), workOf(kind, hits, target));
  connect(job.get(), &Job::followUpRequested, this,
          [target] { QDesktopServices::openUrl(QUrl::fromLocalFile(target)); });
  return context_->jobs().add(std::move(job));
}

void ExportController::showDialog() {
  if (!hasHits()) return;
  const int all = static_cast<int>(context_->search().result()->hits.size());
  auto* dialog = new ExportDialog(all, selectedHits(), context_->settings().lastFolder(), suggestedName(), window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  // What was counted is what is written, whatever is searched meanwhile.
  connect(dialog, &QDialog::accepted, this, [this, dialog, whole = chosen(false), some = chosen(true)] {
    context_->settings().setLastFolder(QFileInfo(dialog->target()).path());
    if (context_->archive().session()) write(dialog->kind(), dialog->onlySelected() ? some : whole, dialog->target());
  });
  dialog->open();
}

void ExportController::copy() {
  if (!hasHits()) return;
  if (copying_) copying_->cancel();  // the later one is what is wanted
  const int selected = selectedHits();
  const ChosenHits hits = chosen(selected > 0);
  const int count = selected > 0 ? selected : static_cast<int>(hits.answer->hits.size());
  if (count <= kMostAtOnce) {
    JobContext here;
    setClipboard(clipboardText(hits.taken(), here));
    return;
  }
  JobWords words;
  words.title = [count] { return tr("Copy %1 results").arg(formatCount(count)); };
  words.summary = [](const JobOutcome& outcome) {
    return tr("%1 results are on the clipboard").arg(formatCount(outcome.tiles));
  };
  const auto text = std::make_shared<ClipboardText>();
  copying_ = context_->jobs().add(std::make_unique<Job>(words, [hits, text](JobContext& job) {
    const SearchResult taken = hits.taken();
    *text = clipboardText(taken, job);
    JobOutcome outcome;
    outcome.tiles = static_cast<std::int64_t>(taken.hits.size());
    return outcome;
  }));
  connect(copying_, &Job::finished, this, [text] { setClipboard(std::exchange(*text, {})); });
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
  Job* job = write(ExportKind::QgisProject, selectedHits() > 0, target);
  if (job) connect(job, &Job::finished, this, [qgis, target] { QProcess::startDetached(qgis, {target}); });
}

void ExportController::withScene(const std::function<void(const QString&)>& act) {
  const Hit* hit = context_->currentTile().hit();
  if (!hit || hit->scenePath.empty()) return;
  const QString path = QString::fromStdString(hit->scenePath);
  askDisk(this, path, [this, path, act](const PathFacts& facts) {
    if (facts.exists()) return act(path);
    QMessageBox::information(window_, tr("Open the scene"),
                             tr("The file %1 is not there now.").arg(QDir::toNativeSeparators(path)));
  });
}

void ExportController::openScene() {
  withScene([this](const QString& path) {
    if (!OpenWithDialog::openAsKept(context_, path)) askForProgram(path);
  });
}

void ExportController::openSceneWith() {
  withScene([this](const QString& path) { askForProgram(path); });
}

void ExportController::askForProgram(const QString& path) {
  auto* dialog = new OpenWithDialog(context_, path, window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void ExportController::revealScene() { withScene(&revealInFolder); }

namespace {

/// What can be done with the file of the current result's scene.
void addSceneActions(WindowActions* actions, ExportController* exports, CurrentTile* current) {
  using enum MenuPlace;
  QAction* scene = actions->add(
      {"openScene",
       "document-open",
       {Qt::CTRL | Qt::SHIFT | Qt::Key_O},
       Archive,
       [] { return ExportController::tr("Open the scene &with its program"); },
       [] { return ExportController::tr("Open the current result's file with the program kept for scenes"); }});
  QAction* with = actions->add(
      {"openSceneWith",
       "document-open",
       {Qt::CTRL | Qt::ALT | Qt::Key_O},
       Archive,
       [] { return ExportController::tr("Open the scene with &another program…"); },
       [] { return ExportController::tr("Choose the program that opens the current result's file, QGIS for instance"); }});
  QAction* reveal =
      actions->add({"revealScene",
                    "document-open-folder",
                    {Qt::CTRL | Qt::ALT | Qt::Key_R},
                    Archive,
                    [] { return ExportController::tr("Show the scene in its fo&lder"); },
                    [] { return ExportController::tr("Show the current result's file in the file manager"); }});
  QObject::connect(scene, &QAction::triggered, exports, &ExportController::openScene);
  QObject::connect(with, &QAction::triggered, exports, &ExportController::openSceneWith);
  QObject::connect(reveal, &QAction::triggered, exports, &ExportController::revealScene);
  const auto refresh = [=] {
    for (QAction* action : {scene, with, reveal}) action->setEnabled(current->hit() != nullptr);
  };
  QObject::connect(current, &CurrentTile::changed, exports, refresh);
  refresh();
}

}  // namespace

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
  QAction* copy = actions->add({"copyResults",
                                "edit-copy",
                                {Qt::CTRL | Qt::SHIFT | Qt::Key_C},
                                Edit,
                                [] { return ExportController::tr("Copy results as a &table"); },
                                [] { return ExportController::tr("Copy the selected results, or all, as a table"); }});
  QObject::connect(dialog, &QAction::triggered, exports, &ExportController::showDialog);
  QObject::connect(copy, &QAction::triggered, exports, &ExportController::copy);
  QObject::connect(qgis, &QAction::triggered, exports, &ExportController::openInQgis);
  const auto refresh = [=] {
    for (QAction* action : {dialog, copy, qgis}) action->setEnabled(exports->hasHits());
  };
  QObject::connect(&context->search(), &SearchController::resultChanged, exports, refresh);
  refresh();
  addSceneActions(actions, exports, &context->currentTile());
}

}  // namespace tilescout::ui
