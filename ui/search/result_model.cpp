#include "ui/search/result_model.h"

#include <QPixmap>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/search/thumbnail_loader.h"
#include "ui/support/format.h"

namespace tilescout::ui {

ResultModel::ResultModel(ThumbnailLoader* thumbnails, QObject* parent)
    : QAbstractListModel(parent), thumbnails_(thumbnails) {
  connect(thumbnails, &ThumbnailLoader::changed, this, &ResultModel::thumbnailChanged);
}

void ResultModel::setResult(std::shared_ptr<const SearchResult> result) {
  beginResetModel();
  result_ = std::move(result);
  placeholders_ = 0;
  rowOf_.clear();
  if (result_) {
    rowOf_.reserve(static_cast<qsizetype>(result_->hits.size()));
    for (std::size_t row = 0; row < result_->hits.size(); ++row) {
      rowOf_.insert(result_->hits[row].tile, static_cast<int>(row));
    }
  }
  endResetModel();
}

void ResultModel::setPlaceholders(int count) {
  beginResetModel();
  result_.reset();
  rowOf_.clear();
  placeholders_ = count;
  endResetModel();
}

const Hit* ResultModel::hitAt(const QModelIndex& index) const {
  if (!result_ || !index.isValid()) return nullptr;
  return &result_->hits[static_cast<std::size_t>(index.row())];
}

QModelIndex ResultModel::indexOf(TileId tile) const {
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
  QString where = QString::fromStdString(hit.scene);
  if (!hit.date.empty()) where += QStringLiteral(" · ") + QString::fromStdString(hit.date);
  lines.append(where);
  const QString size = formatGroundSize(hit.wgs84);
  if (!size.isEmpty()) lines.append(tr("%1 on the ground").arg(size));
  return lines.join(QLatin1Char('\n'));
}

}  // namespace tilescout::ui
