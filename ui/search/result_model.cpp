#include "ui/search/result_model.h"

#include <QPixmap>
#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <string>
#include <utility>

#include "ui/search/thumbnail_loader.h"
#include "ui/support/format.h"

namespace tilescout::ui {

namespace {

/// What is known of them, in this order.
QString joined(std::initializer_list<std::string> facts) {
  QStringList known;
  for (const std::string& fact : facts)
    if (!fact.empty()) known.append(QString::fromStdString(fact));
  return known.join(QStringLiteral(" · "));
}

}  // namespace

ResultModel::ResultModel(ThumbnailLoader* thumbnails, QObject* parent)
    : QAbstractListModel(parent), thumbnails_(thumbnails) {
  connect(thumbnails, &ThumbnailLoader::changed, this, &ResultModel::thumbnailChanged);
}

void ResultModel::setResult(std::shared_ptr<const SearchResult> result) {
  beginResetModel();
  result_ = std::move(result);
  placeholders_ = 0;
  arrange();
  endResetModel();
}

void ResultModel::extendResult(std::shared_ptr<const SearchResult> result) {
  const auto before = static_cast<int>(arranged_.rows.size());
  const auto now = static_cast<int>(result->hits.size());
  if (order_ != HitOrder::Score || groups_ != HitGroups::None || now <= before) {
    setResult(std::move(result));
    return;
  }
  beginInsertRows({}, before, now - 1);
  result_ = std::move(result);
  arrange();
  endInsertRows();
}

void ResultModel::setPlaceholders(int count) {
  beginResetModel();
  result_.reset();
  placeholders_ = count;
  arrange();
  endResetModel();
}

void ResultModel::setOrder(HitOrder order, HitGroups groups) {
  if (order == order_ && groups == groups_) return;
  beginResetModel();
  order_ = order;
  groups_ = groups;
  arrange();
  endResetModel();
}

void ResultModel::arrange() {
  arranged_ = result_ ? arrangeHits(result_->hits, order_, groups_) : HitArrangement();
  rowOf_.clear();
}

void ResultModel::marksChanged() {
  if (rowCount() > 0) Q_EMIT dataChanged(index(0), index(rowCount() - 1), {MarkRole, CaptionsRole, CollectionRole});
}

void ResultModel::setLabelled(std::shared_ptr<const LabelledTiles> labelled) {
  labelled_ = std::move(labelled);
  marksChanged();
}

int ResultModel::captionsOf(const Hit& hit) const {
  if (!labelled_) return hit.captions;
  const auto found = labelled_->captions.find(hit.tile);
  return found == labelled_->captions.end() ? 0 : found->second;
}

const Hit* ResultModel::hitAt(const QModelIndex& index) const {
  if (!result_ || !index.isValid()) return nullptr;
  return &result_->hits[static_cast<std::size_t>(arranged_.rows[static_cast<std::size_t>(index.row())])];
}

QModelIndex ResultModel::indexOf(TileId tile) const {
  if (rowOf_.isEmpty() && !arranged_.rows.empty()) {
    rowOf_.reserve(static_cast<qsizetype>(arranged_.rows.size()));
    for (std::size_t row = 0; row < arranged_.rows.size(); ++row)
      rowOf_.insert(result_->hits[static_cast<std::size_t>(arranged_.rows[row])].tile, static_cast<int>(row));
  }
  const int row = rowOf_.value(tile, -1);
  return row < 0 ? QModelIndex() : index(row);
}

int ResultModel::rowCount(const QModelIndex& parent) const {
  if (parent.isValid()) return 0;
  return result_ ? static_cast<int>(result_->hits.size()) : placeholders_;
}

QVariant ResultModel::data(const QModelIndex& index, int role) const {
  if (role == PlaceholderRole) return !result_;
  const Hit* hit = hitAt(index);
  if (!hit) return {};
  switch (role) {
    case Qt::DisplayRole: return formatScore(hit->score);
    case Qt::DecorationRole: return thumbnails_->pixmap(hit->tile);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: return describe(*hit);
    case TileIdRole: return QVariant::fromValue<qint64>(hit->tile);
    case ScoreRole: return hit->score;
    case BarRole: return barOf(*hit);
    case PictureRole: return static_cast<int>(thumbnails_->state(hit->tile));
    case BandRole: return static_cast<int>(hit->band);
    case MarkRole: {
      const std::optional<bool> mark = markOf_ ? markOf_(hit->tile) : std::nullopt;
      return mark ? (*mark ? 1 : -1) : 0;
    }
    case CaptionsRole: return captionsOf(*hit);
    case CollectionRole: return labelled_ ? labelled_->collected.contains(hit->tile) : hit->collected;
    case OriginRole: return originOf(*hit);
    default: return {};
  }
}

void ResultModel::thumbnailChanged(TileId tile) {
  const QModelIndex changed = indexOf(tile);
  if (changed.isValid()) Q_EMIT dataChanged(changed, changed, {Qt::DecorationRole, PictureRole});
}

double ResultModel::barOf(const Hit& hit) const {
  // A plain percentile would draw the first thousand of 100,000 all alike; the share of better tiles, on a logarithmic
  // scale from "all" (0) to "none" (1), keeps their order visible.
  const double tiles = std::max<double>(2.0, static_cast<double>(result_->searched));
  const double better = std::max(1.0 - hit.percentile / 100.0, 1.0 / tiles);
  return std::clamp(-std::log(better) / std::log(tiles), 0.0, 1.0);
}

QString ResultModel::describe(const Hit& hit) const {
  QStringList lines = {tr("Rank %1, score %2, better than %3 of the archive")
                           .arg(formatCount(hit.rank), formatScore(hit.score), formatPercentile(hit.percentile))};
  lines.append(joined({hit.scene, hit.date, hit.sensor}));
  if (hit.band != ScoreBand::Noise) lines[0] += QStringLiteral(" · ") + bandText(hit.band);
  const QString words = describeWords(hit.words);
  if (!words.isEmpty()) lines.append(tr("Words found: %1").arg(words));
  const std::optional<bool> mark = markOf_ ? markOf_(hit.tile) : std::nullopt;
  if (mark) lines.append(*mark ? tr("Marked right") : tr("Marked wrong"));
  if (const int captions = captionsOf(hit); captions > 0) lines.append(tr("%n caption(s)", nullptr, captions));
  const QString size = formatGroundSize(hit.wgs84);
  if (!size.isEmpty()) lines.append(tr("%1 on the ground").arg(size));
  if (!hit.wgs84.empty()) lines.append(formatPlace(centreOf(hit.wgs84)));
  return lines.join(QLatin1Char('\n'));
}

QString originOf(const Hit& hit) { return joined({hit.date, hit.sensor, hit.scene}); }

QString bandText(ScoreBand band) {
  switch (band) {
    case ScoreBand::Likely: return ResultModel::tr("likely");
    case ScoreBand::Possible: return ResultModel::tr("possible");
    case ScoreBand::Noise: break;
  }
  return ResultModel::tr("noise");
}

QString describeWords(const std::vector<WordMatch>& words) {
  QStringList parts;
  for (const WordMatch& match : words) {
    QString where;
    switch (match.field) {
      case WordMatch::Field::Caption: where = ResultModel::tr("%1 (caption)"); break;
      case WordMatch::Field::Tag: where = ResultModel::tr("%1 (tag)"); break;
      case WordMatch::Field::Scene: where = ResultModel::tr("%1 (scene name)"); break;
      case WordMatch::Field::Folder: where = ResultModel::tr("%1 (folder)"); break;
      case WordMatch::Field::Date: where = ResultModel::tr("%1 (date)"); break;
    }
    parts.append(where.arg(QString::fromStdString(match.word)));
  }
  return parts.join(ResultModel::tr(", ", "between words of a list"));
}

}  // namespace tilescout::ui
