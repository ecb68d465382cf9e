#include "ui/search/query_history.h"

#include <QCryptographicHash>
#include <QMenu>
#include <algorithm>

#include "ui/app_context.h"
#include "ui/support/icons.h"

namespace tilescout::ui {

namespace {

constexpr int kLongestLabel = 60;

QString historyKey(const QString& archive) {
  return QStringLiteral("history/") +
         QString::fromLatin1(QCryptographicHash::hash(archive.toUtf8(), QCryptographicHash::Sha1).toHex());
}

/// The newer one is what the older became while it was typed.
bool goesOn(const QueryDraft& older, const QueryDraft& newer) {
  QueryDraft same = newer;
  same.query.text = older.query.text;
  same.query.translation = older.query.translation;
  return !older.query.text.empty() && newer.query.text.starts_with(older.query.text) && same == older;
}

}  // namespace

QueryHistory::QueryHistory(AppContext* context, QObject* parent) : QObject(parent), context_(context) {
  settle_.setSingleShot(true);
  settle_.setInterval(kSettleMs);
  connect(&settle_, &QTimer::timeout, this, &QueryHistory::keep);
  connect(&context->search(), &SearchController::draftChanged, &settle_, &QTimer::stop);
  connect(&context->search(), &SearchController::resultChanged, this, [this] {
    if (context_->search().result() && context_->search().listName().isEmpty()) settle_.start();
  });
  connect(&context->archive(), &ArchiveController::archiveChanged, this, &QueryHistory::load);
  load();
}

void QueryHistory::load() {
  settle_.stop();
  queries_.clear();
  if (context_->archive().state() != ArchiveState::Open) return;
  for (const QString& json : context_->settings().view(historyKey(context_->archive().file())).toStringList())
    if (const auto draft = QueryDraft::fromJson(json)) queries_.push_back(*draft);
}

void QueryHistory::store() {
  QStringList all;
  for (const QueryDraft& draft : queries_) all.append(draft.toJson());
  context_->settings().setView(historyKey(context_->archive().file()), all);
}

void QueryHistory::keep() {
  settle_.stop();
  QueryDraft draft = context_->search().draft();
  if (context_->archive().state() != ArchiveState::Open || !draft.hasSubject()) return;
  if (draft.query.detector) return;  // stands among the saved ones
  // Pasted pictures have no file that they could be read from again, and pixels are not written.
  std::erase_if(draft.query.images, [](const ExampleImage& image) { return image.name.empty(); });
  for (ExampleImage& image : draft.query.images) image.pixels = {};
  if (!draft.hasSubject()) return;
  if (!queries_.empty() && goesOn(queries_.front(), draft)) queries_.erase(queries_.begin());
  std::erase(queries_, draft);
  queries_.insert(queries_.begin(), draft);
  if (queries_.size() > kMost) queries_.resize(kMost);
  store();
}

void QueryHistory::clear() {
  queries_.clear();
  store();
}

QString QueryHistory::labelOf(const QueryDraft& draft) const {
  const Query& query = draft.query;
  QStringList parts;
  if (!query.text.empty()) parts.append(QString::fromStdString(query.text));
  for (const std::string& without : query.notTexts) parts.append(QStringLiteral("−") + QString::fromStdString(without));
  const int examples = static_cast<int>(query.images.size() + query.like.size() + query.unlike.size());
  if (examples > 0) parts.append(tr("%n example(s)", nullptr, examples));
  if (query.bbox || !query.withinFile.empty()) parts.append(draft.areaName.isEmpty() ? tr("area") : draft.areaName);
  if (!query.fromDate.empty() || !query.toDate.empty())
    parts.append(tr("%1 to %2").arg(QString::fromStdString(query.fromDate), QString::fromStdString(query.toDate)));
  if (!query.scenes.empty() || !query.sceneGlob.empty() || !query.sensors.empty() || query.tiles)
    parts.append(tr("filtered"));
  QString label = parts.join(QStringLiteral(" · "));
  if (label.size() > kLongestLabel) label = label.left(kLongestLabel - 1) + QStringLiteral("…");
  return label.replace(QLatin1Char('&'), QLatin1String("&&"));
}

void QueryHistory::fill(QMenu* menu) {
  menu->clear();
  for (const QueryDraft& draft : queries_)
    menu->addAction(labelOf(draft), this, [this, draft] { context_->search().setDraft(draft); });
  if (queries_.empty()) {
    menu->addAction(tr("Nothing was asked of this archive yet"))->setEnabled(false);
    return;
  }
  menu->addSeparator();
  menu->addAction(themeIcon("edit-clear-history"), tr("&Clear this list"), this, &QueryHistory::clear);
}

}  // namespace tilescout::ui
