#include "ui/search/query_draft.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include "base/error.h"
#include "search/query_json.h"

namespace tilescout::ui {

bool QueryDraft::hasSubject() const {
  const Query& q = query;
  return !QString::fromStdString(q.text).trimmed().isEmpty() || !q.images.empty() || !q.like.empty() ||
         !q.unlike.empty() || !q.notTexts.empty() || q.detector;
}

Query QueryDraft::asked() const {
  Query asked = query;
  const SplitText split = splitExclusions(QString::fromStdString(query.text));
  asked.text = split.text.toStdString();
  for (const QString& without : split.without) asked.notTexts.push_back(without.toStdString());
  return asked;
}

QString QueryDraft::toJson() const {
  QJsonObject object;
  object[QLatin1String("query")] = QString::fromStdString(search::queryToJson(query));
  object[QLatin1String("area")] = areaName;
  object[QLatin1String("tiles")] = tilesName;
  object[QLatin1String("detector")] = detectorName;
  return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

std::optional<QueryDraft> QueryDraft::fromJson(const QString& json) {
  const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
  QueryDraft draft;
  try {
    draft.query = search::queryFromJson(object[QLatin1String("query")].toString().toStdString());
  } catch (const Error&) {
    return std::nullopt;
  }
  draft.areaName = object[QLatin1String("area")].toString();
  draft.tilesName = object[QLatin1String("tiles")].toString();
  draft.detectorName = object[QLatin1String("detector")].toString();
  return draft;
}

bool operator==(const QueryDraft& a, const QueryDraft& b) {
  if (a.toJson() != b.toJson()) return false;
  // Pasted pictures have no name of their own.
  for (std::size_t i = 0; i < a.query.images.size(); ++i)
    if (a.query.images[i].pixels.pixels != b.query.images[i].pixels.pixels) return false;
  return true;
}

SplitText splitExclusions(const QString& line) {
  static const QRegularExpression exclusion(QStringLiteral("(?:^|\\s)[-−](?:\"([^\"]+)\"|([\\p{L}][^\\s\"]*))"),
                                            QRegularExpression::UseUnicodePropertiesOption);
  SplitText split;
  QString rest;
  qsizetype from = 0;
  for (auto found = exclusion.globalMatch(line); found.hasNext();) {
    const QRegularExpressionMatch match = found.next();
    rest += line.mid(from, match.capturedStart() - from) + QLatin1Char(' ');
    from = match.capturedEnd();
    split.without.append(match.captured(1).isEmpty() ? match.captured(2) : match.captured(1).simplified());
  }
  split.text = (rest + line.mid(from)).simplified();
  return split;
}

}  // namespace tilescout::ui
