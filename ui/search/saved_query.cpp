#include "ui/search/saved_query.h"

#include <QJsonDocument>
#include <QJsonObject>

#include "search/query_json.h"

namespace tilescout::ui {

namespace {

const QLatin1String kAreaName("area_name"), kTilesName("tiles_name");

}  // namespace

std::string savedQueryOf(const QueryDraft& draft) {
  QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(search::queryToJson(draft.query))).object();
  if (!draft.areaName.isEmpty()) object[kAreaName] = draft.areaName;
  if (!draft.tilesName.isEmpty()) object[kTilesName] = draft.tilesName;
  return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

void readNames(const std::string& json, QueryDraft& draft) {
  const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
  draft.areaName = object[kAreaName].toString();
  draft.tilesName = object[kTilesName].toString();
}

Detector detectorOf(const FeedbackState& state) {
  Detector detector;
  detector.modelName = state.model;
  detector.modelFingerprint = state.modelFingerprint;
  detector.bias = state.detector.bias;
  for (const float value : state.detector.vector)
    detector.weights.push_back(static_cast<float>(static_cast<double>(value) * state.detector.scale));
  return detector;
}

std::vector<SearchMark> savedMarks(const std::vector<Mark>& marks) {
  std::vector<SearchMark> saved;
  for (const Mark& mark : marks) saved.push_back({mark.tile, mark.right});
  return saved;
}

std::vector<Mark> marksOf(const std::vector<SearchMark>& saved) {
  std::vector<Mark> marks;
  for (const SearchMark& mark : saved) marks.push_back({mark.tile, mark.right, false});
  return marks;
}

}  // namespace tilescout::ui
